"""Record keys: UUIDs as 32 hex digits, because cells merge into a ward later.

They are made after the window is there, so what makes them is loaded only then.
"""

_MARKS = "7b0c1d7e-6f0b-4a55-9f0e-3f6a0a9c2d11"


def new_id() -> str:
    """A fresh random key, 32 lower-case hex digits."""
    import uuid

    return uuid.uuid4().hex


def mark_id(session_id: str, member_id: str) -> str:
    """The key of the one mark of a member in a session, the same on every machine."""
    import uuid

    return uuid.uuid5(uuid.UUID(_MARKS), session_id + member_id).hex
