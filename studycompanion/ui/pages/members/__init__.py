"""The members of the file."""
