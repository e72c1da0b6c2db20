"""Make-up sessions: made from those who missed, and counted for the session they missed."""

from datetime import timedelta

import pytest

from studycompanion.domain.attendance import Mark
from studycompanion.domain.study import Calling, SessionKind
from studycompanion.errors import UserError
from studycompanion.services import closing, history, make_up, reports, rollcall, sessions
from tests.services.conftest import enrol, exempt, session_of

MARKS = {
    "Lê An": Mark.PRESENT,
    "Vũ Bình": Mark.EXCUSED,
    "Trần Cúc": Mark.UNEXCUSED,
    "Hồ Em": Mark.UNMARKED,
}


@pytest.fixture
def people(desk):
    ids = enrol(desk, *MARKS, exempt("Đỗ Dần"))
    return dict(zip((*MARKS, "Đỗ Dần"), ids, strict=True))


@pytest.fixture
def missed(desk, topic, people, evening):
    """A closed session that three people missed."""
    session = session_of(desk, topic, evening, place="Nhà văn hóa", chair="Trần Văn Mẫu")
    for name, mark in MARKS.items():
        rollcall.mark(desk, session.id, people[name], mark)
    closing.close_session(desk, session.id, rest=Mark.UNMARKED)
    return session


@pytest.fixture
def later(desk, missed, evening, clock):
    clock.advance(days=7)
    return make_up.add_make_up(desk, missed.id, evening + timedelta(days=7)).value


def names(lines):
    return [line.full_name for line in lines]


def test_just_those_who_missed_it_are_called_to_the_make_up(desk, missed, later):
    assert names(make_up.missed(desk, missed.id)) == ["Vũ Bình", "Trần Cúc", "Hồ Em"]
    roll = rollcall.open_roll(desk, later.id)
    assert names(roll.lines) == ["Vũ Bình", "Trần Cúc", "Hồ Em"]
    assert (later.kind, later.makes_up_id, later.calling) == (
        SessionKind.MAKE_UP,
        missed.id,
        Calling.CHOSEN,
    )
    assert (later.place, later.chair) == ("Nhà văn hóa", "Trần Văn Mẫu")


def test_nobody_else_is_called_to_it_later(desk, later):
    enrol(desk, "Phan Mới")
    assert len(rollcall.open_roll(desk, later.id).lines) == 3


def test_only_some_of_them_can_be_called(desk, missed, people, evening):
    wanted = [people["Vũ Bình"], people["Lê An"]]
    session = make_up.add_make_up(desk, missed.id, evening, member_ids=wanted).value
    assert names(rollcall.open_roll(desk, session.id).lines) == ["Vũ Bình"]


def test_who_came_to_the_make_up_counts_as_made_up_in_the_session_missed(
    desk, missed, later, people
):
    rollcall.mark(desk, later.id, people["Vũ Bình"], Mark.PRESENT)
    rollcall.mark(desk, later.id, people["Trần Cúc"], Mark.EXCUSED)
    totals = rollcall.totals(desk, missed.id)
    assert (totals.called, totals.attended, totals.completed, totals.expected) == (5, 1, 2, 4)
    assert (totals.of(Mark.MADE_UP), totals.of(Mark.EXCUSED)) == (1, 0)
    line = next(n for n in rollcall.read_roll(desk, missed.id).lines if n.full_name == "Vũ Bình")
    assert (line.mark, line.counted, line.made_up_in_id) == (
        Mark.EXCUSED,
        Mark.MADE_UP,
        later.id,
    )
    assert names(make_up.missed(desk, missed.id)) == ["Trần Cúc", "Hồ Em"]
    assert rollcall.totals(desk, later.id).called == 3


def test_taking_the_mark_back_brings_the_absence_back(desk, missed, later, people):
    rollcall.mark(desk, later.id, people["Vũ Bình"], Mark.LATE)
    assert rollcall.totals(desk, missed.id).of(Mark.MADE_UP) == 1
    history.undo(desk)
    totals = rollcall.totals(desk, missed.id)
    assert (totals.of(Mark.MADE_UP), totals.of(Mark.EXCUSED)) == (0, 1)


def test_a_make_up_that_was_missed_is_made_up_again_for_the_first(desk, missed, later, people):
    rollcall.mark(desk, later.id, people["Vũ Bình"], Mark.PRESENT)
    closing.close_session(desk, later.id, rest=Mark.UNEXCUSED)
    assert names(make_up.missed(desk, later.id)) == ["Trần Cúc", "Hồ Em"]
    third = make_up.add_make_up(desk, later.id, later.at + timedelta(days=7)).value
    assert third.makes_up_id == missed.id
    rollcall.mark_unmarked(desk, third.id, Mark.PRESENT)
    totals = rollcall.totals(desk, missed.id)
    assert (totals.of(Mark.MADE_UP), totals.waiting) == (3, 0)
    assert make_up.missed(desk, missed.id) == ()


def test_the_report_counts_everybody_once(desk, topic, missed, later, people):
    rollcall.mark(desk, later.id, people["Vũ Bình"], Mark.PRESENT)
    [cell] = reports.topic_report(desk, topic.id)
    assert (cell.totals.called, cell.totals.completed) == (5, 2)


def test_somebody_new_at_the_make_up_counts_there(desk, topic, missed, later, evening):
    from studycompanion.services.newcomers import Arrival, add_arrival

    add_arrival(desk, later.id, Arrival(full_name="Phan Mới", is_guest=False))
    [cell] = reports.topic_report(desk, topic.id)
    assert (cell.totals.called, cell.totals.attended) == (6, 2)


def test_the_make_up_is_undone_in_one_step(desk, missed, later):
    assert history.undo(desk).value == "Lập buổi học bù"
    assert [s.id for s in sessions.list_sessions(desk)] == [missed.id]


def test_a_second_shift_calls_only_those_who_did_not_come_to_the_first(
    desk, topic, people, evening
):
    first = session_of(desk, topic, evening)
    rollcall.mark(desk, first.id, people["Lê An"], Mark.PRESENT)
    second = session_of(
        desk, topic, evening, kind=SessionKind.SECOND, makes_up_id=first.id, place="Ca hai"
    )
    assert names(rollcall.open_roll(desk, second.id).lines) == ["Vũ Bình", "Trần Cúc", "Hồ Em"]
    rollcall.mark(desk, second.id, people["Vũ Bình"], Mark.ONLINE)
    totals = rollcall.totals(desk, first.id)
    assert (totals.of(Mark.ONLINE), totals.of(Mark.UNMARKED), totals.attended) == (1, 2, 2)
    rollcall.mark(desk, first.id, people["Trần Cúc"], Mark.LATE)
    assert names(rollcall.open_roll(desk, second.id).lines) == ["Vũ Bình", "Hồ Em"]


def test_a_make_up_names_the_session_that_it_makes_up(desk, topic, missed, later, evening):
    for wrong in (
        {"kind": SessionKind.MAKE_UP},
        {"kind": SessionKind.FIRST, "makes_up_id": missed.id},
        {"kind": SessionKind.MAKE_UP, "makes_up_id": later.id},
    ):
        with pytest.raises(UserError, match="make_up_of_what"):
            session_of(desk, topic, evening, **wrong)
    with pytest.raises(UserError, match="not_there"):
        session_of(desk, topic, evening, kind=SessionKind.MAKE_UP, makes_up_id="0" * 32)


def test_a_mark_made_up_elsewhere_needs_no_session_of_its_own(desk, topic, people, evening):
    session = session_of(desk, topic, evening)
    rollcall.mark(desk, session.id, people["Lê An"], Mark.MADE_UP)
    assert rollcall.totals(desk, session.id).completed == 1
