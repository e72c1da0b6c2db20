"""Where the journal of this copy of the data stands."""

import sqlalchemy as sa

from studycompanion.storage.store import Store
from studycompanion.storage.tables import change_set


def standing(store: Store) -> str:
    """The digest of the newest change set, which any change makes another; "" before the first."""
    with store.read() as reader:
        return standing_in(reader.connection, store.origin)


def standing_in(connection: sa.Connection, origin: str) -> str:
    """The same inside a transaction; ``origin`` is that of this copy of the data."""
    newest = (
        sa.select(change_set.c.digest)
        .where(change_set.c.origin == origin)
        .order_by(change_set.c.number.desc())
        .limit(1)
    )
    return connection.scalar(newest) or ""
