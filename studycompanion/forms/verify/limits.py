"""How much time and memory one file may take from the process that checks it."""

SECONDS = 10
MEMORY = 1_000_000_000
"""Bytes of address space, the libraries' own included."""
