from dataclasses import replace
from fractions import Fraction

import pytest

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.domain.people import StatusKind
from studycompanion.domain.study import SessionState, StudySession
from studycompanion.errors import UserError
from studycompanion.services import history, members, rollcall, rosters, sessions
from tests.services.conftest import enrol, exempt, person, session_of


@pytest.fixture
def roll(desk, topic, evening):
    """A session with four people, one of them exempt."""
    enrol(desk, "Lê An", "Vũ Bình", "Trần Cúc", exempt("Đỗ Dần"))
    return session_of(desk, topic, evening)


def marks_of(desk, session):
    return {line.full_name: line.mark for line in rollcall.open_roll(desk, session.id).lines}


def id_of(desk, name):
    return next(m.id for m in members.list_members(desk) if m.full_name == name)


def test_the_roll_is_there_when_the_session_opens(desk, roll):
    lines = rollcall.open_roll(desk, roll.id).lines
    assert [(n.number, n.full_name) for n in lines] == [
        (1, "Lê An"),
        (2, "Vũ Bình"),
        (3, "Trần Cúc"),
        (4, "Đỗ Dần"),
    ]
    assert lines[3].mark is Mark.EXEMPT


def test_a_mark_is_kept_with_reason_and_hour(desk, roll, evening):
    late = evening.replace(tzinfo=None, minute=20)
    rollcall.mark(
        desk, roll.id, id_of(desk, "Lê An"), Mark.LATE, reason=" xe  hỏng ", arrived_at=late
    )
    line = rollcall.open_roll(desk, roll.id).lines[0]
    assert (line.mark, line.reason, line.arrived_at) == (Mark.LATE, "xe hỏng", late)


def test_the_rest_are_marked_in_one_step_and_taken_back_in_one(desk, roll):
    rollcall.mark(desk, roll.id, id_of(desk, "Vũ Bình"), Mark.EXCUSED)
    assert rollcall.mark_unmarked(desk, roll.id, Mark.PRESENT).value == 2
    assert marks_of(desk, roll)["Vũ Bình"] is Mark.EXCUSED
    assert history.undo(desk).value == "Đánh dấu người còn lại: Có mặt"
    assert marks_of(desk, roll)["Lê An"] is Mark.UNMARKED
    assert marks_of(desk, roll)["Vũ Bình"] is Mark.EXCUSED


def test_thirty_marks_can_be_taken_back_and_done_again(desk, roll):
    who = id_of(desk, "Lê An")
    kinds = [Mark.PRESENT, Mark.LATE, Mark.ONLINE] * 10
    for kind in kinds:
        rollcall.mark(desk, roll.id, who, kind)
    for kind in reversed([Mark.UNMARKED, *kinds[:-1]]):
        history.undo(desk)
        assert marks_of(desk, roll)["Lê An"] is kind
    for kind in kinds:
        history.redo(desk)
        assert marks_of(desk, roll)["Lê An"] is kind


def test_totals_give_both_rates(desk, roll):
    rollcall.mark(desk, roll.id, id_of(desk, "Lê An"), Mark.PRESENT)
    rollcall.mark(desk, roll.id, id_of(desk, "Vũ Bình"), Mark.MADE_UP)
    totals = rollcall.totals(desk, roll.id)
    assert (totals.called, totals.of(Mark.UNMARKED)) == (4, 1)
    assert totals.rate_attended == Fraction(1, 4)
    assert totals.rate_complete == Fraction(2, 3)


def test_a_guest_stands_on_the_roll_but_in_no_count(desk, topic, evening):
    enrol(desk, "Lê An", person("Hồ Khách", status=StatusKind.TEMPORARY))
    session = session_of(desk, topic, evening)
    rollcall.mark_unmarked(desk, session.id, Mark.PRESENT)
    totals = rollcall.totals(desk, session.id)
    assert (totals.called, totals.attended, totals.guests) == (1, 1, 1)
    assert sessions.list_sessions(desk)[0].called == 1


@pytest.mark.parametrize(
    "status",
    [StatusKind.SUSPENDED, StatusKind.TRANSFERRED, StatusKind.EXPELLED, StatusKind.DECEASED],
)
def test_who_left_or_is_suspended_is_not_called(desk, topic, evening, status):
    enrol(desk, "Lê An", person("Hồ Vắng", status=status))
    assert list(marks_of(desk, session_of(desk, topic, evening))) == ["Lê An"]


def test_a_late_joiner_comes_onto_the_open_roll_without_a_step_to_undo(desk, roll):
    enrol(desk, "Phan Mới")
    before = history.next_steps(desk)
    assert "Phan Mới" in marks_of(desk, roll)
    assert history.next_steps(desk) == before


def test_who_left_unmarked_goes_off_the_roll_who_was_marked_stays(desk, roll):
    rollcall.mark(desk, roll.id, id_of(desk, "Lê An"), Mark.PRESENT)
    gone = [person(n, status=StatusKind.TRANSFERRED) for n in ("Lê An", "Vũ Bình")]
    desk.clock.advance(days=-1)
    lines = rosters.RosterPreview(rosters.Path("ds.xlsx"), (), ())
    from studycompanion.services.roster_preview import Action, RosterLine

    rosters.accept(desk, replace(lines, lines=tuple(RosterLine(p, Action.CHANGED) for p in gone)))
    assert set(marks_of(desk, roll)) == {"Lê An", "Trần Cúc", "Đỗ Dần"}


def test_a_mark_belongs_to_the_cell_of_that_evening_after_a_transfer(desk, topic, evening, clock):
    [member_id] = enrol(desk, person("Lê An", card_number="12345678"))
    session = session_of(desk, topic, evening)
    rollcall.mark(desk, session.id, member_id, Mark.PRESENT)
    clock.advance(days=30)
    enrol(desk, person("Lê An", card_number="12345678", cell_name="Chi bộ 3"))
    assert rollcall.open_roll(desk, session.id).lines[0].cell_name == "Chi bộ Tổ dân phố số 9"


def test_a_session_of_one_cell_calls_that_cell_only(ward_desk, evening):
    from studycompanion.services import topics

    enrol(ward_desk, person("Lê An", cell_name="Chi bộ 1"), person("Vũ Bình", cell_name="Chi bộ 2"))
    topic = topics.add_topic(ward_desk, "Chuyên đề", 2026).value
    cell_id = members.find_cell(ward_desk, "chi bộ 2")
    assert list(marks_of(ward_desk, session_of(ward_desk, topic, evening, cell_id=cell_id))) == [
        "Vũ Bình"
    ]
    assert len(marks_of(ward_desk, session_of(ward_desk, topic, evening))) == 2


def test_a_session_before_anybody_is_there_is_of_the_cell_itself(desk, topic, evening):
    session = session_of(desk, topic, evening)
    assert rollcall.totals(desk, session.id).rate_attended is None
    enrol(desk, "Lê An")
    assert list(marks_of(desk, session)) == ["Lê An"]


def test_somebody_who_is_not_called_cannot_be_marked(desk, roll):
    with pytest.raises(UserError, match="not_on_roll"):
        rollcall.mark(desk, roll.id, "0" * 32, Mark.PRESENT)
    with pytest.raises(UserError, match="not_there"):
        rollcall.totals(desk, "0" * 32)


def test_a_closed_session_takes_no_mark_and_keeps_its_roll(desk, roll):
    with desk.write("mark") as tx:
        session = tx.uow.get(StudySession, roll.id)
        tx.uow.change(session, state=SessionState.CLOSED)
    for refused in (
        lambda: rollcall.mark(desk, roll.id, id_of(desk, "Lê An"), Mark.PRESENT),
        lambda: rollcall.mark_unmarked(desk, roll.id, Mark.PRESENT),
    ):
        with pytest.raises(UserError, match="session_closed"):
            refused()
    enrol(desk, "Phan Mới")
    assert "Phan Mới" not in marks_of(desk, roll)


def test_one_mark_is_one_record_however_often_it_is_set(desk, roll):
    for kind in (Mark.PRESENT, Mark.LATE, Mark.PRESENT):
        done = rollcall.mark(desk, roll.id, id_of(desk, "Lê An"), kind)
    assert done.changes.touches("attendance")
    with desk.read() as reader:
        assert len(reader.find(Attendance, session_id=roll.id)) == 4
