"""What is set once for the whole file, and its safety."""
