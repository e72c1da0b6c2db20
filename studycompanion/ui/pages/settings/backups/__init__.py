"""The list of backups: looking into one, and going back to it."""
