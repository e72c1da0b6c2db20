"""Text that is still being typed, kept outside the journal until its field is left."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from studycompanion.storage.codec import encode
from studycompanion.storage.tables import draft

LEFT = "left"
"""The key of what was under way when the window was locked."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Unfinished text of one field, and the revision of the record on which it was begun."""

    key: str
    text: str
    base_revision: int
    saved_at: datetime


def keep(connection: sa.Connection, one: Draft) -> None:
    """Keep a draft in place of the one under the same key."""
    drop(connection, one.key)
    row = {"key": one.key, "text": one.text, "base_revision": one.base_revision}
    connection.execute(draft.insert(), row | {"saved_at": encode(one.saved_at)})


def drop(connection: sa.Connection, key: str) -> None:
    """Forget the draft under ``key``."""
    connection.execute(draft.delete().where(draft.c.key == key))


def every(connection: sa.Connection) -> list[Draft]:
    """All drafts, oldest first."""
    rows = connection.execute(sa.select(draft).order_by(draft.c.saved_at))
    return [Draft(r.key, r.text, r.base_revision, datetime.fromisoformat(r.saved_at)) for r in rows]
