"""Speed, size and found evidence, beside a rival in the same run. Ratios, no assertions."""
