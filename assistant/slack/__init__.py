"""The Slack bot. Listeners parse, jobs call, blocks render; nothing else."""
