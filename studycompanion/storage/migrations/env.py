"""Alembic's entry point; the caller has configured the context already."""
