"""Looking records up inside one transaction."""

from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from studycompanion.domain.record import Record
from studycompanion.errors import UserError
from studycompanion.storage import blobs
from studycompanion.storage.codec import encode, from_values
from studycompanion.storage.statements import Statement
from studycompanion.storage.tables import TABLES, metadata

R = TypeVar("R", bound=Record)


@cache
def matching(table_name: str, equal: tuple[str, ...], empty: tuple[str, ...] = ()) -> Statement:
    """The rows whose columns ``equal`` have given values and whose columns ``empty`` have none."""
    table = metadata.tables[table_name]
    terms = [table.c[name] == sa.bindparam(name) for name in equal]
    terms += [table.c[name].is_(None) for name in empty]
    return Statement(sa.select(table).where(*terms))


class Reader:
    """Looks records up inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection

    def find_one(self, kind: type[R], record_id: str) -> R | None:
        """The record under ``record_id``, or None."""
        found = self.find(kind, id=record_id)
        return found[0] if found else None

    def get(self, kind: type[R], record_id: str) -> R:
        """The record under ``record_id``; raises ``UserError("not_there")`` where it is gone."""
        found = self.find_one(kind, record_id)
        if found is None:
            raise UserError("not_there")
        return found

    def find(self, kind: type[R], /, **equals: Any) -> list[R]:
        """All records whose fields equal the given values (all records without any)."""
        values = {name: encode(value) for name, value in equals.items()}
        equal = tuple(name for name, value in values.items() if value is not None)
        empty = tuple(name for name, value in values.items() if value is None)
        rows = matching(TABLES[kind].name, equal, empty).run(self.connection, values)
        return [from_values(kind, row) for row in rows]

    def blob(self, blob_id: str) -> bytes:
        """The bytes kept under ``blob_id``; raises ``UserError("not_there")``."""
        return blobs.read(self.connection, blob_id)
