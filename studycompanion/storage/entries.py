"""Writing the journal: one named entry for each transaction, bound to the one before it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

import sqlalchemy as sa

from studycompanion.domain.history import (
    Change,
    ChangeSet,
    Mode,
    chain_digest,
    change_digest,
    encode_body,
)
from studycompanion.domain.ids import new_id
from studycompanion.domain.record import Actor, Clock
from studycompanion.storage import statements
from studycompanion.storage.codec import encode
from studycompanion.storage.statements import Statement
from studycompanion.storage.tables import change, change_set, change_value

_OF_ORIGIN = change_set.c.origin == sa.bindparam("origin")
_NEWEST = sa.select(sa.func.max(change_set.c.number)).where(_OF_ORIGIN).scalar_subquery()
_LAST = Statement(
    sa.select(change_set.c.number, change_set.c.digest).where(
        _OF_ORIGIN, change_set.c.number == _NEWEST
    )
)
_ADD_SET = statements.insert(change_set)
_ADD_CHANGE = statements.insert(change)
_ADD_VALUE = statements.insert(change_value)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a transaction will be called in the journal; ``params`` hold ids and codes only."""

    step: str
    params: Mapping[str, str] = field(default_factory=dict)
    mode: Mode = Mode.DO
    undo_of: str | None = None


def append(
    connection: sa.Connection,
    origin: str,
    entry: Entry,
    *,
    changes: Sequence[Change],
    actor: Actor,
    clock: Clock,
) -> None:
    """Add one change set to the end of the chain of ``origin``."""
    number, previous = _head(connection, origin)
    header = ChangeSet(
        id=new_id(),
        number=number + 1,
        at=clock().astimezone(UTC),
        pc_user=actor.pc_user,
        actor=actor.name,
        step=entry.step,
        params=entry.params,
        mode=entry.mode,
        undo_of=entry.undo_of,
    )
    rows = [_rows(header.id, ordinal, one) for ordinal, one in enumerate(changes)]
    digest = chain_digest(previous, header, (row["digest"] for row in rows))
    _ADD_SET.run(connection, _header_row(header) | {"origin": origin, "digest": digest})
    _ADD_CHANGE.run_each(connection, rows)
    _ADD_VALUE.run_each(connection, rows)


def _head(connection: sa.Connection, origin: str) -> tuple[int, str]:
    """Number and digest of the newest set of ``origin``; 0 and nothing before its first."""
    return _LAST.run(connection, {"origin": origin}).fetchone() or (0, "")


def _header_row(header: ChangeSet) -> dict[str, object]:
    return {
        "id": header.id,
        "number": header.number,
        "at": encode(header.at),
        "pc_user": header.pc_user,
        "actor": header.actor,
        "step": header.step,
        "params": encode(dict(header.params)),
        "mode": header.mode.value,
        "undo_of": header.undo_of,
    }


def _rows(set_id: str, ordinal: int, one: Change) -> dict[str, Any]:
    """The columns of both tables, the change's and its values'."""
    salt, body = secrets.token_hex(16), encode_body(one.body)
    return {
        "change_set_id": set_id,
        "ordinal": ordinal,
        "record_kind": one.record_kind,
        "record_id": one.record_id,
        "revision_before": one.revision_before,
        "revision_after": one.revision_after,
        "digest": change_digest(one, salt, body),
        "salt": salt,
        "body": body,
    }
