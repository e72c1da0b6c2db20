"""People at the door: guests, newcomers, known ones of other cells; and merging them later."""

from datetime import timedelta

import pytest

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.errors import UserError
from studycompanion.services import (
    closing,
    handed_papers,
    history,
    members,
    merging,
    plans,
    rollcall,
    topics,
)
from studycompanion.services.handed_papers import PaperIn
from studycompanion.services.newcomers import Arrival, add_arrival, put_on_roll
from tests.services.conftest import enrol, person, session_of

GUEST = Arrival(full_name="  Hồ  Khách ", is_guest=True, origin="Chi bộ 12")
NEWCOMER = Arrival(full_name="Phan Mới", is_guest=False, birth=PartialDate(1980))


@pytest.fixture
def roll(desk, topic, evening):
    enrol(desk, "Lê An", "Vũ Bình")
    return session_of(desk, topic, evening)


def lines_of(desk, session):
    return {line.full_name: line for line in rollcall.open_roll(desk, session.id).lines}


def arrive(desk, session, arrival):
    return add_arrival(desk, session.id, arrival).value


def test_a_guest_stands_last_on_the_roll_and_in_no_count(desk, roll):
    arrive(desk, roll, GUEST)
    line = lines_of(desk, roll)["Hồ Khách"]
    assert (line.number, line.mark, line.is_guest, line.workplace) == (
        3,
        Mark.PRESENT,
        True,
        "Chi bộ 12",
    )
    totals = rollcall.totals(desk, roll.id)
    assert (totals.called, totals.guests) == (2, 1)


def test_a_guest_of_one_evening_is_called_to_no_other(desk, topic, roll, evening):
    arrive(desk, roll, GUEST)
    later = session_of(desk, topic, evening + timedelta(days=7))
    assert "Hồ Khách" not in lines_of(desk, later)
    desk.clock.advance(days=7)
    assert "Hồ Khách" in lines_of(desk, roll)
    assert "Hồ Khách" not in {m.full_name for m in members.list_members(desk)}


def test_a_newcomer_counts_from_that_evening_on(desk, topic, roll, evening):
    arrive(desk, roll, NEWCOMER)
    later = session_of(desk, topic, evening + timedelta(days=7))
    assert lines_of(desk, later)["Phan Mới"].mark is Mark.UNMARKED
    assert rollcall.totals(desk, roll.id).called == 3


def test_whoever_comes_to_the_door_leaves_the_numbers_of_the_sheet_alone(desk, roll):
    arrive(desk, roll, Arrival(full_name="Bùi An", is_guest=False))
    assert [(n.number, n.full_name) for n in rollcall.open_roll(desk, roll.id).lines] == [
        (1, "Lê An"),
        (2, "Vũ Bình"),
        (3, "Bùi An"),
    ]


def test_a_guest_is_taken_off_again_in_one_step(desk, roll):
    arrive(desk, roll, GUEST)
    assert history.undo(desk).value == "Thêm khách Hồ Khách"
    assert list(lines_of(desk, roll)) == ["Lê An", "Vũ Bình"]


def test_a_person_without_a_name_or_after_the_end_is_refused(desk, roll):
    with pytest.raises(UserError, match="name_empty"):
        arrive(desk, roll, Arrival(full_name=" ", is_guest=True))
    closing.close_session(desk, roll.id, rest=Mark.PRESENT)
    with pytest.raises(UserError, match="session_closed"):
        arrive(desk, roll, GUEST)


def test_someone_of_another_cell_comes_as_a_guest(ward_desk, evening):
    enrol(ward_desk, person("Lê An", cell_name="Chi bộ 1"), person("Vũ Bình", cell_name="Chi bộ 2"))
    topic = topics.add_topic(ward_desk, "Chuyên đề", 2026).value
    cell_id = members.find_cell(ward_desk, "chi bộ 1")
    session = session_of(ward_desk, topic, evening, cell_id=cell_id)
    other = next(m.id for m in members.list_members(ward_desk) if m.full_name == "Vũ Bình")
    line = put_on_roll(ward_desk, session.id, other).value
    assert (line.is_guest, line.cell_id, line.mark) == (True, cell_id, Mark.PRESENT)
    assert "Vũ Bình" in lines_of(ward_desk, session)
    with pytest.raises(UserError, match="already_on_roll"):
        put_on_roll(ward_desk, session.id, other)


def test_a_ward_session_takes_a_guest_in_the_chosen_cell(ward_desk, evening):
    enrol(ward_desk, person("Lê An", cell_name="Chi bộ 1"), person("Vũ Bình", cell_name="Chi bộ 2"))
    topic = topics.add_topic(ward_desk, "Chuyên đề", 2026).value
    session = session_of(ward_desk, topic, evening)
    cell_id = members.find_cell(ward_desk, "chi bộ 2")
    chosen = Arrival(full_name="Hồ Khách", is_guest=True, cell_id=cell_id)
    assert arrive(ward_desk, session, chosen).cell_id == cell_id
    assert arrive(ward_desk, session, GUEST).cell_id in {
        cell.id for cell in members.list_cells(ward_desk)
    }


def test_three_hundred_guests_stand_apart(desk, roll):
    for number in range(300):
        arrive(desk, roll, Arrival(full_name=f"Khách {number}", is_guest=True))
    totals = rollcall.totals(desk, roll.id)
    assert (totals.called, totals.guests) == (2, 300)
    assert rollcall.open_roll(desk, roll.id).lines[-1].number == 302


def test_a_guest_who_turns_out_a_member_gives_over_the_mark(desk, topic, roll):
    guest = arrive(desk, roll, Arrival(full_name="Lê An", is_guest=True))
    [same] = merging.likely_same(desk, guest.member_id)
    merging.merge_people(desk, guest.member_id, same.id)
    lines = lines_of(desk, roll)
    assert list(lines) == ["Lê An", "Vũ Bình"]
    assert (lines["Lê An"].mark, lines["Lê An"].is_guest) == (Mark.PRESENT, False)
    history.undo(desk)
    assert len(rollcall.open_roll(desk, roll.id).lines) == 3


@pytest.mark.parametrize(
    ("guest_mark", "own_mark", "kept"),
    [
        (Mark.PRESENT, Mark.UNEXCUSED, Mark.PRESENT),
        (Mark.UNEXCUSED, Mark.PRESENT, Mark.PRESENT),
        (Mark.LATE, Mark.PRESENT, Mark.PRESENT),
        (Mark.EXCUSED, Mark.UNMARKED, Mark.EXCUSED),
    ],
)
def test_who_came_as_one_of_two_records_was_there(desk, roll, guest_mark, own_mark, kept):
    own = next(m.id for m in members.list_members(desk) if m.full_name == "Lê An")
    rollcall.mark(desk, roll.id, own, own_mark)
    guest = arrive(desk, roll, Arrival(full_name="Lê An", is_guest=True, mark=guest_mark))
    merging.merge_people(desk, guest.member_id, own)
    assert lines_of(desk, roll)["Lê An"].mark is kept


def test_a_newcomer_is_merged_with_papers_and_earlier_evenings(desk, topic, evening):
    before = session_of(desk, topic, evening, place="trước")
    newcomer = arrive(desk, before, NEWCOMER)
    handed_papers.receive(
        desk, topic.id, [PaperIn(newcomer.member_id, 2)], on=desk.today, place="tủ"
    )
    plans.add_item(desk, topic.id, newcomer.member_id, {"task": "Dọn rác"}, due=None)
    closing.close_session(desk, before.id)
    [known] = enrol(desk, person("Phan Văn Mới"))
    counts = rollcall.totals(desk, before.id)
    merging.merge_people(desk, newcomer.member_id, known)
    assert rollcall.totals(desk, before.id) == counts
    assert list(lines_of(desk, before)) == ["Phan Văn Mới"]
    assert len(plans.open_plan(desk, topic.id, known).items) == 1
    assert [m.full_name for m in members.list_members(desk)] == ["Phan Văn Mới"]
    history.undo(desk)
    assert list(lines_of(desk, before)) == ["Phan Mới"]


def test_two_records_with_papers_of_one_topic_are_not_merged(desk, topic, roll):
    own = next(m.id for m in members.list_members(desk) if m.full_name == "Lê An")
    newcomer = arrive(desk, roll, NEWCOMER)
    for who in (own, newcomer.member_id):
        plans.add_item(desk, topic.id, who, {"task": "Dọn rác"}, due=None)
    with pytest.raises(UserError, match="merge_papers"):
        merging.merge_people(desk, newcomer.member_id, own)
    with pytest.raises(UserError, match="merge_self"):
        merging.merge_people(desk, own, own)


def test_two_lines_of_a_closed_roll_are_not_merged(desk, roll):
    own = next(m.id for m in members.list_members(desk) if m.full_name == "Lê An")
    guest = arrive(desk, roll, GUEST)
    closing.close_session(desk, roll.id, rest=Mark.PRESENT)
    with pytest.raises(UserError, match="session_closed"):
        merging.merge_people(desk, guest.member_id, own)
    with desk.read() as reader:
        assert len(reader.find(Attendance, session_id=roll.id)) == 3


def test_a_guest_of_a_closed_session_stays_one_in_its_counts(desk, roll):
    guest = arrive(desk, roll, GUEST)
    closing.close_session(desk, roll.id, rest=Mark.PRESENT)
    [known] = enrol(desk, "Hồ Văn Khách")
    merging.merge_people(desk, guest.member_id, known)
    totals = rollcall.totals(desk, roll.id)
    assert (totals.called, totals.guests) == (2, 1)
