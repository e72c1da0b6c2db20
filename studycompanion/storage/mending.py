"""Mending what the check found, where that is safe; what was there stays in the journal."""

from collections.abc import Callable

import sqlalchemy as sa

from studycompanion.domain.history import Change
from studycompanion.storage import blobs
from studycompanion.storage.findings import Finding, keys_of
from studycompanion.storage.tables import KINDS, blob, blob_piece, metadata, piece
from studycompanion.storage.unit_of_work import UnitOfWork

FindBytes = Callable[[str], bytes | None]
"""The bytes of a kept file out of a backup, by its id; None where no backup has them."""


def mend(uow: UnitOfWork, one: Finding, from_backups: FindBytes) -> bool:
    """Mend one finding inside a writing transaction; returns whether that could be done."""
    if one.code == "foreign_key":
        return _mend_orphan(uow, one)
    if one.code in ("date", "value"):
        return _set(uow, one, {one.field: None})
    if one.code == "key":
        row = _row(uow, one)
        return row is not None and _set(uow, one, keys_of(KINDS[one.table], row))
    return _mend_blob(uow, one, from_backups)


def _row(uow: UnitOfWork, one: Finding) -> sa.RowMapping | None:
    table = metadata.tables[one.table]
    query = sa.select(table).where(table.c.id == one.record_id)
    return uow.connection.execute(query).mappings().first()


def _set(uow: UnitOfWork, one: Finding, values: dict[str, object]) -> bool:
    """Write new values into a row as it lies there, which need not be readable as a record."""
    row = _row(uow, one)
    if row is None:
        return False
    after = row["revision"] + 1
    table = metadata.tables[one.table]
    changed = table.update().where(table.c.id == one.record_id)
    uow.connection.execute(changed.values(**values, revision=after))
    body = {name: (row[name], value) for name, value in values.items()}
    uow.changes.append(Change(one.table, one.record_id, row["revision"], after, body))
    return True


def _mend_orphan(uow: UnitOfWork, one: Finding) -> bool:
    """Forget what is pointed to; where a row cannot be without it, take the row out."""
    table = metadata.tables[one.table]
    if table is blob_piece:
        is_lost = ~sa.exists().where(blob.c.id == blob_piece.c.blob_id)
        return bool(uow.connection.execute(blob_piece.delete().where(is_lost)).rowcount)
    if table.c[one.field].nullable:
        return _set(uow, one, {one.field: None})
    return _take_out(uow, one)


def _take_out(uow: UnitOfWork, one: Finding) -> bool:
    """Remove a row with whatever cannot be without it."""
    row = _row(uow, one)
    if row is None:
        return False
    for lost in _pointing_to(uow, one):
        _mend_orphan(uow, lost)
    table = metadata.tables[one.table]
    uow.connection.execute(table.delete().where(table.c.id == one.record_id))
    body = {n: (v, None) for n, v in row.items() if n not in ("id", "revision")}
    uow.changes.append(Change(one.table, one.record_id, row["revision"], 0, body))
    return True


def _pointing_to(uow: UnitOfWork, one: Finding) -> list[Finding]:
    """The rows of records that point to a record which is about to go."""
    found = []
    for table in (metadata.tables[name] for name in KINDS):
        for key in table.foreign_keys:
            if key.column.table.name == one.table:
                is_its = sa.select(table.c.id).where(key.parent == one.record_id)
                ids = uow.connection.scalars(is_its).all()
                name = key.parent.name
                found += [Finding(one.code, table.name, table.name, i, name) for i in ids]
    return found


def _mend_blob(uow: UnitOfWork, one: Finding, from_backups: FindBytes) -> bool:
    if one.code == "piece":
        is_used = sa.exists().where(blob_piece.c.piece_id == piece.c.id)
        gone = piece.delete().where(piece.c.id == one.record_id, ~is_used)
        return bool(uow.connection.execute(gone).rowcount)
    if one.code == "blob_size":
        size = len(blobs.read(uow.connection, one.record_id))
        changed = blob.update().where(blob.c.id == one.record_id)
        uow.connection.execute(changed.values(size=size))
        return True
    data = from_backups(one.record_id)
    if data is None:
        return False
    blobs.keep_again(uow.connection, data)
    return True
