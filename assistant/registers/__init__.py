"""The registers as they are asked for: rows with the words that bear them, files, confirmations."""
