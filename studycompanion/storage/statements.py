"""Statements that are compiled once and run straight on the driver.

Through SQLAlchemy's execution each costs some 0.1 ms, ten times what SQLite itself takes, and a
mark runs eight of them. The transaction around them stays SQLAlchemy's. Values pass as they are,
so only columns of text, whole numbers, booleans and bytes may be used.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from studycompanion.storage.engine import driver

Values = Mapping[str, Any]


class Statement:
    """One statement; ``columns`` names the columns that an INSERT fills."""

    __slots__ = ("_columns", "_element", "_texts")

    def __init__(self, element: sa.Executable, *columns: str) -> None:
        self._element = element
        self._columns = list(columns) or None
        self._texts: dict[str, tuple[str, list[str] | None]] = {}

    def _compiled(self, connection: sa.Connection) -> tuple[str, list[str] | None]:
        """The words for this kind of database, and the order of their values; None by name."""
        dialect = connection.dialect
        if dialect.name not in self._texts:
            made = self._element.compile(  # type: ignore[attr-defined]
                dialect=dialect, column_keys=self._columns
            )
            self._texts[dialect.name] = (str(made), made.positiontup)
        return self._texts[dialect.name]

    def run(self, connection: sa.Connection, values: Values) -> Any:
        """Run it; returns the driver's cursor with its ``rowcount`` and its rows as tuples."""
        text, order = self._compiled(connection)
        given = values if order is None else [values[name] for name in order]
        return driver(connection).execute(text, given)

    def run_each(self, connection: sa.Connection, rows: Sequence[Values]) -> int:
        """Run it once for each of ``rows``; returns how many rows of the table it changed."""
        if len(rows) == 1:
            return int(self.run(connection, rows[0]).rowcount)
        text, order = self._compiled(connection)
        given = rows if order is None else ([row[name] for name in order] for row in rows)
        cursor = driver(connection).cursor()
        cursor.executemany(text, given)
        return int(cursor.rowcount)


def insert(table: sa.Table) -> Statement:
    """The statement that adds rows with a value for every column."""
    return Statement(table.insert(), *table.columns.keys())
