from pathlib import Path

import pytest

from studycompanion.domain.people import RoleKind, StatusKind
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.services import history, members, rosters
from studycompanion.services.roster_preview import Action, RosterLine, RosterPreview
from tests.services.conftest import enrol, person

DATA = Path(__file__).parent.parent / "data"
WARD = DATA / "roster-ward-2350.xlsx"


def take_in(desk, *people):
    lines = tuple(RosterLine(p, Action.NEW) for p in people)
    return rosters.accept(desk, RosterPreview(Path("ds.xlsx"), lines, ())).value


def test_the_ward_roster_gives_everyone_once_and_again_nothing(ward_desk):
    seen = rosters.preview(ward_desk, DATA / "roster-ward-2350.xlsx")
    assert (seen.read, seen.new, seen.problems) == (2350, 2350, ())
    assert members.list_members(ward_desk) == ()
    rosters.accept(ward_desk, seen)
    cells = members.list_cells(ward_desk)
    assert (len(cells), sum(c.members for c in cells)) == (39, 2350)
    assert [c.name for c in cells][:2] == ["Chi bộ tổ dân phố số 1", "Chi bộ tổ dân phố số 2"]
    again = rosters.preview(ward_desk, DATA / "roster-ward-2350.xlsx")
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2350)
    assert rosters.accept(ward_desk, again).changes.ids == {}


def test_a_typed_roster_lands_in_one_cell_and_again_changes_nothing(ward_desk):
    path = DATA / "roster-cell-titled.xlsx"
    seen = rosters.accept(ward_desk, rosters.preview(ward_desk, path)).value
    assert (seen.new, seen.problems) == (52, ())
    assert [c.members for c in members.list_cells(ward_desk)] == [52]
    assert rosters.preview(ward_desk, path).unchanged == 52


def test_a_cell_of_the_same_name_is_the_same_cell_however_typed(desk):
    take_in(desk, person("Lê An", cell_name="CHI BỘ TDP 9"), person("Vũ Bình"))
    assert [(c.name, c.members) for c in members.list_cells(desk)] == [
        ("Chi bộ Tổ dân phố số 9", 2)
    ]


def test_taking_a_roster_in_is_one_step_that_can_be_undone(desk):
    enrol(desk, "Lê An", "Vũ Bình")
    assert history.next_steps(desk).undo == "Nhập danh sách ds.xlsx"
    history.undo(desk)
    assert members.list_members(desk) == ()
    history.redo(desk)
    assert len(members.list_members(desk)) == 2


def test_a_changed_value_is_named_with_old_and_new(desk):
    enrol(desk, person("Lê An", phone="0900000001"))
    seen = take_in(desk, person("Lê An", phone="0900000002"))
    assert seen.lines[0].differences == (("phone", "0900000001", "0900000002"),)
    assert members.list_members(desk)[0].phone == "0900000002"


def test_what_the_roster_does_not_say_stays(desk):
    enrol(desk, person("Lê An", phone="0900000001", birth=PartialDate(1960, 5, 19)))
    assert take_in(desk, person("Lê An")).unchanged == 1
    assert members.list_members(desk)[0].birth == "19/5/1960"


def test_a_name_typed_with_the_tone_elsewhere_is_the_same_person(desk):
    enrol(desk, "Trần Thị Hòa")
    assert take_in(desk, person("TRẦN THỊ HOÀ")).unchanged == 1


def test_names_that_differ_in_dấu_are_different_people(desk):
    enrol(desk, "Trần Thị Hoa")
    assert take_in(desk, person("Trần Thị Hòa")).new == 1


def test_namesakes_are_told_apart_by_birth(desk):
    old, young = (person("Lê An", birth=PartialDate(y, None, None)) for y in (1950, 1990))
    assert take_in(desk, old, young).new == 2
    assert take_in(desk, young, old).unchanged == 2


def test_two_namesakes_of_whom_nothing_else_is_known_are_never_guessed(desk):
    take_in(desk, *(person("Lê An", birth=PartialDate(y, None, None)) for y in (1950, 1990)))
    assert take_in(desk, person("Lê An")).new == 1


def test_a_fuller_birth_is_taken_over(desk):
    enrol(desk, person("Lê An", birth=PartialDate(1960, None, None)))
    assert take_in(desk, person("Lê An", birth=PartialDate(1960, 5, 19))).changed == 1
    assert members.list_members(desk)[0].birth == "19/5/1960"


def test_a_card_number_finds_its_owner_in_another_cell(desk):
    enrol(desk, person("Lê An", card_number="12345678"))
    moved = person("Lê An", card_number="12345678", cell_name="Chi bộ 3")
    assert take_in(desk, moved).lines[0].differences == (
        ("cell", "Chi bộ Tổ dân phố số 9", "Chi bộ 3"),
    )
    assert members.list_members(desk)[0].cell_name == "Chi bộ 3"


def test_another_card_number_is_another_person(desk):
    enrol(desk, person("Lê An", card_number="12345678"))
    assert take_in(desk, person("Lê An", card_number="87654321")).new == 1


def test_a_mended_name_under_the_same_card_is_a_change(desk):
    enrol(desk, person("Lê Ân", card_number="12345678"))
    assert take_in(desk, person("Lê An", card_number="12345678")).changed == 1
    assert [m.full_name for m in members.list_members(desk, find="le an")] == ["Lê An"]


def test_status_and_post_change_from_today_on(desk, clock):
    enrol(desk, person("Lê An", role=RoleKind.DEPUTY, role_title="Phó Bí thư chi bộ"))
    clock.advance(days=3)
    seen = take_in(
        desk,
        person(
            "Lê An",
            status=StatusKind.EXEMPT,
            role=RoleKind.SECRETARY,
            role_title="Bí thư chi bộ",
        ),
    )
    assert [d[0] for d in seen.lines[0].differences] == ["status", "party_post"]
    line = members.list_members(desk)[0]
    assert (line.status, line.post) == (StatusKind.EXEMPT, "Bí thư chi bộ")
    with desk.read() as reader:
        before = members.card_on(reader, line.id, desk.today.replace(day=20))
    assert (before.status, before.party_post) == (StatusKind.OFFICIAL, "Phó Bí thư chi bộ")


def test_a_first_post_is_noted(desk):
    enrol(desk, "Lê An")
    take_in(desk, person("Lê An", role=RoleKind.COMMITTEE, role_title="Chi ủy viên"))
    assert members.list_members(desk)[0].post == "Chi ủy viên"


def test_a_ward_roster_that_names_no_cell_is_a_problem_not_a_guess(ward_desk):
    lines = (RosterLine(person("Lê An"), Action.NEW),)
    done = rosters.accept(ward_desk, RosterPreview(Path("ds.xlsx"), lines, ())).value
    assert done.lines == ()
    assert members.list_members(ward_desk) == ()


@pytest.mark.parametrize("find", ["hoa", "HÒA", "thi hoa", "hoa tran"])
def test_people_are_found_without_dấu_by_any_part(desk, find):
    enrol(desk, "Trần Thị Hòa", "Lê An")
    assert [m.full_name for m in members.list_members(desk, find=find)] == ["Trần Thị Hòa"]


def test_heading_a_group_goes_beside_a_post_and_again_changes_nothing(desk):
    head = person("Lê An", role=RoleKind.GROUP_HEAD, role_title="Tổ trưởng tổ đảng")
    enrol(desk, person("Lê An", role=RoleKind.COMMITTEE, role_title="Chi ủy viên"))
    assert take_in(desk, head).changed == 1
    assert take_in(desk, head).unchanged == 1
    assert [m.post for m in members.list_members(desk)] == ["Chi ủy viên"]


def test_what_a_preview_worked_out_serves_while_the_data_stays_as_it_was(ward_desk, monkeypatch):
    seen = rosters.preview(ward_desk, WARD)
    calls = []
    monkeypatch.setattr(rosters, "planned", lambda *a: calls.append(a))
    done = rosters.accept(ward_desk, seen).value
    assert (done.new, calls, done.worked_out) == (2350, [], None)


def test_what_a_preview_worked_out_is_looked_up_again_once_the_data_moved_on(ward_desk):
    first, second = (rosters.preview(ward_desk, WARD) for _ in range(2))
    rosters.accept(ward_desk, first)
    assert rosters.accept(ward_desk, second).value.unchanged == 2350


def test_what_a_preview_worked_out_is_of_its_day(ward_desk, clock):
    seen = rosters.preview(ward_desk, WARD)
    clock.advance(days=1)
    made = seen.worked_out
    with ward_desk.write("roster_import") as tx:
        assert rosters._still_good(ward_desk, tx.uow, seen) is None
    assert made.plan.members
