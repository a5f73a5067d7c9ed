"""From what was recommended to what came of it: links proposed, weighed and kept."""
