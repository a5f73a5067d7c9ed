"""What is said: whether there is enough, which words, quoted, cited and checked."""
