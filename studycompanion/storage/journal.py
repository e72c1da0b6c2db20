"""Writing and reading the journal's three tables."""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from studycompanion.domain.history import (
    Change,
    ChangeSet,
    Mode,
    Step,
    chain_digest,
    change_digest,
    decode_body,
    encode_body,
)
from studycompanion.storage.codec import encode
from studycompanion.storage.tables import change, change_set, change_value

REMEMBERED_STEPS = 200

_LAST = (
    sa.select(change_set.c.number, change_set.c.digest)
    .where(change_set.c.origin == sa.bindparam("origin"))
    .order_by(change_set.c.number.desc())
    .limit(1)
)
_ADD_SET, _ADD_CHANGE, _ADD_VALUE = change_set.insert(), change.insert(), change_value.insert()


@dataclass(frozen=True, slots=True)
class Head:
    """The end of an origin's chain: number and digest of its newest change set."""

    number: int
    digest: str


def head(connection: sa.Connection, origin: str) -> Head:
    """Where the chain of ``origin`` ends; number 0 before its first change set."""
    row = connection.execute(_LAST, {"origin": origin}).first()
    return Head(row.number, row.digest) if row else Head(0, "")


def write(
    connection: sa.Connection,
    origin: str,
    *,
    previous: Head,
    header: ChangeSet,
    changes: Sequence[Change],
) -> None:
    """Append one change set to the chain of ``origin``."""
    rows: list[dict[str, Any]] = []
    values: list[dict[str, Any]] = []
    for ordinal, one in enumerate(changes):
        salt, body = secrets.token_hex(16), encode_body(one.body)
        rows.append(
            {
                "change_set_id": header.id,
                "ordinal": ordinal,
                "record_kind": one.record_kind,
                "record_id": one.record_id,
                "revision_before": one.revision_before,
                "revision_after": one.revision_after,
                "digest": change_digest(one, salt, body),
            }
        )
        values.append({"change_set_id": header.id, "ordinal": ordinal, "salt": salt, "body": body})
    digest = chain_digest(previous.digest, header, (row["digest"] for row in rows))
    connection.execute(_ADD_SET, _header_row(header, origin, digest))
    connection.execute(_ADD_CHANGE, rows)
    connection.execute(_ADD_VALUE, values)


def _header_row(header: ChangeSet, origin: str, digest: str) -> dict[str, object]:
    return {
        "id": header.id,
        "origin": origin,
        "number": header.number,
        "at": encode(header.at),
        "pc_user": header.pc_user,
        "actor": header.actor,
        "step": header.step,
        "params": encode(dict(header.params)),
        "mode": header.mode.value,
        "undo_of": header.undo_of,
        "digest": digest,
    }


def header_of(row: sa.Row[Any]) -> ChangeSet:
    """A change set's header from its row."""
    data = row._mapping
    return ChangeSet(
        id=data["id"],
        number=data["number"],
        at=datetime.fromisoformat(data["at"]),
        pc_user=data["pc_user"],
        actor=data["actor"],
        step=data["step"],
        params=json.loads(data["params"]),
        mode=Mode(data["mode"]),
        undo_of=data["undo_of"],
    )


def recent_steps(connection: sa.Connection, origin: str) -> list[Step]:
    """The newest steps of ``origin``, oldest first, as far back as undo reaches."""
    query = (
        sa.select(change_set.c.id, change_set.c.mode)
        .where(change_set.c.origin == origin)
        .order_by(change_set.c.number.desc())
        .limit(REMEMBERED_STEPS)
    )
    return [Step(row.id, Mode(row.mode)) for row in reversed(connection.execute(query).all())]


def header(connection: sa.Connection, change_set_id: str) -> ChangeSet:
    """The header of one change set."""
    query = sa.select(change_set).where(change_set.c.id == change_set_id)
    return header_of(connection.execute(query).one())


def changes_of(connection: sa.Connection, change_set_id: str) -> list[Change]:
    """The changes of one set whose values were not erased, in the order in which they were made."""
    query = (
        sa.select(change, change_value.c.body)
        .join(
            change_value,
            (change_value.c.change_set_id == change.c.change_set_id)
            & (change_value.c.ordinal == change.c.ordinal),
        )
        .where(change.c.change_set_id == change_set_id)
        .order_by(change.c.ordinal)
    )
    return [_change_of(row) for row in connection.execute(query)]


def _change_of(row: sa.Row[Any]) -> Change:
    data = row._mapping
    return Change(
        data["record_kind"],
        data["record_id"],
        data["revision_before"],
        data["revision_after"],
        decode_body(data["body"]),
    )


def history_of(connection: sa.Connection, record_id: str) -> list[tuple[ChangeSet, Change]]:
    """Everything that happened to one record, oldest first."""
    query = (
        sa.select(change.c.change_set_id)
        .join(change_set)
        .where(change.c.record_id == record_id)
        .order_by(change_set.c.at, change_set.c.number)
    )
    found = []
    for set_id in connection.scalars(query).all():
        top = header(connection, set_id)
        found += [(top, c) for c in changes_of(connection, set_id) if c.record_id == record_id]
    return found


def broken_links(connection: sa.Connection) -> Iterable[int]:
    """The numbers of change sets whose digest no longer fits; empty where the chain is whole."""
    previous: dict[str, str] = {}
    query = sa.select(change_set).order_by(change_set.c.origin, change_set.c.number)
    for row in connection.execute(query).all():
        top = header_of(row)
        digests = _digests(connection, top.id)
        if digests is None or row.digest != chain_digest(
            previous.get(row.origin, ""), top, digests
        ):
            yield top.number
        previous[row.origin] = row.digest


def _digests(connection: sa.Connection, set_id: str) -> list[str] | None:
    """The digests of a set's changes; None where a value that is still there does not fit."""
    query = (
        sa.select(change, change_value.c.salt, change_value.c.body)
        .outerjoin(
            change_value,
            (change_value.c.change_set_id == change.c.change_set_id)
            & (change_value.c.ordinal == change.c.ordinal),
        )
        .where(change.c.change_set_id == set_id)
        .order_by(change.c.ordinal)
    )
    rows = connection.execute(query).all()
    for row in rows:
        if row.body is not None and row.digest != change_digest(
            _change_of(row), row.salt, row.body
        ):
            return None
    return [row.digest for row in rows]
