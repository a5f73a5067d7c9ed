"""A Slack on loopback: the Web API, Socket Mode, and people who write, press and choose."""
