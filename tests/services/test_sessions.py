"""Sessions: what they say of themselves, whom they call, and how their roll follows people."""

from datetime import datetime, timedelta

import pytest

from studycompanion.domain.attendance import Mark
from studycompanion.domain.people import StatusKind
from studycompanion.domain.study import Calling, SessionKind
from studycompanion.errors import UserError
from studycompanion.services import counting, history, members, rollcall, sessions, standing, topics
from tests.services.conftest import enrol, person, session_of


def names(desk, session):
    return [line.full_name for line in rollcall.open_roll(desk, session.id).lines]


def change(desk, session, **fields):
    revision = sessions.session_card(desk, session.id).revision
    return sessions.change_session(desk, session.id, revision, **fields).value


def test_a_session_says_who_leads_speaks_and_writes(desk, evening):
    topic = topics.add_topic(desk, "Chuyên đề", 2026, speaker="PGS. Thắng").value
    session = session_of(
        desk,
        topic,
        evening,
        kind=SessionKind.ONLINE,
        chair=" Trần  Văn Mẫu",
        minute_taker="Lê An",
        agenda="1. Chào cờ\n\n 2.  Học tập ",
    )
    assert session.speaker == "PGS. Thắng"
    card = sessions.session_card(desk, session.id)
    assert (card.kind, card.chair, card.agenda) == (
        SessionKind.ONLINE,
        "Trần Văn Mẫu",
        "1. Chào cờ\n2. Học tập",
    )


def test_a_session_moves_to_another_day_and_hour(desk, topic, evening):
    session = session_of(desk, topic, evening)
    moved = change(desk, session, at=datetime(2026, 11, 27, 8, 30, 12), place=" Hội  trường ")
    assert (moved.at, moved.place) == (datetime(2026, 11, 27, 8, 30), "Hội trường")
    history.undo(desk)
    assert sessions.session_card(desk, session.id).place == ""
    with pytest.raises(UserError, match="moved_on"):
        sessions.change_session(desk, session.id, 1, place="x")


def test_a_session_of_chosen_people_calls_just_them(desk, topic, evening):
    an, binh, _cuc = enrol(desk, "Lê An", "Vũ Bình", "Trần Cúc")
    session = session_of(desk, topic, evening, member_ids=[binh])
    assert names(desk, session) == ["Vũ Bình"]
    assert session.calling is Calling.CHOSEN
    change(desk, session, member_ids=[an, binh])
    assert names(desk, session) == ["Vũ Bình", "Lê An"]
    rollcall.mark(desk, session.id, binh, Mark.PRESENT)
    change(desk, session, member_ids=[an])
    assert names(desk, session) == ["Vũ Bình", "Lê An"]
    change(desk, session, calling=Calling.UNIT)
    assert names(desk, session) == ["Vũ Bình", "Lê An", "Trần Cúc"]
    with pytest.raises(UserError, match="nobody_chosen"):
        session_of(desk, topic, evening, member_ids=[])


def test_a_chosen_person_who_left_goes_off_the_roll(desk, topic, evening):
    an, binh = enrol(desk, "Lê An", "Vũ Bình")
    session = session_of(desk, topic, evening + timedelta(days=7), member_ids=[an, binh])
    standing.set_status(desk, an, StatusKind.TRANSFERRED, on=desk.today)
    assert names(desk, session) == ["Vũ Bình"]


def test_numbers_follow_names_until_the_day_itself(desk, topic, evening):
    enrol(desk, "Lê Bình", "Vũ Dung")
    session = session_of(desk, topic, evening + timedelta(days=1))
    enrol(desk, "Trần An")
    assert names(desk, session) == ["Trần An", "Lê Bình", "Vũ Dung"]
    desk.clock.advance(days=1)
    enrol(desk, "Đỗ An")
    assert names(desk, session) == ["Trần An", "Lê Bình", "Vũ Dung", "Đỗ An"]


def test_numbers_stay_once_somebody_is_marked(desk, topic, evening):
    [binh] = enrol(desk, "Lê Bình")
    session = session_of(desk, topic, evening + timedelta(days=1))
    rollcall.mark(desk, session.id, binh, Mark.EXCUSED)
    enrol(desk, "Trần An")
    assert names(desk, session) == ["Lê Bình", "Trần An"]


def test_an_unmarked_person_is_called_where_they_are_on_that_evening(ward_desk, evening):
    desk = ward_desk
    enrol(desk, person("Lê An", cell_name="Chi bộ 1"), person("Vũ Bình", cell_name="Chi bộ 2"))
    topic = topics.add_topic(desk, "Chuyên đề", 2026).value
    session = session_of(desk, topic, evening + timedelta(days=7))
    an = next(m.id for m in members.list_members(desk) if m.full_name == "Lê An")
    standing.move_member(desk, an, members.find_cell(desk, "chi bộ 2"), on=desk.today)
    cells = {line.cell_name for line in rollcall.open_roll(desk, session.id).lines}
    assert cells == {"Chi bộ 2"}


def test_an_exemption_that_comes_or_goes_before_the_evening_is_followed(desk, topic, evening):
    [an] = enrol(desk, "Lê An")
    session = session_of(desk, topic, evening + timedelta(days=7))
    standing.set_status(desk, an, StatusKind.EXEMPT, on=desk.today)
    assert rollcall.open_roll(desk, session.id).lines[0].mark is Mark.EXEMPT
    rollcall.mark(desk, session.id, an, Mark.PRESENT)
    assert rollcall.open_roll(desk, session.id).lines[0].mark is Mark.PRESENT


def test_a_session_keeps_the_rules_that_it_was_made_with(desk, topic, evening):
    session = session_of(desk, topic, evening)
    rules = counting.session_rules(desk, session.id)
    assert session.counting_id is not None
    assert "được miễn" in rules.rate_complete
    assert counting.reasons(desk, session.id)[Mark.EXCUSED][0] == "Lý do sức khỏe"


def test_other_rules_count_otherwise(desk, topic, evening):
    from studycompanion.domain.paperwork import RuleSet
    from studycompanion.services import rules

    enrol(desk, "Lê An")
    with desk.write("new_rules") as tx:
        [kept] = tx.uow.find(RuleSet, kind=rules.COUNTING)
        body = kept.body.replace('"present", "late", "online"]', '"present", "late"]')
        body = body.replace('made_up = ["made_up"]', 'made_up = ["made_up", "online"]')
        facts = {"kind": kept.kind, "code": kept.code, "year": kept.year, "name": "khác"}
        tx.uow.add(RuleSet(id="0" * 64, body=body, edition=2, **facts))
    session = session_of(desk, topic, evening)
    rollcall.mark_unmarked(desk, session.id, Mark.ONLINE)
    totals = rollcall.totals(desk, session.id)
    assert (totals.attended, totals.completed) == (0, 1)
