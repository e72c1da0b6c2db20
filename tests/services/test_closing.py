"""Closing a roll call, opening it again, and what a closed session refuses."""

import pytest

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.domain.study import SessionState, StudySession
from studycompanion.errors import UserError
from studycompanion.services import (
    apologies,
    closing,
    history,
    make_up,
    members,
    removal,
    rollcall,
    sessions,
)
from tests.services.conftest import enrol, exempt, session_of

LE_AN, VU_BINH, TRAN_CUC = "Lê An", "Vũ Bình", "Trần Cúc"


@pytest.fixture
def people(desk):
    """Three people by name, and one who is exempt."""
    names = (LE_AN, VU_BINH, TRAN_CUC)
    ids = enrol(desk, *names, exempt("Đỗ Dần"))
    return dict(zip((*names, "Đỗ Dần"), ids, strict=True))


@pytest.fixture
def roll(desk, topic, people, evening):
    return session_of(desk, topic, evening)


def mark_of(desk, session, member_id):
    lines = rollcall.read_roll(desk, session.id).lines
    return next(line.mark for line in lines if line.member_id == member_id)


def closed(desk, roll):
    rollcall.mark_unmarked(desk, roll.id, Mark.PRESENT)
    return closing.close_session(desk, roll.id).value


def test_a_roll_with_unmarked_people_is_not_closed_in_silence(desk, roll, people):
    rollcall.mark(desk, roll.id, people[LE_AN], Mark.PRESENT)
    assert [line.full_name for line in closing.waiting(desk, roll.id)] == [VU_BINH, TRAN_CUC]
    with pytest.raises(UserError, match="session_unmarked") as refused:
        closing.close_session(desk, roll.id)
    assert refused.value.params["count"] == 2
    assert sessions.session_card(desk, roll.id).state is SessionState.OPEN


def test_closing_says_what_the_rest_are_and_keeps_hour_and_name(desk, roll, people, clock):
    rollcall.mark(desk, roll.id, people[LE_AN], Mark.PRESENT)
    done = closing.close_session(desk, roll.id, rest=Mark.UNEXCUSED).value
    assert (done.totals.of(Mark.UNEXCUSED), done.totals.of(Mark.UNMARKED)) == (2, 0)
    assert done.session.closed_at == clock()
    [step] = closing.session_steps(desk, roll.id)
    assert (step.state, step.at, step.by) == (SessionState.CLOSED, clock(), "Trần Văn Mẫu")


def test_people_may_stay_unmarked_knowingly(desk, roll):
    done = closing.close_session(desk, roll.id, rest=Mark.UNMARKED).value
    assert (done.totals.of(Mark.UNMARKED), done.totals.of(Mark.EXEMPT)) == (3, 1)


def test_who_apologised_is_decided_on_before_the_rest(desk, roll, people):
    apologies.note_apology(desk, roll.id, people[LE_AN], " Đi công  tác ")
    with pytest.raises(UserError, match="session_apologies") as refused:
        closing.close_session(desk, roll.id, rest=Mark.UNEXCUSED)
    assert refused.value.params["count"] == 1
    assert mark_of(desk, roll, people[VU_BINH]) is Mark.UNMARKED
    assert apologies.accept_apologies(desk, roll.id).value == 1
    done = closing.close_session(desk, roll.id, rest=Mark.PRESENT).value
    assert (done.totals.of(Mark.EXCUSED), done.totals.of(Mark.PRESENT)) == (1, 2)
    line = rollcall.read_roll(desk, roll.id).lines[0]
    assert (line.reason, line.apology) == ("Đi công tác", "Đi công tác")


def test_an_apology_marks_nobody_by_itself(desk, roll, people):
    apologies.note_apology(desk, roll.id, people[LE_AN], "Việc gia đình")
    assert mark_of(desk, roll, people[LE_AN]) is Mark.UNMARKED
    assert rollcall.mark_unmarked(desk, roll.id, Mark.PRESENT).value == 2
    assert mark_of(desk, roll, people[LE_AN]) is Mark.UNMARKED
    excused = rollcall.mark(desk, roll.id, people[LE_AN], Mark.EXCUSED).value
    assert excused.reason == "Việc gia đình"
    came = rollcall.mark(desk, roll.id, people[LE_AN], Mark.PRESENT).value
    assert (came.reason, came.apology) == ("", "Việc gia đình")


def test_an_apology_can_be_taken_back(desk, roll, people):
    apologies.note_apology(desk, roll.id, people[LE_AN], "Việc gia đình")
    apologies.note_apology(desk, roll.id, people[LE_AN], " ")
    assert apologies.accept_apologies(desk, roll.id).value == 0


def test_a_closed_session_opens_again_only_for_a_reason(desk, roll):
    closed(desk, roll)
    with pytest.raises(UserError, match="reopen_reason"):
        closing.reopen_session(desk, roll.id, "  ")
    session = closing.reopen_session(desk, roll.id, "Ghi nhầm  một đồng chí").value
    assert (session.state, session.closed_at) == (SessionState.OPEN, None)
    assert [(s.state, s.reason) for s in closing.session_steps(desk, roll.id)] == [
        (SessionState.CLOSED, ""),
        (SessionState.OPEN, "Ghi nhầm một đồng chí"),
    ]
    with pytest.raises(UserError, match="session_is_open"):
        closing.reopen_session(desk, roll.id, "lần nữa")


def test_a_session_is_closed_only_once(desk, roll):
    closed(desk, roll)
    for again in (None, Mark.PRESENT):
        with pytest.raises(UserError, match="session_closed"):
            closing.close_session(desk, roll.id, rest=again)


def test_undo_does_not_open_a_closed_session_nor_change_it(desk, roll, people):
    rollcall.mark(desk, roll.id, people[LE_AN], Mark.LATE)
    closed(desk, roll)
    with pytest.raises(UserError, match="session_closed"):
        history.undo(desk)
    assert sessions.session_card(desk, roll.id).state is SessionState.CLOSED
    closing.reopen_session(desk, roll.id, "Ghi nhầm")
    assert history.undo(desk).value == "Đánh dấu người còn lại: Có mặt"
    assert mark_of(desk, roll, people[LE_AN]) is Mark.LATE
    history.undo(desk)
    assert mark_of(desk, roll, people[LE_AN]) is Mark.UNMARKED


def test_nothing_of_a_closed_session_changes_until_it_is_opened(desk, roll, people, topic):
    closed(desk, roll)
    who, card = people[LE_AN], sessions.session_card(desk, roll.id)
    before = rollcall.read_roll(desk, roll.id)

    def straight(**fields):
        with desk.write("mark") as tx:
            tx.uow.change(tx.uow.find(Attendance, session_id=roll.id)[0], **fields)

    def taken_off():
        with desk.write("mark") as tx:
            tx.uow.remove(tx.uow.find(Attendance, session_id=roll.id)[0])

    for refused in (
        lambda: rollcall.mark(desk, roll.id, who, Mark.LATE),
        lambda: rollcall.mark_many(desk, roll.id, [who], Mark.LATE),
        lambda: rollcall.mark_unmarked(desk, roll.id, Mark.LATE),
        lambda: apologies.note_apology(desk, roll.id, who, "x"),
        lambda: apologies.accept_apologies(desk, roll.id),
        lambda: sessions.change_session(desk, roll.id, card.revision, place="chỗ khác"),
        lambda: removal.remove_session(desk, roll.id),
        lambda: removal.remove_members(desk, [who]),
        lambda: straight(mark=Mark.LATE),
        lambda: straight(reason="x"),
        taken_off,
    ):
        with pytest.raises(UserError, match="session_closed"):
            refused()
    assert rollcall.read_roll(desk, roll.id) == before
    removal.remove_topic(desk, topic.id)
    history.undo(desk)
    assert rollcall.read_roll(desk, roll.id).lines[0].mark is Mark.PRESENT


def test_an_opened_session_can_be_taken_off_the_list_with_its_steps(desk, roll):
    closed(desk, roll)
    closing.reopen_session(desk, roll.id, "Lập nhầm")
    removal.remove_session(desk, roll.id)
    assert sessions.list_sessions(desk) == ()
    history.undo(desk)
    assert len(closing.session_steps(desk, roll.id)) == 2


def test_a_make_up_belongs_to_a_closed_session(desk, roll, people, evening):
    with pytest.raises(UserError, match="session_is_open"):
        make_up.add_make_up(desk, roll.id, evening)
    closed(desk, roll)
    with pytest.raises(UserError, match="nobody_missed"):
        make_up.add_make_up(desk, roll.id, evening)


def test_a_session_that_is_gone_is_not_closed(desk):
    for call in (closing.close_session, closing.waiting):
        with pytest.raises(UserError, match="not_there"):
            call(desk, "0" * 32)


def test_a_closed_roll_takes_no_newcomers(desk, roll):
    closed(desk, roll)
    enrol(desk, "Phan Mới")
    assert len(rollcall.open_roll(desk, roll.id).lines) == 4
    assert [c.id for c in members.list_cells(desk)]
    with desk.read() as reader:
        assert reader.get(StudySession, roll.id).state is SessionState.CLOSED
