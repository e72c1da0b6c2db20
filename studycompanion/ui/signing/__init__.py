"""Signing, checking signatures, and the certificates that are trusted."""
