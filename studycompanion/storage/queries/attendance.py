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


_NEEDED: tuple[tuple[sa.Column[Any], set[By]], ...] = (
    (mark.c.session_id, {By.SESSION, By.TOPIC, By.YEAR}),
    (mark.c.cell_id, {By.CELL}),
    (mark.c.member_id, {By.MEMBER, By.GROUP}),
)
"""The columns of a line that the heads of a count need."""
_Group = tuple[tuple[str, ...], str, bool]
"""The keys of a group, a mark, and whether its people are guests."""


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


_REPEATS = sa.select(session.c.id).where(session.c.makes_up_id.is_not(None))
"""Named as a set, SQLite begins with these few and does not look through every line."""


def _came() -> sa.Subquery:
    """Who came to a repeat of which session: ``session_id``, ``member_id``, ``as_mark``, ``in_id``.

    One row for each, a second shift before a make-up. It is worked out once from the few repeats:
    asked line by line, SQLite looks through every session of the person.
    """
    is_make_up = _REPEAT.c.kind == SessionKind.MAKE_UP.value
    place = sa.case((is_make_up, "1"), else_="0")
    shown = sa.case((is_make_up, Mark.MADE_UP.value), else_=_THERE.c.mark)
    return (
        sa.select(
            _REPEAT.c.makes_up_id.label("session_id"),
            _THERE.c.member_id,
            sa.func.substr(sa.func.min(place + shown), 2).label("as_mark"),
            sa.func.substr(sa.func.min(place + _REPEAT.c.id), 2).label("in_id"),
        )
        .join(_THERE, _THERE.c.session_id == _REPEAT.c.id)
        .where(
            _REPEAT.c.makes_up_id.is_not(None),
            _THERE.c.session_id.in_(_REPEATS),
            _THERE.c.mark.in_([m.value for m in ATTENDED]),
        )
        .group_by(_REPEAT.c.makes_up_id, _THERE.c.member_id)
        .subquery("came")
    )


def _standing() -> sa.Subquery:
    """Whose lines in a repeat do not count anew, for they stand on the roll of what it repeats."""
    return (
        sa.select(_REPEAT.c.id.label("session_id"), _FIRST.c.member_id)
        .join(_FIRST, _FIRST.c.session_id == _REPEAT.c.makes_up_id)
        .where(_REPEAT.c.makes_up_id.is_not(None))
        .subquery("standing")
    )


CAME, STANDING = _came(), _standing()


def same_line(other: sa.Subquery) -> sa.ColumnElement[bool]:
    """Whether a row of ``CAME`` or ``STANDING`` speaks of a line."""
    return (other.c.session_id == mark.c.session_id) & (other.c.member_id == mark.c.member_id)


def _is_absent() -> sa.ColumnElement[bool]:
    return mark.c.mark.in_([m.value for m in ABSENT])


def counted() -> sa.ColumnElement[str]:
    """What a line counts as beside ``CAME``: the same as ``domain.attendance.counted``."""
    return sa.case((_is_absent(), sa.func.coalesce(CAME.c.as_mark, mark.c.mark)), else_=mark.c.mark)


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
    """Counts by several keys at once, such as cell and topic; a year is written in digits.

    All lines are counted as they are marked, then the few that repeats concern are moved: grouping
    by an expression over all lines takes ten times as long.
    """
    found = _groups(connection, by, where)
    if where.session_id is None:
        found.subtract(_groups(connection, by, where, STANDING))
    found.subtract(_groups(connection, by, where, CAME))
    found.update(_groups(connection, by, where, CAME, shown=CAME.c.as_mark))
    return _read(found)


def _groups(
    connection: sa.Connection,
    by: tuple[By, ...],
    where: Where,
    among: sa.Subquery | None = None,
    *,
    shown: sa.ColumnElement[Any] = mark.c.mark,
) -> Counter[_Group]:
    """How many lines there are of each group, mark and guest or not.

    Only those of ``among``; of ``CAME`` only the absent, whom it concerns.
    """
    columns = [mark.c.is_guest, *(column for column, heads in _NEEDED if heads & set(by))]
    alike = sa.select(*columns, shown.label("shown"), sa.func.count().label("n")).select_from(mark)
    if among is not None:
        alike = alike.join(among, same_line(among))
    if among is STANDING:
        alike = alike.where(mark.c.session_id.in_(_REPEATS))
    if among is CAME:
        alike = alike.where(_is_absent())
    lines = _filtered(alike, where).group_by(*columns, shown).subquery()
    query = sa.select(*_keys(lines, by), lines.c.shown, lines.c.is_guest, lines.c.n)
    query = query.select_from(_joined(lines, by))
    found: Counter[_Group] = Counter()
    for row in connection.execute(query):
        values = tuple(row)
        name, is_guest, number = values[-3:]
        found[tuple(map(str, values[:-3])), name, bool(is_guest)] += number
    return found


def _keys(lines: sa.Subquery, by: tuple[By, ...]) -> list[sa.ColumnElement[Any]]:
    own = {By.SESSION: "session_id", By.CELL: "cell_id", By.MEMBER: "member_id"}
    keys: dict[By, sa.ColumnElement[Any]] = {
        By.TOPIC: session.c.topic_id,
        By.YEAR: topic.c.year,
        By.GROUP: member.c.party_group,
    }
    return [lines.c[own[one]] if one in own else keys[one] for one in by]


def _joined(lines: sa.Subquery, by: tuple[By, ...]) -> sa.FromClause:
    """Only the tables that the keys need."""
    joined: sa.FromClause = lines
    if {By.TOPIC, By.YEAR} & set(by):
        joined = joined.join(session, session.c.id == lines.c.session_id)
    if By.YEAR in by:
        joined = joined.join(topic, topic.c.id == session.c.topic_id)
    if By.GROUP in by:
        joined = joined.join(member, member.c.id == lines.c.member_id)
    return joined


def _filtered(query: sa.Select[Any], where: Where) -> sa.Select[Any]:
    for column, value in (
        (mark.c.session_id, where.session_id),
        (mark.c.cell_id, where.cell_id),
        (mark.c.member_id, where.member_id),
    ):
        if value is not None:
            query = query.where(column == value)
    if where.topic_id is None and where.year is None:
        return query
    held = sa.select(session.c.id)
    if where.topic_id is not None:
        held = held.where(session.c.topic_id == where.topic_id)
    if where.year is not None:
        of_year = sa.select(topic.c.id).where(topic.c.year == where.year)
        held = held.where(session.c.topic_id.in_(of_year))
    return query.where(mark.c.session_id.in_(held))


def _read(found: Counter[_Group]) -> dict[tuple[str, ...], Totals]:
    counts: dict[tuple[str, ...], dict[Mark, int]] = defaultdict(dict)
    guests: Counter[tuple[str, ...]] = Counter()
    for (group, name, is_guest), number in found.items():
        if is_guest:
            guests[group] += number
        elif number:
            counts[group][Mark(name)] = number
    groups = counts.keys() | +guests
    return {group: Totals(counts.get(group, {}), guests[group]) for group in groups}


def slots(
    connection: sa.Connection, where: Where, *, only_absent: bool = False
) -> tuple[SlotLine, ...]:
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
        .outerjoin(CAME, same_line(CAME))
        .outerjoin(STANDING, same_line(STANDING))
        .where(~mark.c.is_guest, STANDING.c.session_id.is_(None))
        .order_by(session.c.at, session.c.id)
    )
    query = query.where(_is_absent()) if only_absent else query
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
