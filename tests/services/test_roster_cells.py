"""A roster that names another cell than the one whose data this is."""

from pathlib import Path

import pytest
import xlsxwriter

from studycompanion.errors import UserError
from studycompanion.services import history, members, opening, rosters
from studycompanion.services.roster_cells import CellChoice

OWN, OTHER = "Chi bộ Tổ dân phố số 9", "Chi bộ tổ dân phố số 1"
AN = ["Lê An", "19/5/1958"]
BINH = ["Vũ Bình", "1/2/1960"]


@pytest.fixture
def file(tmp_path):
    """Write a roster of those people, each with the name of a cell."""

    def write(*rows):
        path = Path(tmp_path / "Danh sách.xlsx")
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet("DS")
            for at, row in enumerate([["Họ và tên", "Ngày sinh", "Chi bộ"], *rows]):
                page.write_row(at, 0, row)
        return path

    return write


def cells(desk):
    return {cell.name: cell.members for cell in members.list_cells(desk)}


def test_the_roster_of_one_other_cell_goes_into_the_own_cell_and_says_so(desk, file):
    path = file([*AN, OTHER], [*BINH, "TDP 01"])
    seen = rosters.preview(desk, path)
    assert seen.own_cell_instead == (OTHER, OWN)
    assert OTHER in seen.cell_question.words
    assert OWN in seen.cell_question.words
    assert {line.person.cell_name for line in seen.lines} == {OWN}
    rosters.accept(desk, seen)
    assert cells(desk) == {OWN: 2}
    assert opening.setup_of(desk).cell == OWN


@pytest.mark.parametrize(("choice", "there"), [("own", {OWN: 2}), ("other", {OWN: 0, OTHER: 2})])
def test_the_same_file_again_changes_nothing_whatever_was_chosen(desk, file, choice, there):
    path = file([*AN, OTHER], [*BINH, OTHER])
    rosters.accept(desk, rosters.choose_cell(desk, rosters.preview(desk, path), CellChoice(choice)))
    assert cells(desk) == there
    again = rosters.preview(desk, path)
    assert (again.unchanged, again.new, again.missing) == (2, 0, ())
    assert rosters.accept(desk, again).changes.ids == {}
    history.undo(desk)
    assert cells(desk) == {OWN: 0}


def test_keeping_another_cell_is_said_and_can_be_taken_back(desk, file):
    seen = rosters.preview(desk, file([*AN, OTHER]))
    other = rosters.choose_cell(desk, seen, CellChoice.OTHER)
    assert (other.own_cell_instead, other.cell_question.answer) == (None, CellChoice.OTHER)
    assert [line.person.cell_name for line in other.lines] == [OTHER]
    assert rosters.choose_cell(desk, other, None).own_cell_instead == (OTHER, OWN)


def test_several_cells_are_asked_about_before_anything_is_written(desk, file):
    seen = rosters.preview(desk, file([*AN, OWN], [*BINH, "Chi bộ 2"]))
    assert (seen.cell_question.named, seen.cell_question.answer) == (("Chi bộ 2",), None)
    assert not seen.is_ready
    with pytest.raises(UserError, match="roster_cells_undecided"):
        rosters.accept(desk, seen)
    rosters.accept(desk, rosters.choose_cell(desk, seen, CellChoice.OTHER))
    assert cells(desk) == {OWN: 1, "Chi bộ 2": 1}


def test_a_second_strange_cell_is_asked_about_even_alone(desk, file):
    first = rosters.preview(desk, file([*AN, OTHER]))
    rosters.accept(desk, rosters.choose_cell(desk, first, CellChoice.OTHER))
    assert rosters.preview(desk, file([*BINH, "Chi bộ 7"])).waits_for_cell


@pytest.mark.parametrize("typed", ["TDP 9", "CHI BO TO DAN PHO SO 09", "cb tdp số 9", ""])
def test_the_own_cell_however_typed_asks_nothing(desk, file, typed):
    seen = rosters.preview(desk, file([*AN, typed]))
    assert seen.cell_question is None
    rosters.accept(desk, seen)
    assert cells(desk) == {OWN: 1}


def test_the_file_of_a_ward_asks_nothing_of_cells(ward_desk, file):
    assert rosters.preview(ward_desk, file([*AN, OTHER])).cell_question is None
