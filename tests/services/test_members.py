import pytest

from studycompanion.domain.people import Sex
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.errors import UserError
from studycompanion.services import history, members, merging
from tests.services.conftest import enrol, person


def test_members_stand_in_vietnamese_name_order(desk):
    enrol(desk, "Lê Văn Ân", "Trần Thị An", "Đỗ Văn Bình", "Nguyễn Văn Đức", "Phạm Thị Dung")
    names = [m.full_name for m in members.list_members(desk)]
    assert [name.split()[-1] for name in names] == ["An", "Ân", "Bình", "Dung", "Đức"]


def test_the_card_number_never_shows_whole(desk):
    enrol(desk, person("Lê An", card_number="12345678"))
    assert members.list_members(desk)[0].masked_card == "•••••678"


def test_a_changed_member_is_found_under_the_new_name(desk):
    [member_id] = enrol(desk, "Lê An")
    card = members.member_card(desk, member_id)
    members.change_member(desk, member_id, card.member.revision, full_name="Lê  Thị Ánh ")
    assert members.list_members(desk, find="anh")[0].full_name == "Lê Thị Ánh"
    assert history.next_steps(desk).undo == "Sửa thông tin Lê Thị Ánh"


def test_a_member_without_a_name_is_refused(desk):
    [member_id] = enrol(desk, "Lê An")
    with pytest.raises(UserError, match="name_empty"):
        members.change_member(desk, member_id, 1, full_name="  ")


def test_who_changed_the_member_meanwhile_is_not_overwritten(desk):
    [member_id] = enrol(desk, "Lê An")
    members.change_member(desk, member_id, 1, phone="0900000001")
    with pytest.raises(UserError, match="moved_on"):
        members.change_member(desk, member_id, 1, phone="0900000002")
    assert members.list_members(desk)[0].phone == "0900000001"


def test_a_cell_is_found_by_name_however_typed(desk):
    cell = members.list_cells(desk)[0]
    assert members.find_cell(desk, "TDP 9") == members.find_cell(desk, cell.id) == cell.id
    with pytest.raises(UserError, match="unknown_cell"):
        members.find_cell(desk, "Chi bộ 77")


def test_a_member_who_is_not_there_is_told_so(desk):
    with pytest.raises(UserError, match="not_there"):
        members.member_card(desk, "0" * 32)


def test_the_history_of_a_member_names_every_change(desk):
    [member_id] = enrol(desk, "Lê An")
    members.change_member(desk, member_id, 1, phone="0900000001")
    last = history.record_history(desk, member_id)[-1]
    assert (last.who, last.field, last.old, last.new) == (
        "Trần Văn Mẫu",
        "phone",
        "",
        "0900000001",
    )


def test_two_records_are_compared_and_the_chosen_fields_go_over(desk):
    birth = PartialDate(1958, 5, 19)
    one, other = enrol(
        desk,
        person("Lê Thị Ân", birth=birth, sex=Sex.FEMALE, card_number="06100001", note="cũ"),
        person("Lê Thị An", note="mới"),
    )
    shown = {f.name: (f.gone, f.kept, f.takes_gone) for f in merging.compare(desk, one, other)}
    assert shown == {
        "full_name": ("Lê Thị Ân", "Lê Thị An", False),
        "birth": ("19/5/1958", "", True),
        "sex": ("Nữ", "", True),
        "card_number": ("•••••001", "", True),
        "note": ("cũ", "mới", False),
    }
    merging.merge_people(desk, one, other, take=("full_name", "birth", "sex"))
    [line] = members.list_members(desk, find="ân")
    member = members.member_card(desk, line.id).member
    assert (member.full_name, member.birth, member.sex) == ("Lê Thị Ân", birth, Sex.FEMALE)
    assert (member.card_number, member.note) == ("", "mới")
    history.undo(desk)
    assert len(members.list_members(desk)) == 2
