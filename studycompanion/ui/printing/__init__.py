"""Printing from the window: what to print and how, the printer, and whether its paper came out."""
