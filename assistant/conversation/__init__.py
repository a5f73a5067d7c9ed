"""One question after another: follow-ups read into questions that stand alone."""
