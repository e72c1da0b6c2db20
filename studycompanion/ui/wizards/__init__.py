"""What is asked before the window can open: first start, password, a file in use."""
