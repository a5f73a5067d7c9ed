"""The briefing before a meeting: its sections, and the files that it is given out as."""
