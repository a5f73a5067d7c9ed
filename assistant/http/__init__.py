"""What the API and the page share: the service at hand, access, limits, problems, headers."""
