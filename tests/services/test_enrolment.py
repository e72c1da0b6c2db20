from datetime import date

import pytest

from studycompanion.domain.people import RoleKind, StatusKind
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.errors import UserError
from studycompanion.services import enrolment, history, members, standing
from studycompanion.services.enrolment import NewMember
from tests.services.conftest import enrol, person


def typed(desk, name="Lê Thị An", **facts) -> NewMember:
    return NewMember(full_name=name, cell_id=members.list_cells(desk)[0].id, **facts)


def test_a_member_added_by_hand_stands_in_the_list_with_everything_typed(desk):
    added = enrolment.add_member(
        desk,
        typed(
            desk,
            " Lê  Thị An",
            birth=PartialDate(1958, 5),
            card_number="1234 5678",
            party_post="PBT",
            phone="0912 345 678",
            joined=PartialDate(1980),
        ),
    ).value
    card = members.member_card(desk, added.id)
    assert (card.member.full_name, card.member.card_number) == ("Lê Thị An", "12345678")
    assert (card.party_post, card.status) == ("Phó Bí thư chi bộ", StatusKind.OFFICIAL)
    assert card.cell_id == members.list_cells(desk)[0].id
    assert history.next_steps(desk).undo == "Thêm đồng chí Lê Thị An"
    history.undo(desk)
    assert members.list_members(desk) == ()


@pytest.mark.parametrize(
    ("facts", "code"),
    [({"name": "  "}, "name_empty"), ({"card_number": "1234567"}, "card_number")],
)
def test_what_cannot_be_added_is_refused_with_the_reason(desk, facts, code):
    with pytest.raises(UserError, match=code):
        enrolment.add_member(desk, typed(desk, **facts))
    assert members.list_members(desk) == ()


@pytest.mark.parametrize(
    ("facts", "is_likely"),
    [
        ({"name": "le thi ân"}, True),
        ({"birth": PartialDate(1958)}, True),
        ({"birth": PartialDate(1958, 5, 20)}, False),
        ({"name": "Lê An"}, False),
        ({"name": "Vũ Bình", "card_number": "12345678"}, True),
    ],
)
def test_who_may_be_the_same_person_is_shown(desk, facts, is_likely):
    enrol(desk, person("Lê Thị An", birth=PartialDate(1958, 5, 19), card_number="12345678"))
    found = enrolment.likely_same(desk, typed(desk, **facts))
    assert [line.full_name for line in found] == ["Lê Thị An"] * is_likely


def test_a_member_moves_to_another_cell_from_a_day_on(ward_desk):
    [member_id, _] = enrol(
        ward_desk, person("Lê An", cell_name="Chi bộ 1"), person("Vũ Bình", cell_name="Chi bộ 2")
    )
    first, second = members.list_cells(ward_desk)
    standing.move_member(ward_desk, member_id, second.id, on=date(2026, 11, 1))
    assert members.member_card(ward_desk, member_id).cell_id == second.id
    with ward_desk.read() as reader:
        before = members.card_on(reader, member_id, date(2026, 10, 31))
    assert before.cell_id == first.id
    assert history.next_steps(ward_desk).undo == "Chuyển chi bộ của Lê An"
    history.undo(ward_desk)
    assert members.member_card(ward_desk, member_id).cell_id == first.id


def test_a_move_back_on_the_same_day_leaves_no_day_without_a_cell(ward_desk):
    [member_id, _] = enrol(
        ward_desk, person("Lê An", cell_name="Chi bộ 1"), person("Vũ Bình", cell_name="Chi bộ 2")
    )
    first, second = members.list_cells(ward_desk)
    for cell in (second, first):
        standing.move_member(ward_desk, member_id, cell.id, on=date(2026, 11, 1))
    assert members.member_card(ward_desk, member_id).cell_id == first.id
    assert len(members.list_members(ward_desk, find="Lê An")) == 1


@pytest.mark.parametrize(
    ("on", "code"), [(date(2026, 11, 21), "day_future"), (date(2026, 10, 31), "day_before")]
)
def test_a_status_from_a_day_that_cannot_be_is_refused(desk, on, code):
    [member_id] = enrol(desk, "Lê An")
    standing.set_status(desk, member_id, StatusKind.EXEMPT, on=date(2026, 11, 1))
    with pytest.raises(UserError, match=code):
        standing.set_status(desk, member_id, StatusKind.OFFICIAL, on=on)
    assert members.member_card(desk, member_id).status is StatusKind.EXEMPT


def test_the_same_status_again_changes_nothing(desk):
    [member_id] = enrol(desk, "Lê An")
    done = standing.set_status(desk, member_id, StatusKind.OFFICIAL, on=date(2026, 11, 1))
    assert done.changes.ids == {}


def test_another_post_begins_today_and_the_old_one_stays_on_old_papers(desk, clock):
    [member_id] = enrol(desk, person("Lê An", role=RoleKind.SECRETARY, role_title="Bí thư chi bộ"))
    revision = members.member_card(desk, member_id).member.revision
    members.change_member(desk, member_id, revision, party_post="Cấp ủy viên")
    assert members.member_card(desk, member_id).party_post == "Cấp ủy viên"
    with desk.read() as reader:
        old = members.card_on(reader, member_id, date(2026, 11, 19))
    assert old.party_post == "Bí thư chi bộ"
    assert len(members.list_members(desk)) == 1
    members.change_member(desk, member_id, revision, party_post="")
    assert members.member_card(desk, member_id).party_post == ""


def test_a_wrong_card_number_is_refused(desk):
    [member_id] = enrol(desk, "Lê An")
    with pytest.raises(UserError, match="card_number"):
        members.change_member(desk, member_id, 1, card_number="123")


def test_an_exemption_keeps_its_ground_and_who_decided_it(desk):
    [member_id] = enrol(desk, "Lê An")
    decided = {"decided_by": " Chi bộ ", "decision_number": "05-QĐ/CB"}
    on = date(2026, 11, 1)
    standing.set_status(desk, member_id, StatusKind.EXEMPT, on=on, ground="age", **decided)
    kept = standing.status_of(desk, member_id)
    assert (kept.ground, kept.decided_by, kept.decision_number) == ("age", "Chi bộ", "05-QĐ/CB")
    standing.set_status(desk, member_id, StatusKind.EXEMPT, on=on, ground="health")
    kept = standing.status_of(desk, member_id)
    assert (kept.ground, kept.decided_by, kept.valid_from) == ("health", "", on)


def test_an_exemption_keeps_its_last_day(desk):
    [member_id] = enrol(desk, "Lê An")
    on = date(2026, 11, 1)
    with pytest.raises(UserError, match="until_before"):
        standing.set_status(desk, member_id, StatusKind.EXEMPT, on=on, until=date(2026, 10, 31))
    standing.set_status(desk, member_id, StatusKind.EXEMPT, on=on, until=date(2027, 4, 30))
    assert standing.status_of(desk, member_id).exempt_until == date(2027, 4, 30)
    standing.set_status(desk, member_id, StatusKind.EXEMPT, on=on)
    assert standing.status_of(desk, member_id).exempt_until is None
    standing.set_status(desk, member_id, StatusKind.OFFICIAL, on=on, until=date(2027, 4, 30))
    assert standing.status_of(desk, member_id).exempt_until is None


def test_only_the_exempt_have_a_ground_and_only_a_known_one(desk):
    [member_id] = enrol(desk, "Lê An")
    on = date(2026, 11, 1)
    standing.set_status(desk, member_id, StatusKind.TRANSFERRED, on=on, ground="age")
    assert standing.status_of(desk, member_id).ground == ""
    standing.set_status(desk, member_id, StatusKind.EXEMPT, on=desk.today, ground="bệnh gì đó")
    assert standing.status_of(desk, member_id).ground == ""


def test_a_post_begins_on_its_day_and_ends_on_another(desk):
    [member_id] = enrol(desk, "Lê An")
    standing.set_post(desk, member_id, "PBT", on=date(2026, 10, 1))
    assert members.member_card(desk, member_id).party_post == "Phó Bí thư chi bộ"
    with desk.read() as reader:
        assert members.card_on(reader, member_id, date(2026, 9, 30)).party_post == ""
    with pytest.raises(UserError, match="day_before"):
        standing.set_post(desk, member_id, "", on=date(2026, 9, 1))
    with pytest.raises(UserError, match="day_future"):
        standing.set_post(desk, member_id, "", on=date(2027, 1, 1))
    standing.set_post(desk, member_id, "", on=date(2026, 11, 1))
    assert members.member_card(desk, member_id).party_post == ""
    assert history.next_steps(desk).undo == "Đổi chức vụ của Lê An"
