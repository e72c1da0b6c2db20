"""What waits: the start page."""
