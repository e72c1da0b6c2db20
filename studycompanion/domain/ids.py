"""Record keys: UUIDs as 32 hex digits, because cells merge into a ward later."""

import uuid

_MARKS = uuid.UUID("7b0c1d7e-6f0b-4a55-9f0e-3f6a0a9c2d11")


def new_id() -> str:
    """A fresh random key, 32 lower-case hex digits."""
    return uuid.uuid4().hex


def mark_id(session_id: str, member_id: str) -> str:
    """The key of the one mark of a member in a session, the same on every machine."""
    return uuid.uuid5(_MARKS, session_id + member_id).hex
