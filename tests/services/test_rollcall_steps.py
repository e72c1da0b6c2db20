"""Marking many at once, hours of the late, and steps that outlive the program."""

import pytest

from studycompanion.domain.attendance import Mark
from studycompanion.errors import UserError
from studycompanion.services import history, opening, rollcall
from tests.services.conftest import ACTOR, enrol, session_of

KINDS = (Mark.PRESENT, Mark.LATE, Mark.ONLINE)


@pytest.fixture
def people(desk):
    return enrol(desk, "Lê An", "Vũ Bình", "Trần Cúc")


@pytest.fixture
def roll(desk, topic, people, evening):
    return session_of(desk, topic, evening)


def marks_of(desk, session):
    return [line.mark for line in rollcall.read_roll(desk, session.id).lines]


def test_several_people_are_marked_alike_in_one_named_step(desk, roll, people):
    done = rollcall.mark_many(desk, roll.id, people[:2], Mark.EXCUSED, reason=" Đi  công tác ")
    assert done.value == 2
    assert rollcall.mark_many(desk, roll.id, people, Mark.EXCUSED, reason="Đi công tác").value == 1
    assert {n.reason for n in rollcall.read_roll(desk, roll.id).lines} == {"Đi công tác"}
    assert history.undo(desk).value == "Điểm danh 3 đồng chí: Vắng có lý do"
    assert marks_of(desk, roll) == [Mark.EXCUSED, Mark.EXCUSED, Mark.UNMARKED]
    with pytest.raises(UserError, match="not_on_roll"):
        rollcall.mark_many(desk, roll.id, [people[0], "0" * 32], Mark.LATE)
    assert marks_of(desk, roll)[0] is Mark.EXCUSED


def test_who_is_late_came_now_unless_an_hour_is_given(desk, roll, people, clock, evening):
    clock.advance(minutes=25, seconds=40)
    first = rollcall.mark(desk, roll.id, people[0], Mark.LATE).value
    assert first.arrived_at == evening.replace(tzinfo=None, minute=25)
    clock.advance(minutes=10)
    again = rollcall.mark(desk, roll.id, people[0], Mark.LATE, reason="Tắc đường").value
    assert again.arrived_at == first.arrived_at
    assert rollcall.mark(desk, roll.id, people[0], Mark.PRESENT).value.arrived_at is None


def test_an_hour_that_nobody_knows_stays_unknown(desk, roll, people, clock):
    assert rollcall.mark(desk, roll.id, people[0], Mark.LATE).value.arrived_at is None
    clock.advance(days=1)
    assert rollcall.mark(desk, roll.id, people[1], Mark.LATE).value.arrived_at is None


def test_thirty_steps_are_taken_back_after_the_program_was_opened_again(
    desk, roll, people, clock, data_folder
):
    for number in range(30):
        rollcall.mark(desk, roll.id, people[number % 3], KINDS[number // 3 % 3])
    desk.store.close()
    again = opening.open_desk(data_folder, actor=ACTOR, clock=clock)
    try:
        names = [history.undo(again).value for _ in range(30)]
        assert names[0] == "Điểm danh Trần Cúc: Có mặt"
        assert set(marks_of(again, roll)) == {Mark.UNMARKED}
        assert [history.redo(again).value for _ in range(30)] == names[::-1]
        assert set(marks_of(again, roll)) == {Mark.PRESENT}
    finally:
        again.store.close()


def test_a_whole_ward_is_marked_and_taken_back_in_one_step(desk, topic, evening):
    enrol(desk, *(f"Nguyễn Văn {number}" for number in range(2_350)))
    session = session_of(desk, topic, evening)
    assert rollcall.mark_unmarked(desk, session.id, Mark.PRESENT).value == 2_350
    history.undo(desk)
    assert rollcall.totals(desk, session.id).of(Mark.UNMARKED) == 2_350
    history.redo(desk)
    assert rollcall.totals(desk, session.id).attended == 2_350
