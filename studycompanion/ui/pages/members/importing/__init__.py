"""Taking a roster in, on four pages at most."""
