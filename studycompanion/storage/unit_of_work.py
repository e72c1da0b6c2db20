"""One user action or one finished item of a job: read, change, remember for the journal."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import sqlalchemy as sa

from studycompanion.domain.history import Body, Change
from studycompanion.domain.record import Record
from studycompanion.errors import UserError
from studycompanion.storage import blobs, statements
from studycompanion.storage.codec import Row, defaults, encode, field_types, to_row
from studycompanion.storage.reader import R
from studycompanion.storage.reader import Reader as Reader
from studycompanion.storage.statements import Statement
from studycompanion.storage.tables import KINDS, TABLES, metadata


@cache
def _addition(name: str) -> Statement:
    return statements.insert(metadata.tables[name])


def _the_one(table: sa.Table) -> sa.ColumnElement[bool]:
    """The record as it was read: nobody may have changed it since."""
    is_it = table.c.id == sa.bindparam("the_id")
    return is_it & (table.c.revision == sa.bindparam("the_revision"))


@cache
def _renewal(name: str, fields: frozenset[str]) -> Statement:
    table = metadata.tables[name]
    values: dict[str, Any] = {n: sa.bindparam(f"new_{n}") for n in sorted(fields | {"revision"})}
    return Statement(table.update().where(_the_one(table)).values(values))


@cache
def _removal(name: str) -> Statement:
    table = metadata.tables[name]
    return Statement(table.delete().where(_the_one(table)))


def _key(change: Change) -> Row:
    return {"the_id": change.record_id, "the_revision": change.revision_before}


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
        if records:
            self._insert(TABLES[type(records[0])].name, [to_row(r) for r in records])

    def _insert(self, kind: str, rows: Sequence[Row]) -> None:
        _addition(kind).run_each(self.connection, rows)
        for row in rows:
            body = {n: (None, v) for n, v in row.items() if n not in ("id", "revision")}
            self.changes.append(Change(kind, row["id"], 0, row["revision"], body))

    def change(self, record: R, /, **fields: Any) -> R:
        """Store new values of some fields; the same record where nothing differs.

        Raises ``UserError("moved_on")`` if somebody changed the record since it was read.
        """
        return self.change_all([record], **fields)[0]

    def change_all(self, records: Sequence[R], /, **fields: Any) -> list[R]:
        """Store the same new values in many records of one kind, as ``change`` does in one."""
        wanted = {name: encode(value) for name, value in fields.items()}
        changed: dict[frozenset[str], list[Change]] = defaultdict(list)
        now = []
        for record in records:
            body = _differences(record, wanted)
            if body:
                one = _changed(record, TABLES[type(record)].name, body)
                changed[frozenset(body)].append(one)
                record = replace(record, revision=one.revision_after, **fields)
            now.append(record)
        for alike in changed.values():
            self._update(alike)
        return now

    def _update(self, alike: list[Change]) -> None:
        """Write changes of the same fields of one kind."""
        rows = []
        for one in alike:
            new = {f"new_{name}": value for name, (_, value) in one.body.items()}
            rows.append(new | {"new_revision": one.revision_after} | _key(one))
        statement = _renewal(alike[0].record_kind, frozenset(alike[0].body))
        self._check_all(statement.run_each(self.connection, rows), alike)

    def _check_all(self, done: int, wanted: Sequence[Change]) -> None:
        if done != len(wanted):
            raise UserError("moved_on")
        self.changes += wanted

    def blank(self, record: Record, /, **fields: Any) -> None:
        """Store new values without telling the journal more than that the record changed.

        Raises ``UserError("moved_on")`` if somebody changed the record since it was read.
        """
        body = _differences(record, {name: encode(value) for name, value in fields.items()})
        if body:
            kind = TABLES[type(record)].name
            self._update([_changed(record, kind, body)])
            self.changes[-1] = _changed(record, kind, {})

    def remove(self, record: Record) -> None:
        """Take a record out; the journal keeps it, so that undo can bring it back.

        Raises ``UserError("moved_on")`` if somebody changed the record since it was read.
        """
        row = to_row(record)
        body = {n: (v, None) for n, v in row.items() if n not in ("id", "revision")}
        one = Change(TABLES[type(record)].name, record.id, record.revision, 0, body)
        gone = _removal(one.record_kind).run(self.connection, _key(one)).rowcount
        self._check_all(gone, [one])

    def keep_blob(self, data: bytes) -> str:
        """Keep bytes under their SHA-256; the same bytes are kept once."""
        return blobs.keep(self.connection, data)

    def keep_blobs(self, many: Sequence[bytes]) -> list[str]:
        """Keep each of many as ``keep_blob`` does, in few steps; returns their ids in order."""
        return blobs.keep_all(self.connection, many)

    def apply(self, change: Change, body: Body) -> None:
        """Write the inverse of ``change``: ``body`` gives field -> (now, then).

        Raises ``UserError("moved_on")`` where the record no longer holds what the change left, or
        where other records need it as it is.
        """
        try:
            self._apply(change, body)
        except self.connection.dialect.loaded_dbapi.IntegrityError as error:
            raise UserError("moved_on") from error

    def _apply(self, change: Change, body: Body) -> None:
        if change.revision_after == 0:
            self._bring_back(change, body)
            return
        record = self.find_one(KINDS[change.record_kind], change.record_id)
        if record is None or not _holds(record, body):
            raise UserError("moved_on")
        if change.revision_before == 0:
            self.remove(record)
        else:
            self._update([_changed(record, change.record_kind, body)])

    def _bring_back(self, change: Change, body: Body) -> None:
        """Under a higher revision than any before, so that who read it earlier finds it moved.

        Fields that the program did not know when the record was removed take their defaults.
        """
        values = defaults(KINDS[change.record_kind])
        values = values | {name: new for name, (_, new) in body.items()}
        values |= {"id": change.record_id, "revision": change.revision_before + 1}
        if values.keys() != field_types(KINDS[change.record_kind]).keys():
            raise UserError("moved_on")
        self._insert(change.record_kind, [values])


def _differences(record: Record, wanted: Row) -> dict[str, tuple[Any, Any]]:
    """Field -> (old, new) as primitives, where they differ."""
    old = {name: encode(getattr(record, name)) for name in wanted}
    return {name: (old[name], new) for name, new in wanted.items() if old[name] != new}


def _changed(record: Record, kind: str, body: Body) -> Change:
    return Change(kind, record.id, record.revision, record.revision + 1, body)


def _holds(record: Record, body: Body) -> bool:
    """Whether a record still has what ``body`` takes for its present values."""
    row = to_row(record)
    return all(name in row and row[name] == now for name, (now, _) in body.items())
