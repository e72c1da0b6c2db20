"""Counts by person, group, cell, topic and year; who owes which topic; a topic's life."""

from datetime import timedelta

import pytest

from studycompanion.domain.attendance import Mark
from studycompanion.domain.people import StatusKind
from studycompanion.errors import UserError
from studycompanion.services import (
    closing,
    handed_papers,
    make_up,
    members,
    participation,
    plans,
    rollcall,
    standing,
    topic_life,
    topics,
)
from studycompanion.services.handed_papers import PaperIn
from studycompanion.services.participation import By, Studied, Where
from studycompanion.services.topic_life import Step
from tests.services.conftest import enrol, exempt, person, session_of

WARD = (
    person("Lê An", cell_name="Chi bộ 1", party_group="Tổ 1"),
    person("Vũ Bình", cell_name="Chi bộ 1", party_group="Tổ 2"),
    person("Trần Cúc", cell_name="Chi bộ 10"),
    person("Hồ Dần", cell_name="Chi bộ 2", status=StatusKind.EXEMPT),
)


@pytest.fixture
def ward(ward_desk, evening):
    """A ward's topic with a closed session that one person missed: (desk, topic, session, ids)."""
    ids = dict(zip("ABCD", enrol(ward_desk, *WARD), strict=True))
    topic = topics.add_topic(ward_desk, "Chuyên đề", 2026).value
    session = session_of(ward_desk, topic, evening)
    rollcall.mark(ward_desk, session.id, ids["B"], Mark.UNEXCUSED)
    closing.close_session(ward_desk, session.id, rest=Mark.PRESENT)
    return ward_desk, topic, session, ids


def shown(lines):
    return [(c.name, c.totals.called, c.totals.attended) for c in lines]


def test_a_session_is_counted_by_cell_in_the_order_of_cells(ward):
    desk, _, session, _ = ward
    lines = participation.counts(desk, By.CELL, Where(session_id=session.id))
    assert shown(lines) == [("Chi bộ 1", 2, 1), ("Chi bộ 2", 1, 0), ("Chi bộ 10", 1, 1)]


def test_people_are_counted_by_every_head_that_papers_ask_for(ward):
    desk, topic, session, ids = ward
    year = Where(year=2026)
    assert shown(participation.counts(desk, By.YEAR)) == [("2026", 4, 2)]
    assert shown(participation.counts(desk, By.TOPIC, year)) == [("Chuyên đề", 4, 2)]
    assert shown(participation.counts(desk, By.GROUP, Where(topic_id=topic.id))) == [
        ("", 2, 1),
        ("Tổ 1", 1, 1),
        ("Tổ 2", 1, 0),
    ]
    assert [c.name for c in participation.counts(desk, By.MEMBER)] == [
        "Lê An",
        "Vũ Bình",
        "Trần Cúc",
        "Hồ Dần",
    ]
    [own] = participation.counts(desk, By.SESSION, Where(member_id=ids["B"]))
    assert (own.key, own.totals.of(Mark.UNEXCUSED)) == (session.id, 1)
    one_cell = Where(cell_id=members.find_cell(desk, "chi bộ 1"))
    assert shown(participation.counts(desk, By.YEAR, one_cell)) == [("2026", 2, 1)]
    assert participation.counts(desk, By.YEAR, Where(year=2025)) == ()


def test_who_missed_a_topic_owes_it_until_it_is_made_up(ward, evening):
    desk, topic, session, ids = ward
    [owing] = participation.owing(desk)
    assert (owing.full_name, owing.topic_title, owing.sessions, owing.last_mark) == (
        "Vũ Bình",
        "Chuyên đề",
        (session.id,),
        Mark.UNEXCUSED,
    )
    assert participation.owing(desk, topic_id=topic.id, member_id=ids["A"]) == ()
    later = make_up.add_make_up(desk, session.id, evening).value
    rollcall.mark(desk, later.id, ids["B"], Mark.PRESENT)
    assert participation.owing(desk) == ()
    [slot] = participation.member_sessions(desk, ids["B"])
    assert (slot.session_id, slot.counted) == (session.id, Mark.MADE_UP)


def test_a_session_to_come_is_owed_by_nobody_yet(desk, topic, evening):
    enrol(desk, "Lê An")
    session_of(desk, topic, evening + timedelta(days=1))
    assert participation.owing(desk) == ()


def test_who_left_is_not_named_among_the_owing(ward):
    desk, _, _, ids = ward
    desk.clock.advance(days=1)
    with desk.write("member_status") as tx:
        from studycompanion.domain.people import Membership

        [held] = tx.uow.find(Membership, member_id=ids["B"])
        tx.uow.change(held, valid_to=desk.today)
    assert participation.owing(desk) == ()


def test_a_transfer_changes_no_count_of_the_past(ward):
    desk, _, _, ids = ward
    before = participation.counts(desk, By.CELL)
    desk.clock.advance(days=1)
    standing.move_member(desk, ids["A"], members.find_cell(desk, "chi bộ 10"), on=desk.today)
    assert participation.counts(desk, By.CELL) == before


def test_two_sessions_of_a_topic_are_both_to_be_studied(desk, topic, evening):
    [an, _] = enrol(desk, "Lê An", exempt("Đỗ Dần"))
    for days in (0, 1):
        one = session_of(desk, topic, evening + timedelta(days=days))
        if not days:
            rollcall.mark(desk, one.id, an, Mark.PRESENT)
    [cell] = participation.studied_by_cell(desk, topic.id).values()
    assert cell == Studied(called=2, owing=1, exempt=1)
    rollcall.mark(desk, one.id, an, Mark.LATE)
    [cell] = participation.studied_by_cell(desk, topic.id).values()
    assert cell == Studied(called=2, studied=1, exempt=1)


def test_the_next_step_of_a_topic_follows_its_life(desk, topic, evening, tmp_path):
    from studycompanion.domain.work import Silent
    from studycompanion.services import paperwork

    def step():
        return topic_life.topic_life(desk, topic.id).next

    an, binh = enrol(desk, "Lê An", "Vũ Bình")
    assert step().step is Step.ADD_SESSION
    session = session_of(desk, topic, evening + timedelta(days=1))
    assert (step().step, step().session_id, step().count) == (Step.HOLD_SESSION, session.id, 2)
    desk.clock.advance(days=1)
    assert step().step is Step.CALL_ROLL
    rollcall.mark(desk, session.id, an, Mark.PRESENT)
    rollcall.mark(desk, session.id, binh, Mark.EXCUSED)
    assert step().step is Step.CLOSE_ROLL
    closing.close_session(desk, session.id)
    assert (step().step, step().count) == (Step.MAKE_UP, 1)
    later = make_up.add_make_up(desk, session.id, evening).value
    closing.close_session(desk, later.id, rest=Mark.PRESENT)
    assert (step().step, step().count) == (Step.WRITE_REVIEWS, 2)
    for who in (an, binh):
        handed_papers.receive(desk, topic.id, [PaperIn(who, 1)], on=desk.today, place="tủ")
    assert (step().step, step().count) == (Step.WRITE_PLANS, 2)
    for who in (an, binh):
        plans.add_item(desk, topic.id, who, {"task": "Dọn rác"}, due=None)
    assert (step().step, step().count) == (Step.CLEAR_ITEMS, 2)
    for who in (an, binh):
        for item in plans.open_plan(desk, topic.id, who).items:
            points = {p.key: "rõ" for p in topics.clarity_of(desk, topic.id).points}
            points["task"] = "Dọn rác"
            plans.change_item(desk, item.item.id, item.item.revision, points=points)
    assert (step().step, step().count) == (Step.ISSUE_FORMS, 2)
    paperwork.export_commitments(desk, topic.id, tmp_path, job=Silent())
    assert (step().step, step().count) == (Step.SIGN_FORMS, 2)
    total = topic_life.topic_life(desk, topic.id).total
    assert (total.called, total.studied, total.owing, total.forms) == (2, 2, 0, 2)


def test_a_ward_s_topic_is_shown_cell_by_cell(ward):
    desk, topic, _, _ = ward
    life = topic_life.topic_life(desk, topic.id)
    assert [(c.name, c.figures.called, c.figures.owing) for c in life.cells] == [
        ("Chi bộ 1", 2, 1),
        ("Chi bộ 2", 1, 0),
        ("Chi bộ 10", 1, 0),
    ]
    assert (life.total.called, life.total.studied, life.total.exempt) == (4, 2, 1)
    with pytest.raises(UserError, match="not_there"):
        topic_life.topic_life(desk, "0" * 32)
