"""Topics and their sessions."""
