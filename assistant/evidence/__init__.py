"""What the documents hold for a question: searched, and grown to whole lists."""
