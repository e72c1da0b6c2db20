"""Counts and rolls mean the same in a file and on a server."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from studycompanion.domain.attendance import Attendance, Mark, Totals
from studycompanion.domain.ids import new_id
from studycompanion.domain.people import Member, OrgUnit, UnitKind, UnitName
from studycompanion.domain.study import SessionKind, StudySession, Topic
from studycompanion.storage.queries import attendance, rolls
from studycompanion.storage.queries.attendance import By, Where
from studycompanion.storage.store import Entry
from tests.factories import given
from tests.storage.conftest import ACTOR

AT = datetime(2026, 11, 20, 19)


@pytest.fixture
def filled(store, clock):
    """A session that two missed, a second shift to which one came, and a make-up for the other."""
    with store.write(Entry("sample"), actor=ACTOR, clock=clock) as uow:
        cell = uow.add(OrgUnit(id=new_id(), kind=UnitKind.CELL)).id
        given(uow, UnitName, unit_id=cell, name="Chi bộ 9")
        topic = given(uow, Topic, title="Kỷ cương", year=2026).id
        held = StudySession(id=new_id(), topic_id=topic, unit_id=cell, at=AT)
        first = uow.add(held).id
        shift = replace(held, id=new_id(), kind=SessionKind.SECOND, makes_up_id=first)
        second = uow.add(shift).id
        third = uow.add(replace(shift, id=new_id(), kind=SessionKind.MAKE_UP)).id
        people = [given(uow, Member, full_name=f"Lê An {n}", party_group="Tổ 1").id for n in "ABC"]
        for session, member, mark in (
            (first, 0, Mark.PRESENT),
            (first, 1, Mark.UNMARKED),
            (first, 2, Mark.EXCUSED),
            (second, 1, Mark.LATE),
            (second, 2, Mark.UNEXCUSED),
            (third, 2, Mark.PRESENT),
        ):
            line = {"session_id": session, "member_id": people[member], "cell_id": cell}
            given(uow, Attendance, mark=mark, **line)
    return store, first, topic, cell


WANTED = Totals({Mark.PRESENT: 1, Mark.LATE: 1, Mark.MADE_UP: 1})


def test_an_absence_counts_as_what_the_person_came_to_instead(filled):
    store, first, *_ = filled
    with store.read() as reader:
        assert attendance.totals(reader.connection, first) == WANTED
        lines = rolls.roll(reader.connection, first, AT.date())
    assert [(n.mark, n.counted) for n in lines] == [
        (Mark.PRESENT, Mark.PRESENT),
        (Mark.UNMARKED, Mark.LATE),
        (Mark.EXCUSED, Mark.MADE_UP),
    ]


@pytest.mark.parametrize("by", [By.TOPIC, By.CELL, By.YEAR, By.GROUP])
def test_each_person_counts_once_under_every_head(filled, by):
    store, _, topic, cell = filled
    where = Where(topic_id=topic, cell_id=cell, year=2026)
    with store.read() as reader:
        [totals] = attendance.totals_by(reader.connection, by, where).values()
        names = attendance.names_of(reader.connection, by, date(2026, 11, 20))
    assert totals == WANTED
    assert set(names.values()) == {By.TOPIC: {"Kỷ cương"}, By.CELL: {"Chi bộ 9"}}.get(by, set())


def test_lines_of_people_leave_repeats_out(filled):
    store, first, topic, _ = filled
    with store.read() as reader:
        lines = attendance.slots(reader.connection, Where(topic_id=topic))
        absent = attendance.slots(reader.connection, Where(), only_absent=True)
        shown = rolls.sessions(reader.connection, topic_id=topic)
    assert {line.session_id for line in lines} == {first}
    assert {line.counted for line in absent} == {Mark.LATE, Mark.MADE_UP}
    assert sorted(line.called for line in shown) == [1, 2, 3]
