"""What a question asks: its words read, its scope found, nothing answered yet."""
