"""Who took part: counts by person, group, cell, topic and year, and who still owes which topic.

A session is counted once for each person; coming to its second shift or its make-up settles it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from studycompanion.domain.attendance import ABSENT, Mark, Totals
from studycompanion.domain.study import StudySession, Topic
from studycompanion.domain.vietnamese import fold, natural, sort_key
from studycompanion.services import counting
from studycompanion.services.desk import Desk
from studycompanion.storage.queries import attendance, people
from studycompanion.storage.queries.attendance import By as By
from studycompanion.storage.queries.attendance import SlotLine as SlotLine
from studycompanion.storage.queries.attendance import Where as Where


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of one group: its key, its name for people, and its totals."""

    key: str
    name: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class Owing:
    """A person who has not studied a topic yet, and the sessions missed, oldest first."""

    member_id: str
    full_name: str
    cell_id: str
    cell_name: str
    topic_id: str
    topic_title: str
    sessions: tuple[str, ...]
    last_mark: Mark


@dataclass(frozen=True, slots=True)
class Studied:
    """How many people a topic calls, who is done with all its sessions, and who is not.

    ``called`` counts the exempt too; they are neither in ``studied`` nor in ``owing``.
    """

    called: int = 0
    studied: int = 0
    owing: int = 0
    exempt: int = 0

    def __add__(self, other: "Studied") -> "Studied":
        """Both together."""
        return Studied(
            self.called + other.called,
            self.studied + other.studied,
            self.owing + other.owing,
            self.exempt + other.exempt,
        )


def counts(desk: Desk, by: By, where: Where | None = None) -> tuple[Counted, ...]:
    """Totals in groups, in the order of their names; guests stand apart in each.

    In one session everyone on its roll counts; otherwise each person once per session.
    """
    where = where or Where()
    with desk.read() as reader:
        found = attendance.totals_by(reader.connection, by, where)
        names = attendance.names_of(reader.connection, by, desk.today)
        rules = counting.of_year(reader, where.year or desk.today.year).counting
        if where.session_id is not None:
            session = reader.get(StudySession, where.session_id)
            rules = counting.of_session(reader, session).counting
    lines = (
        Counted(key, names.get(key, key), replace(totals, counting=rules))
        for key, totals in found.items()
    )
    return tuple(sorted(lines, key=lambda one: _order(by, one.name)))


def _order(by: By, name: str) -> tuple[str, list[tuple[int, str]]]:
    """People by their given names, all else by words with numbers in their order."""
    return (sort_key(name), []) if by is By.MEMBER else ("", natural(fold(name)))


def member_sessions(desk: Desk, member_id: str) -> tuple[SlotLine, ...]:
    """Every session that called a person, oldest first, and what it counts as."""
    with desk.read() as reader:
        return attendance.slots(reader.connection, Where(member_id=member_id))


def studied_by_cell(desk: Desk, topic_id: str) -> dict[str, Studied]:
    """How far a topic is studied, by cell of that evening; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        reader.get(Topic, topic_id)
        lines = attendance.slots(reader.connection, Where(topic_id=topic_id))
    found: dict[str, Studied] = defaultdict(Studied)
    for own in _by_person(lines):
        found[own[-1].cell_id] += _standing(own)
    return dict(found)


def _by_person(lines: Iterable[SlotLine]) -> list[list[SlotLine]]:
    """The lines of each person and topic, oldest first."""
    found: dict[tuple[str, str], list[SlotLine]] = defaultdict(list)
    for line in lines:
        found[line.topic_id, line.member_id].append(line)
    return list(found.values())


def _standing(own: list[SlotLine]) -> Studied:
    if all(line.counted is Mark.EXEMPT for line in own):
        return Studied(called=1, exempt=1)
    if any(line.counted in ABSENT for line in own):
        return Studied(called=1, owing=1)
    return Studied(called=1, studied=1)


def owing(
    desk: Desk, *, topic_id: str | None = None, member_id: str | None = None
) -> tuple[Owing, ...]:
    """Who has not studied which topic, by topic then in name order.

    Only sessions whose hour has come are owed. People who left the file's cells are not named.
    """
    where = Where(topic_id=topic_id, member_id=member_id)
    now = desk.clock().replace(tzinfo=None)
    with desk.read() as reader:
        lines = attendance.slots(reader.connection, where, only_absent=True)
        known = {m.id: m for m in people.members(reader.connection, desk.today)}
    found = [
        _owing(owed, known[owed[0].member_id])
        for owed in (_owed(own, now) for own in _by_person(lines))
        if owed and owed[0].member_id in known
    ]
    order = {member: place for place, member in enumerate(known)}
    return tuple(sorted(found, key=lambda one: (one.topic_title, order[one.member_id])))


def _owed(own: list[SlotLine], now: datetime) -> list[SlotLine]:
    return [line for line in own if line.counted in ABSENT and line.at <= now]


def _owing(owed: list[SlotLine], person: people.MemberLine) -> Owing:
    last = owed[-1]
    return Owing(
        member_id=person.id,
        full_name=person.full_name,
        cell_id=person.cell_id,
        cell_name=person.cell_name,
        topic_id=last.topic_id,
        topic_title=last.topic_title,
        sessions=tuple(line.session_id for line in owed),
        last_mark=last.counted,
    )
