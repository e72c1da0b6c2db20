"""Figures of a topic by cell."""
