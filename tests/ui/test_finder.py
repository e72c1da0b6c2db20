"""A list with its find box: one keyboard for both."""

import pytest
from PySide6.QtCore import Qt

from studycompanion.ui.models.records import Cell, Column
from studycompanion.ui.widgets.column_room import fitted
from studycompanion.ui.widgets.finder import Finder
from tests.ui.keyboard import focused, press, type_letters
from tests.ui.test_records import NAMES, model_of


@pytest.fixture
def finder(qtbot):
    made = Finder(model_of(), name="Danh sách", hint="Tìm")
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.box.hasFocus)
    made.table.go_to_row(0)
    return made


def test_letters_typed_in_the_table_go_to_the_find_box(finder):
    finder.table.setFocus()
    type_letters("tu")
    assert focused() is finder.box
    assert finder.box.text() == "tu"
    assert finder.table.current() == "Nguyễn Anh Tuấn"


def test_arrows_in_the_find_box_move_in_the_list_and_stop_at_its_ends(finder):
    press(Qt.Key.Key_Down)
    assert finder.table.current() == NAMES[1]
    for _ in range(9):
        press(Qt.Key.Key_Down)
    assert finder.table.current() == NAMES[-1]


def test_the_person_stays_current_when_the_box_is_emptied(finder):
    type_letters("van")
    assert finder.table.current() == "Trần Văn Hà"
    press(Qt.Key.Key_Escape)
    assert finder.table.current() == "Trần Văn Hà"
    assert finder.model.rowCount() == len(NAMES)


def test_a_typed_number_prefers_the_row_with_just_that_number(qtbot):
    from studycompanion.ui.models.records import RecordModel

    model = RecordModel(
        (Column("STT", lambda n: Cell(str(n))),), identity=str, key=lambda n: f"a |{n}"
    )
    model.fill([12, 1, 13])
    finder = Finder(model, name="Danh sách", hint="Tìm")
    qtbot.addWidget(finder)
    finder.show()
    finder.box.setText("1")
    assert finder.table.current() == 1


def test_nothing_found_is_said_with_what_was_typed(finder):
    type_letters("zzz")
    assert finder.nothing.isVisible()
    assert finder.nothing.text() == "Không tìm thấy “zzz”."
    assert finder.table.current() is None
    press(Qt.Key.Key_Escape)
    assert finder.table.isVisible()


def test_the_least_important_columns_go_where_there_is_little_room():
    columns = (
        Column("Tên", Cell),
        Column("Ngày sinh", Cell, 10, rank=1),
        Column("Chức vụ", Cell, 10, rank=2),
        Column("Dấu", Cell, 20),
    )
    wide = fitted(columns, 800, letter=8, gap=20)
    middle = fitted(columns, 550, letter=8, gap=20)
    tight = fitted(columns, 300, letter=8, gap=20)
    assert [bool(width) for width in wide] == [True] * 4
    assert [bool(width) for width in middle] == [True, True, False, True]
    assert [bool(width) for width in tight] == [True, False, False, True]
    assert tight[3] < wide[3]
    assert tight[3] + 13 * 8 + 20 <= 300
