"""Every row of the data as plain values, and back: what the open format is made of.

Pieces of kept files are left out: a file is its bytes, and how it is cut is this program's affair.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from studycompanion.storage import blobs
from studycompanion.storage.reader import Reader
from studycompanion.storage.store import Store
from studycompanion.storage.tables import blob, blob_piece, meta, metadata, piece

Row = Mapping[str, Any]
_CUT = frozenset({blob.name, blob_piece.name, piece.name})
_SCHEMA = frozenset({"alembic_version"})
_OWN = frozenset({"format", "origin", "moved_at", "agenda"})
"""Facts that every file has for itself."""
_AT_ONCE = 2_000


def tables() -> list[str]:
    """The names of the tables, parents before their children."""
    return [table.name for table in metadata.sorted_tables if table.name not in _CUT]


def rows_of(reader: Reader, table: str) -> Iterator[Row]:
    """The rows of a table in the order of their keys, as plain values by column."""
    of = metadata.tables[table]
    query = sa.select(of).order_by(*of.primary_key.columns)
    found = reader.connection.execute(query, execution_options={"yield_per": _AT_ONCE})
    for row in found.mappings():
        yield dict(row)


def blob_ids(reader: Reader) -> list[str]:
    """The ids of every kept file."""
    return list(reader.connection.scalars(sa.select(blob.c.id).order_by(blob.c.id)))


def fill(store: Store, rows: Callable[[str], Iterable[Row]], files: Iterable[bytes]) -> None:
    """Put every row and file into a new file without records, in one transaction.

    The tables are those that the file has now, which may be of an earlier schema.
    """
    with store.unlogged() as connection:
        # Rows of one table may point to each other in any order.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for data in files:
            blobs.keep(connection, data)
        found = sa.MetaData()
        found.reflect(connection)
        for table in found.sorted_tables:
            if table.name not in _CUT | _SCHEMA:
                _fill_table(connection, table, rows(table.name))


def _fill_table(connection: sa.Connection, table: sa.Table, rows: Iterable[Row]) -> None:
    waiting: list[dict[str, Any]] = []
    for row in rows:
        if table.name == meta.name and row["key"] in _OWN:
            continue
        if table.name == meta.name:
            connection.execute(meta.delete().where(meta.c.key == row["key"]))
        waiting.append(dict(row))
        if len(waiting) == _AT_ONCE:
            connection.execute(table.insert(), waiting)
            waiting = []
    if waiting:
        connection.execute(table.insert(), waiting)
