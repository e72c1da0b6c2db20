"""One user action or one finished item of a job: read, change, and one journal entry at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from studycompanion.domain.history import Change, ChangeSet, Mode
from studycompanion.domain.ids import new_id
from studycompanion.domain.record import Actor, Clock, Record
from studycompanion.errors import UserError
from studycompanion.storage import blobs, journal
from studycompanion.storage.codec import Row, encode, from_row, to_row
from studycompanion.storage.tables import KINDS, TABLES, metadata

R = TypeVar("R", bound=Record)


@cache
def _by_id(name: str) -> sa.Select[Any]:
    table = metadata.tables[name]
    return sa.select(table).where(table.c.id == sa.bindparam("id"))


@cache
def _update(name: str, names: frozenset[str]) -> sa.Update:
    table = metadata.tables[name]
    values: dict[str, Any] = {n: sa.bindparam(f"new_{n}") for n in sorted(names)}
    the_one = (table.c.id == sa.bindparam("the_id")) & (
        table.c.revision == sa.bindparam("the_revision")
    )
    return table.update().where(the_one).values(**values)


def _is(column: sa.ColumnElement[Any], value: Any) -> sa.ColumnElement[bool]:
    return column.is_(None) if value is None else column == encode(value)


class Reader:
    """Looks records up inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection

    def find_one(self, kind: type[R], record_id: str) -> R | None:
        """The record under ``record_id``, or None."""
        row = (
            self.connection.execute(_by_id(TABLES[kind].name), {"id": record_id}).mappings().first()
        )
        return from_row(kind, row) if row else None  # type: ignore[arg-type]

    def get(self, kind: type[R], record_id: str) -> R:
        """The record under ``record_id``; raises ``UserError("not_there")`` where it is gone."""
        found = self.find_one(kind, record_id)
        if found is None:
            raise UserError("not_there")
        return found

    def find(self, kind: type[R], /, **equals: Any) -> list[R]:
        """All records whose fields equal the given values (all records without any)."""
        table = TABLES[kind]
        query = sa.select(table).where(*(_is(table.c[n], v) for n, v in equals.items()))
        rows = self.connection.execute(query).mappings()
        return [from_row(kind, row) for row in rows]  # type: ignore[arg-type]

    def blob(self, blob_id: str) -> bytes:
        """The bytes kept under ``blob_id``; raises ``UserError("not_there")``."""
        return blobs.read(self.connection, blob_id)


class UnitOfWork(Reader):
    """Changes records and remembers each change for the journal."""

    def __init__(self, connection: sa.Connection) -> None:
        super().__init__(connection)
        self.changes: list[Change] = []

    def add(self, record: R) -> R:
        """Store a new record."""
        self.add_all([record])
        return record

    def add_all(self, records: Sequence[Record]) -> None:
        """Store new records of one kind."""
        if not records:
            return
        table, rows = TABLES[type(records[0])], [to_row(r) for r in records]
        self.connection.execute(table.insert(), rows)
        self._note_added(table.name, rows)

    def _note_added(self, kind: str, rows: Iterable[Row]) -> None:
        for row in rows:
            body = {n: (None, v) for n, v in row.items() if n not in ("id", "revision")}
            self.changes.append(Change(kind, row["id"], 0, row["revision"], body))

    def change(self, record: R, /, **fields: Any) -> R:
        """Store new values of some fields; the same record where nothing differs.

        Raises ``UserError("moved_on")`` if somebody changed the record since it was read.
        """
        new = replace(record, **fields)
        body = {}
        for name in fields:
            old, now = encode(getattr(record, name)), encode(getattr(new, name))
            if old != now:
                body[name] = (old, now)
        if not body:
            return record
        table = TABLES[type(record)]
        self._update(table, record.id, record.revision, body)
        return replace(new, revision=record.revision + 1)

    def _update(self, table: sa.Table, record_id: str, revision: int, body: Row) -> None:
        statement = _update(table.name, frozenset(body) | {"revision"})
        values = {f"new_{name}": new for name, (_, new) in body.items()}
        values |= {"new_revision": revision + 1, "the_id": record_id, "the_revision": revision}
        if self.connection.execute(statement, values).rowcount != 1:
            raise UserError("moved_on")
        self.changes.append(Change(table.name, record_id, revision, revision + 1, body))

    def remove(self, record: Record) -> None:
        """Take a record out; the journal keeps it, so that undo can bring it back."""
        table, row = TABLES[type(record)], to_row(record)
        self._delete(table, row)

    def _delete(self, table: sa.Table, row: Row) -> None:
        statement = table.delete().where(table.c.id == row["id"])
        self.connection.execute(statement.where(table.c.revision == row["revision"]))
        body = {n: (v, None) for n, v in row.items() if n not in ("id", "revision")}
        self.changes.append(Change(table.name, row["id"], row["revision"], 0, body))

    def keep_blob(self, data: bytes) -> str:
        """Keep bytes under their SHA-256; the same bytes are kept once."""
        return blobs.keep(self.connection, data)

    def apply(self, change: Change, body: Row) -> None:
        """Write the inverse of ``change``: ``body`` gives field -> (now, then).

        Raises ``UserError("moved_on")`` where the record no longer holds what the change left.
        """
        table = TABLES[KINDS[change.record_kind]]
        row = self._raw(table, change.record_id)
        now = {name: old for name, (old, _) in body.items()}
        if change.revision_after == 0:
            self._bring_back(table, change, body, row)
        elif row is None or any(row[name] != value for name, value in now.items()):
            raise UserError("moved_on")
        elif change.revision_before == 0:
            self._delete(table, row)
        else:
            self._update(table, change.record_id, row["revision"], body)

    def _bring_back(self, table: sa.Table, change: Change, body: Row, row: Row | None) -> None:
        if row is not None:
            raise UserError("moved_on")
        revision = change.revision_before + 1
        values = {name: new for name, (_, new) in body.items()}
        values |= {"id": change.record_id, "revision": revision}
        self.connection.execute(table.insert(), values)
        self._note_added(table.name, [values])

    def _raw(self, table: sa.Table, record_id: str) -> Row | None:
        row = self.connection.execute(_by_id(table.name), {"id": record_id}).mappings()
        found = row.first()
        return dict(found) if found else None

    def close_books(self, origin: str, actor: Actor, clock: Clock, **header: Any) -> str | None:
        """Write the journal entry; returns its id, or None where nothing changed."""
        if not self.changes:
            return None
        previous = journal.head(self.connection, origin)
        top = ChangeSet(
            id=new_id(),
            number=previous.number + 1,
            at=clock().astimezone(UTC),
            pc_user=actor.pc_user,
            actor=actor.name,
            step=header["step"],
            params=header.get("params", {}),
            mode=header.get("mode", Mode.DO),
            undo_of=header.get("undo_of"),
        )
        journal.write(self.connection, origin, previous=previous, header=top, changes=self.changes)
        return top.id
