"""Each rule of the structure finds the fault that it is there for, and leaves good work alone."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.tokens import Tone
from studycompanion.ui.widgets.basics import Card, button, column, label, row
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.record_table import RecordTable
from tests.ui.structure import complaints


@pytest.fixture
def sheet(qtbot, dialogs):
    """An empty window to put something wrong into; returns what is complained of."""

    def show(*parts, layout=None, size=(400, 300)):
        window = QWidget()
        qtbot.addWidget(window)
        for part in parts:
            part.setParent(window)
        if layout is not None:
            window.setLayout(layout)
        window.resize(*size)
        window.show()
        qtbot.wait(1)
        return " ".join(complaints([window]))

    return show


def test_a_calm_form_is_left_alone(sheet):
    fields = column(LineField("Họ và tên"), LineField("Điện thoại"))
    fields.addLayout(row(None, button("Lưu", kind="primary"), button("Hủy")))
    assert sheet(layout=fields) == ""


def test_words_wider_than_their_label_are_found(sheet):
    words = label("Một câu dài hơn chỗ của nó", wraps=False)
    words.setFixedWidth(60)
    assert "cut" in sheet(layout=row(words, None))


def test_wrapped_words_higher_than_their_label_are_found(sheet):
    words = label("Một câu dài hơn chỗ của nó, nên phải xuống dòng mấy lần liền")
    words.setFixedSize(120, 20)
    assert "cut below" in sheet(layout=row(words, None))


def test_a_button_too_narrow_for_its_words_is_found(sheet):
    made = button("Xuất cả đảng bộ")
    made.setFixedWidth(50)
    assert "cut" in sheet(layout=row(made, None))


def test_a_hint_too_long_for_its_field_is_found(sheet):
    field = LineField("Ngày", "ngày/tháng/năm hoặc chỉ năm")
    field.setFixedWidth(90)
    assert "hint cut" in sheet(layout=row(field, None))


def test_two_things_over_one_another_are_found(sheet):
    one, other = label("Một"), label("Hai")
    one.setGeometry(10, 10, 100, 40)
    other.setGeometry(50, 20, 100, 40)
    assert "lies over" in sheet(one, other)


def test_what_reaches_out_of_its_place_is_found(sheet):
    part = label("Bên ngoài")
    part.setGeometry(350, 10, 100, 40)
    assert "reaches out" in sheet(part)


def test_a_window_larger_than_the_screen_is_found(sheet):
    assert "larger than the screen" in sheet(size=(1400, 300))


@pytest.mark.parametrize(("size", "words"), [((900, 50), "sideways"), ((100, 302), "only")])
def test_scroll_bars_without_need_are_found(sheet, size, words):
    area, content = QScrollArea(), QWidget()
    content.setFixedSize(*size)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(content)
    assert words in sheet(layout=row(area))


def test_an_empty_label_in_a_row_is_found(sheet):
    assert "says nothing" in sheet(layout=column(label(), LineField("Tên")))


def test_buttons_of_unequal_height_are_found(sheet):
    tall = button("Cao")
    tall.setFixedHeight(60)
    layout = QHBoxLayout()
    layout.addWidget(tall)
    layout.addWidget(button("Thấp"))
    assert "heights" in sheet(layout=layout)


def test_fields_that_nearly_line_up_are_found(sheet):
    card, askew = Card(), QWidget()
    inside = column(LineField("Hai"))
    inside.setContentsMargins(7, 0, 0, 0)
    askew.setLayout(inside)
    card.column.addWidget(LineField("Một"))
    card.column.addWidget(askew)
    assert "left edges" in sheet(layout=column(card))


def test_small_letters_are_found(sheet):
    words = label("Chữ nhỏ")
    words.setStyleSheet("font-size: 8pt")
    assert "words of 8.0 pt" in sheet(layout=column(words))


def _table(*columns):
    model = RecordModel(columns, identity=str, key=str)
    table = RecordTable(model, "Danh sách")
    model.fill(["Nguyễn Thị Minh Khai Hương Giang"])
    return column(table)


def test_a_head_that_is_cut_is_found(sheet):
    narrow = Column("Một đầu cột quá dài", lambda one: Cell("1"), 4)
    assert "head" in sheet(layout=_table(Column("Tên", Cell, is_name=True), narrow))


def test_a_sign_that_is_cut_is_found(sheet):
    sign = Column("Dấu", lambda one: Cell(one, Tone.GOOD, "present"), 4)
    assert "cut in column “Dấu”" in sheet(layout=_table(Column("Tên", Cell, is_name=True), sign))


def test_a_name_cut_while_a_lesser_column_has_room_is_found(sheet):
    name = Column("Tên", Cell, is_name=True)
    year = Column("Năm", lambda one: Cell("1961"), 10, rank=1)
    assert "cut in column “Tên”" in sheet(layout=_table(name, year), size=(360, 200))
    assert sheet(layout=_table(name), size=(150, 200)) == ""
