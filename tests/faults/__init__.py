"""Faults of the disk and of the power, made on purpose."""
