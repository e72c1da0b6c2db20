"""Topics, sessions and rolls as lists."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from studycompanion.domain.attendance import ATTENDED, Mark, Totals
from studycompanion.domain.people import StatusKind
from studycompanion.domain.study import SessionState
from studycompanion.storage.queries import holds
from studycompanion.storage.queries.audience import called_ids
from studycompanion.storage.queries.people import display, has_post
from studycompanion.storage.tables import (
    mark,
    member,
    member_role,
    member_status,
    membership,
    rule_set,
    session,
    topic,
    unit_name,
)


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic with its clarity set and how many sessions it has."""

    id: str
    title: str
    year: int
    clarity_code: str
    clarity_name: str
    sessions: int


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session with its topic, the unit it is called for, and how the roll stands."""

    id: str
    topic_id: str
    topic_title: str
    at: datetime
    place: str
    unit_name: str
    state: SessionState
    called: int
    attended: int
    unmarked: int


@dataclass(frozen=True, slots=True)
class RollLine:
    """One person on the roll; ``number`` is the STT of the sheet, from 1."""

    attendance_id: str
    member_id: str
    number: int
    full_name: str
    search_key: str
    birth: str
    post: str
    cell_name: str
    mark: Mark
    is_guest: bool
    reason: str
    arrived_at: datetime | None
    revision: int


@dataclass(frozen=True, slots=True)
class CalledPerson:
    """Somebody whom a session calls: member, cell of that day, status of that day."""

    member_id: str
    cell_id: str
    status: StatusKind


def topics(connection: sa.Connection) -> tuple[TopicLine, ...]:
    """Topics, newest year first."""
    query = (
        sa.select(topic, rule_set.c.code, rule_set.c.name, sa.func.count(session.c.id).label("n"))
        .join(rule_set, rule_set.c.id == topic.c.clarity_id)
        .outerjoin(session, session.c.topic_id == topic.c.id)
        .group_by(topic.c.id, rule_set.c.code, rule_set.c.name)
        .order_by(topic.c.year.desc(), topic.c.title)
    )
    rows = connection.execute(query)
    return tuple(TopicLine(r.id, r.title, r.year, r.code, r.name, r.n) for r in rows)


def _how_many(*marks: Mark) -> sa.Label[int]:
    hit = mark.c.mark.in_([m.value for m in marks]) & ~mark.c.is_guest
    return sa.func.coalesce(sa.func.sum(sa.case((hit, 1), else_=0)), 0).label(marks[0].value)


def sessions(
    connection: sa.Connection,
    *,
    topic_id: str | None = None,
    session_id: str | None = None,
) -> tuple[SessionLine, ...]:
    """Sessions, newest first, of one topic or all."""
    of_session = (mark.c.session_id == session.c.id) & ~mark.c.is_guest
    query = (
        sa.select(
            session.c.id,
            session.c.topic_id,
            topic.c.title,
            session.c.at,
            session.c.place,
            session.c.state,
            unit_name.c.name,
            sa.func.count(mark.c.id).label("called"),
            _how_many(*ATTENDED),
            _how_many(Mark.UNMARKED),
        )
        .join(topic, topic.c.id == session.c.topic_id)
        .join(
            unit_name,
            (unit_name.c.unit_id == session.c.unit_id) & _named_on(session.c.at),
        )
        .outerjoin(mark, of_session)
        .group_by(session.c.id, topic.c.title, unit_name.c.name)
        .order_by(session.c.at.desc(), session.c.id)
    )
    if topic_id is not None:
        query = query.where(session.c.topic_id == topic_id)
    if session_id is not None:
        query = query.where(session.c.id == session_id)
    return tuple(_session_line(row) for row in connection.execute(query))


def _named_on(at: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    begun = sa.or_(unit_name.c.valid_from.is_(None), unit_name.c.valid_from <= at)
    return begun & sa.or_(unit_name.c.valid_to.is_(None), unit_name.c.valid_to > at)


def _session_line(row: sa.Row[Any]) -> SessionLine:
    data = row._mapping
    return SessionLine(
        id=data["id"],
        topic_id=data["topic_id"],
        topic_title=data["title"],
        at=datetime.fromisoformat(data["at"]),
        place=data["place"],
        unit_name=data["name"],
        state=SessionState(data["state"]),
        called=data["called"],
        attended=data[Mark.PRESENT.value],
        unmarked=data[Mark.UNMARKED.value],
    )


def callable_people(
    connection: sa.Connection, on: date, unit_ids: list[str], *, topic_id: str
) -> dict[str, CalledPerson]:
    """Whom a session of a topic on a day calls among the cells ``unit_ids``, by member id."""
    query = (
        sa.select(membership.c.member_id, membership.c.unit_id, member_status.c.status)
        .join(
            member_status,
            (member_status.c.member_id == membership.c.member_id) & holds(member_status, on),
        )
        .where(holds(membership, on), membership.c.unit_id.in_(unit_ids))
    )
    rows = connection.execute(query)
    people = [CalledPerson(r.member_id, r.unit_id, StatusKind(r.status)) for r in rows]
    called = called_ids(connection, topic_id, on)
    wanted = (p for p in people if called is None or p.member_id in called)
    return {p.member_id: p for p in wanted if p.status.is_called}


def roll(connection: sa.Connection, session_id: str, on: date) -> tuple[RollLine, ...]:
    """The roll of a session in Vietnamese name order, numbered from 1."""
    query = (
        sa.select(
            mark,
            member.c.full_name,
            member.c.search_key,
            member.c.birth,
            member_role.c.title,
            unit_name.c.name,
        )
        .join(member, member.c.id == mark.c.member_id)
        .join(unit_name, (unit_name.c.unit_id == mark.c.cell_id) & holds(unit_name, on))
        .outerjoin(member_role, has_post(on))
        .where(mark.c.session_id == session_id)
        .order_by(member.c.sort_key, member.c.id)
    )
    rows = enumerate(connection.execute(query), start=1)
    return tuple(_roll_line(number, row) for number, row in rows)


def _roll_line(number: int, row: sa.Row[Any]) -> RollLine:
    data = row._mapping
    arrived = data["arrived_at"]
    return RollLine(
        attendance_id=data["id"],
        member_id=data["member_id"],
        number=number,
        full_name=data["full_name"],
        search_key=data["search_key"],
        birth=display(data["birth"]),
        post=data["title"] or "",
        cell_name=data["name"],
        mark=Mark(data["mark"]),
        is_guest=data["is_guest"],
        reason=data["reason"],
        arrived_at=datetime.fromisoformat(arrived) if arrived else None,
        revision=data["revision"],
    )


def totals(connection: sa.Connection, session_id: str) -> Totals:
    """The counts of a session's marks."""
    query = (
        sa.select(mark.c.mark, mark.c.is_guest, sa.func.count().label("n"))
        .where(mark.c.session_id == session_id)
        .group_by(mark.c.mark, mark.c.is_guest)
    )
    counts: dict[Mark, int] = {}
    guests = 0
    for row in connection.execute(query):
        if row.is_guest:
            guests += row.n
        else:
            counts[Mark(row.mark)] = row.n
    return Totals(counts, guests)
