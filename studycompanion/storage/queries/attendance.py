"""Counts of marks: by session, topic, cell, group, person and year.

A session that repeats another (a make-up, or its second shift) calls nobody anew who stands on the
roll of the one it repeats: coming there settles the absence in the first.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from studycompanion.domain.attendance import ABSENT, ATTENDED, Mark, Totals
from studycompanion.domain.study import SessionKind
from studycompanion.storage.queries import holds
from studycompanion.storage.tables import mark, member, session, topic, unit_name

_REPEAT = session.alias("repeat")
_THERE = mark.alias("there")
_FIRST = mark.alias("first")


class By(StrEnum):
    """What counts are grouped by; a group is the tổ đảng of today."""

    SESSION = "session"
    TOPIC = "topic"
    YEAR = "year"
    CELL = "cell"
    GROUP = "group"
    MEMBER = "member"


_KEYS: dict[By, sa.ColumnElement[Any]] = {
    By.SESSION: mark.c.session_id,
    By.TOPIC: session.c.topic_id,
    By.YEAR: topic.c.year,
    By.CELL: mark.c.cell_id,
    By.GROUP: member.c.party_group,
    By.MEMBER: mark.c.member_id,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Which marks are counted; None leaves a side open."""

    session_id: str | None = None
    topic_id: str | None = None
    cell_id: str | None = None
    member_id: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class SlotLine:
    """One person's line in a session that counts: what it counts as, after make-ups."""

    topic_id: str
    topic_title: str
    session_id: str
    at: datetime
    member_id: str
    cell_id: str
    counted: Mark
    is_closed: bool


def repeated_in() -> sa.ScalarSelect[Any]:
    """The session in which the person of a line came instead; a second shift before a make-up."""
    return _came(_REPEAT.c.id)


def came_as() -> sa.ColumnElement[str | None]:
    """As what the person of a line came elsewhere: to a second shift, or to make it up."""
    shown = sa.case(
        (_REPEAT.c.kind == SessionKind.MAKE_UP.value, Mark.MADE_UP.value), else_=_THERE.c.mark
    )
    return sa.case((mark.c.made_up_in_id.is_not(None), Mark.MADE_UP.value), else_=_came(shown))


def counted() -> sa.ColumnElement[str]:
    """What a line counts as, as SQL: the same as ``domain.attendance.counted``."""
    is_absent = mark.c.mark.in_([m.value for m in ABSENT])
    return sa.case((is_absent, sa.func.coalesce(came_as(), mark.c.mark)), else_=mark.c.mark)


def _came(what: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    query = (
        sa.select(what)
        .select_from(_REPEAT)
        .join(_THERE, _THERE.c.session_id == _REPEAT.c.id)
        .where(
            _REPEAT.c.makes_up_id == mark.c.session_id,
            _THERE.c.member_id == mark.c.member_id,
            _THERE.c.mark.in_([m.value for m in ATTENDED]),
        )
        .order_by(_REPEAT.c.kind.desc(), _REPEAT.c.at, _REPEAT.c.id)
        .limit(1)
    )
    return query.correlate(mark).scalar_subquery()


def calls_anew() -> sa.ColumnElement[bool]:
    """Whether a line is the first that calls its person for what its session teaches."""
    stands_there = (
        sa.select(_FIRST.c.id)
        .where(
            _FIRST.c.session_id == session.c.makes_up_id,
            _FIRST.c.member_id == mark.c.member_id,
        )
        .correlate(session, mark)
    )
    return sa.or_(session.c.makes_up_id.is_(None), ~stands_there.exists())


def totals(connection: sa.Connection, session_id: str) -> Totals:
    """The counts of everyone on a session's roll."""
    where = Where(session_id=session_id)
    return totals_by(connection, By.SESSION, where).get(session_id, Totals({}))


def totals_by(connection: sa.Connection, by: By, where: Where) -> dict[str, Totals]:
    """Counts in groups; in one session everyone on its roll counts, else who it calls anew."""
    return {keys[0]: found for keys, found in totals_by_each(connection, (by,), where).items()}


def totals_by_each(
    connection: sa.Connection, by: tuple[By, ...], where: Where
) -> dict[tuple[str, ...], Totals]:
    """Counts by several keys at once, such as cell and topic; a year is written in digits."""
    keys = [_KEYS[one].label(one.value) for one in by]
    shown = counted().label("counted")
    query = _filtered(_source(by, where, sa.select(*keys, shown, mark.c.is_guest)), where)
    rows = query.subquery()
    named = [rows.c[key.name] for key in keys]
    grouped = sa.select(*named, rows.c.counted, rows.c.is_guest, sa.func.count()).group_by(
        *named, rows.c.counted, rows.c.is_guest
    )
    return _read(connection.execute(grouped))


def _source(by: tuple[By, ...], where: Where, query: sa.Select[Any]) -> sa.Select[Any]:
    """Only the tables that the keys and filters need: each join costs a look per mark."""
    query = query.select_from(mark).join(session, session.c.id == mark.c.session_id)
    if By.YEAR in by or where.year is not None:
        query = query.join(topic, topic.c.id == session.c.topic_id)
    if By.GROUP in by:
        query = query.join(member, member.c.id == mark.c.member_id)
    return query


def _filtered(query: sa.Select[Any], where: Where) -> sa.Select[Any]:
    for column, value in (
        (mark.c.session_id, where.session_id),
        (session.c.topic_id, where.topic_id),
        (mark.c.cell_id, where.cell_id),
        (mark.c.member_id, where.member_id),
        (topic.c.year, where.year),
    ):
        if value is not None:
            query = query.where(column == value)
    return query if where.session_id is not None else query.where(calls_anew())


def _read(rows: sa.CursorResult[Any]) -> dict[tuple[str, ...], Totals]:
    counts: dict[tuple[str, ...], dict[Mark, int]] = defaultdict(dict)
    guests: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        values = tuple(row)
        group, (found, is_guest, number) = tuple(map(str, values[:-3])), values[-3:]
        if is_guest:
            guests[group] += number
        else:
            counts[group][Mark(found)] = number
    groups = counts.keys() | guests.keys()
    return {group: Totals(counts.get(group, {}), guests[group]) for group in groups}


def slots(connection: sa.Connection, where: Where) -> tuple[SlotLine, ...]:
    """Every line that calls its person anew, guests left out, oldest session first."""
    query = (
        sa.select(
            session.c.topic_id,
            topic.c.title,
            mark.c.session_id,
            session.c.at,
            mark.c.member_id,
            mark.c.cell_id,
            counted(),
            session.c.state == "closed",
        )
        .select_from(mark)
        .join(session, session.c.id == mark.c.session_id)
        .join(topic, topic.c.id == session.c.topic_id)
        .where(~mark.c.is_guest)
        .order_by(session.c.at, session.c.id)
    )
    rows = connection.execute(_filtered(query, where))
    return tuple(
        SlotLine(r[0], r[1], r[2], datetime.fromisoformat(r[3]), r[4], r[5], Mark(r[6]), bool(r[7]))
        for r in rows
    )


def names_of(connection: sa.Connection, by: By, on: date) -> dict[str, str]:
    """What the groups of a count are called on a day; years and groups are their own names."""
    query = {
        By.SESSION: sa.select(session.c.id, session.c.at),
        By.TOPIC: sa.select(topic.c.id, topic.c.title),
        By.CELL: sa.select(unit_name.c.unit_id, unit_name.c.name).where(holds(unit_name, on)),
        By.MEMBER: sa.select(member.c.id, member.c.full_name),
    }.get(by)
    return {} if query is None else {row[0]: row[1] for row in connection.execute(query)}
