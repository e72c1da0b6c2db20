"""Commitment forms: preview and export."""
