"""Reading the journal: what can be taken back, and what happened to a record."""

import json
from datetime import datetime

import sqlalchemy as sa

from studycompanion.domain.history import Change, ChangeSet, Mode, Step, decode_body
from studycompanion.errors import UserError
from studycompanion.storage.tables import change, change_set, change_value

REMEMBERED_STEPS = 200


def header_of(data: sa.RowMapping) -> ChangeSet:
    """A change set's header from its row."""
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


def change_of(data: sa.RowMapping) -> Change:
    """A change from its row joined with its values, which are still there."""
    return Change(
        data["record_kind"],
        data["record_id"],
        data["revision_before"],
        data["revision_after"],
        decode_body(data["body"]),
    )


def recent_steps(connection: sa.Connection, origin: str) -> list[Step]:
    """The newest steps of ``origin``, oldest first, as far back as undo reaches."""
    query = (
        sa.select(change_set.c.id, change_set.c.mode, change_set.c.undo_of)
        .where(change_set.c.origin == origin, change_set.c.mode != Mode.QUIET.value)
        .order_by(change_set.c.number.desc())
        .limit(REMEMBERED_STEPS)
    )
    rows = reversed(connection.execute(query).all())
    return [Step(row.id, Mode(row.mode), row.undo_of) for row in rows]


def header(connection: sa.Connection, change_set_id: str) -> ChangeSet:
    """The header of one change set, which is there."""
    found = find_header(connection, change_set_id)
    if found is None:
        raise KeyError(change_set_id)
    return found


def find_header(connection: sa.Connection, change_set_id: str) -> ChangeSet | None:
    """The header of a change set, None where there is none of that id."""
    query = sa.select(change_set).where(change_set.c.id == change_set_id)
    found = connection.execute(query).mappings().one_or_none()
    return header_of(found) if found else None


def of_steps(connection: sa.Connection, steps: tuple[str, ...]) -> list[ChangeSet]:
    """The headers of everything done under the names ``steps``, newest first; not what undid it."""
    query = (
        sa.select(change_set)
        .where(change_set.c.step.in_(steps), change_set.c.mode == Mode.DO.value)
        .order_by(change_set.c.at.desc(), change_set.c.number.desc())
    )
    return [header_of(row) for row in connection.execute(query).mappings()]


def steps_of(connection: sa.Connection, actor: str) -> int:
    """How many steps stand under somebody's name."""
    query = sa.select(sa.func.count()).select_from(change_set).where(change_set.c.actor == actor)
    return connection.execute(query).scalar_one()


def with_values() -> sa.Join:
    """Every change beside its values, or beside nothing where they were erased."""
    is_its = change_value.c.change_set_id == change.c.change_set_id
    return sa.outerjoin(change, change_value, is_its & (change_value.c.ordinal == change.c.ordinal))


def changes_of(connection: sa.Connection, change_set_id: str) -> list[Change]:
    """The changes of one set in the order in which they were made.

    Raises ``UserError("moved_on")`` if values of any were erased: the set cannot be taken back.
    """
    query = (
        sa.select(change, change_value.c.body)
        .select_from(with_values())
        .where(change.c.change_set_id == change_set_id)
        .order_by(change.c.ordinal)
    )
    rows = connection.execute(query).mappings().all()
    if any(row["body"] is None for row in rows):
        raise UserError("moved_on")
    return [change_of(row) for row in rows]


def changes_left(connection: sa.Connection, change_set_id: str) -> list[Change]:
    """The changes of one set whose values were not erased since, in the order of their making."""
    query = (
        sa.select(change, change_value.c.body)
        .select_from(with_values())
        .where(change.c.change_set_id == change_set_id, change_value.c.body.is_not(None))
        .order_by(change.c.ordinal)
    )
    return [change_of(row) for row in connection.execute(query).mappings()]


_OF_CHANGE = (
    change.c.record_kind,
    change.c.record_id,
    change.c.revision_before,
    change.c.revision_after,
)


def history_of(connection: sa.Connection, record_id: str) -> list[tuple[ChangeSet, Change]]:
    """Everything that happened to one record and was not erased, oldest first."""
    query = (
        sa.select(change_set, *_OF_CHANGE, change_value.c.body)
        .select_from(with_values().join(change_set, change_set.c.id == change.c.change_set_id))
        .where(change.c.record_id == record_id, change_value.c.body.is_not(None))
        .order_by(change_set.c.at, change_set.c.number, change.c.ordinal)
    )
    rows = connection.execute(query).mappings()
    return [(header_of(row), change_of(row)) for row in rows]


def listed(
    connection: sa.Connection,
    *,
    since: str = "",
    until: str = "",
    who: str = "",
    steps: tuple[str, ...] = (),
    record_id: str = "",
    limit: int = 200,
    offset: int = 0,
) -> list[tuple[ChangeSet, int]]:
    """Change sets with how many records each changed, newest first.

    ``since`` and ``until`` are ISO moments in UTC, the latter outside; ``who`` is part of a name or
    an account. Empty filters let everything through.
    """
    records = sa.func.count(sa.distinct(change.c.record_id)).label("records")
    its = change.c.change_set_id == change_set.c.id
    query = sa.select(change_set, records).select_from(sa.outerjoin(change_set, change, its))
    if since:
        query = query.where(change_set.c.at >= since)
    if until:
        query = query.where(change_set.c.at < until)
    if who:
        is_who = change_set.c.actor.contains(who, autoescape=True)
        query = query.where(is_who | change_set.c.pc_user.contains(who, autoescape=True))
    if steps:
        query = query.where(change_set.c.step.in_(steps))
    if record_id:
        of_record = sa.select(change.c.change_set_id).where(change.c.record_id == record_id)
        query = query.where(change_set.c.id.in_(of_record))
    query = query.group_by(*change_set.c).order_by(
        change_set.c.at.desc(), change_set.c.number.desc()
    )
    rows = connection.execute(query.limit(limit).offset(offset)).mappings()
    return [(header_of(row), row["records"]) for row in rows]


def count(connection: sa.Connection) -> int:
    """How many change sets there are."""
    return connection.scalar(sa.select(sa.func.count()).select_from(change_set)) or 0


def steps_used(connection: sa.Connection) -> list[str]:
    """The names of all steps that are in the journal."""
    return list(connection.scalars(sa.select(change_set.c.step).distinct()))
