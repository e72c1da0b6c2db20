"""Sessions and their rolls as lists."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from studycompanion.domain.attendance import ATTENDED, Mark, counted
from studycompanion.domain.people import StatusKind
from studycompanion.domain.study import Calling, SessionKind, SessionState
from studycompanion.storage.queries import holds
from studycompanion.storage.queries.attendance import CAME, same_line
from studycompanion.storage.queries.people import display, has_post
from studycompanion.storage.tables import (
    mark,
    member,
    member_role,
    member_status,
    session,
    topic,
    unit_name,
)


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session with its topic, the unit it is called for, and how the roll stands.

    ``attended`` counts who came that evening; ``revision`` is that of the session.
    """

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
    kind: SessionKind
    calling: Calling
    unit_id: str
    makes_up_id: str | None
    closed_at: datetime | None
    revision: int


@dataclass(frozen=True, slots=True)
class RollLine:
    """One person on the roll; ``number`` is the STT of the sheet, from 1.

    ``made_up_in_id`` is the session to which an absent person came instead, ``came_as`` what that
    counts as.
    """

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
    cell_id: str
    group: str
    workplace: str
    apology: str
    made_up_in_id: str | None
    came_as: Mark | None

    @property
    def counted(self) -> Mark:
        """What the mark counts as, after make-ups."""
        return counted(self.mark, self.came_as)


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
            session,
            topic.c.title,
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
        kind=SessionKind(data["kind"]),
        calling=Calling(data["calling"]),
        unit_id=data["unit_id"],
        makes_up_id=data["makes_up_id"],
        closed_at=_moment(data["closed_at"]),
        revision=data["revision"],
    )


def _moment(iso: str | None) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None


def roll(connection: sa.Connection, session_id: str, on: date) -> tuple[RollLine, ...]:
    """The roll of a session in the order of its numbers, which is that of names at first."""
    query = (
        sa.select(
            mark,
            member.c.full_name,
            member.c.search_key,
            member.c.birth,
            member.c.party_group,
            member.c.workplace,
            member_role.c.title,
            unit_name.c.name,
            sa.func.coalesce(mark.c.made_up_in_id, CAME.c.in_id).label("repeated_in"),
            CAME.c.as_mark.label("came_as"),
        )
        .join(member, member.c.id == mark.c.member_id)
        .join(unit_name, (unit_name.c.unit_id == mark.c.cell_id) & holds(unit_name, on))
        .outerjoin(member_role, has_post(on))
        .outerjoin(CAME, same_line(CAME))
        .where(mark.c.session_id == session_id)
        .order_by(mark.c.number, member.c.sort_key, member.c.id)
    )
    rows = enumerate(connection.execute(query), start=1)
    return tuple(_roll_line(place, row) for place, row in rows)


def _roll_line(place: int, row: sa.Row[Any]) -> RollLine:
    data = row._mapping
    return RollLine(
        attendance_id=data["id"],
        member_id=data["member_id"],
        number=data["number"] or place,
        full_name=data["full_name"],
        search_key=data["search_key"],
        birth=display(data["birth"]),
        post=data["title"] or "",
        cell_name=data["name"],
        mark=Mark(data["mark"]),
        is_guest=data["is_guest"],
        reason=data["reason"],
        arrived_at=_moment(data["arrived_at"]),
        revision=data["revision"],
        cell_id=data["cell_id"],
        group=data["party_group"],
        workplace=data["workplace"],
        apology=data["apology"],
        made_up_in_id=data["repeated_in"],
        came_as=Mark(data["came_as"]) if data["came_as"] else None,
    )


def probationary(connection: sa.Connection, session_id: str, on: date) -> dict[str, int]:
    """How many on the roll were dự bị on a day, by cell id, without guests and cells of none."""
    query = (
        sa.select(mark.c.cell_id, sa.func.count())
        .join(member_status, member_status.c.member_id == mark.c.member_id)
        .where(mark.c.session_id == session_id, ~mark.c.is_guest, holds(member_status, on))
        .where(member_status.c.status == StatusKind.PROBATIONARY.value)
        .group_by(mark.c.cell_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
