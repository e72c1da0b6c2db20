"""A new epoch after a restore, so that numbers given since the copy are never given again.

A new origin starts a chain of its own for the journal and for packages. The versions of forms go on
above every one that may be on paper: above those that the replaced file knew, or, where that file
is gone, above the hour of the restore, which no count of forms reaches.
"""

from datetime import UTC, datetime

import sqlalchemy as sa

from studycompanion.domain.ids import new_id
from studycompanion.storage.store import Store
from studycompanion.storage.tables import issued_form, meta

EPOCH, FLOOR = "epoch", "form_version_floor"
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


def of(store: Store) -> int:
    """How often this data was restored."""
    return int(store.fact(EPOCH) or 0)


def floor_of(store: Store) -> int:
    """The version above which forms are to be numbered."""
    return int(store.fact(FLOOR) or 0)


def highest_version(store: Store) -> int:
    """The highest version that a form of this file has or may have had."""
    with store.read() as reader:
        found = reader.connection.scalar(sa.select(sa.func.max(issued_form.c.version)))
    return max(found or 0, floor_of(store))


def unknown(now: datetime) -> int:
    """A floor for when nobody knows any more which versions were given: hours since 2026."""
    return max(0, int((now - _BEGINNING).total_seconds()) // 3600)


def begin(store: Store, floor: int, *, above: int = 0) -> None:
    """Start a new epoch, higher than ``above``, in which forms are numbered above ``floor``."""
    facts = {
        "origin": new_id(),
        EPOCH: str(max(of(store), above) + 1),
        FLOOR: str(max(floor, highest_version(store))),
    }
    with store.unlogged() as connection:
        connection.execute(meta.delete().where(meta.c.key.in_(facts)))
        connection.execute(meta.insert(), [{"key": k, "value": v} for k, v in facts.items()])
    # Whoever asked for the origin before must ask again.
    store.__dict__.pop("origin", None)
