"""What the users want done, one module per goal, one call per transaction."""
