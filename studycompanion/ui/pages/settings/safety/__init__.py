"""The section on safety: backups, the state of the data, and the password."""
