"""The newest of the journal: when it was, and whether a backup ended with a step that is in it."""

from datetime import datetime

import sqlalchemy as sa

from studycompanion.storage.store import Store
from studycompanion.storage.tables import change_set


def goes_on(store: Store, head: tuple[int, str]) -> bool:
    """Whether the step with this number and digest is in the journal; so is that of no step."""
    number, digest = head
    if not number:
        return True
    is_it = (change_set.c.number == number) & (change_set.c.digest == digest)
    with store.read() as reader:
        query = sa.select(sa.func.count()).select_from(change_set).where(is_it)
        return bool(reader.connection.scalar(query))


def newest_moment(store: Store) -> datetime | None:
    """When the last thing was written, None where nothing was.

    That is this copy's own last step, which may be dated before an older one by a better clock.
    """
    mine = sa.select(change_set.c.at).where(change_set.c.origin == store.origin)
    with store.read() as reader:
        found = reader.connection.scalar(mine.order_by(change_set.c.number.desc()).limit(1))
        found = found or reader.connection.scalar(sa.select(sa.func.max(change_set.c.at)))
    return datetime.fromisoformat(found) if found else None
