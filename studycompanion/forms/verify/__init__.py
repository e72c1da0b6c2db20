"""Checking the signatures of any PDF without a network, in a process of its own."""
