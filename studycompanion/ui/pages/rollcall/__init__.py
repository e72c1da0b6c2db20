"""The roll call of a session."""
