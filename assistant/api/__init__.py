"""The HTTP API. Routes parse, call and render; nothing else."""
