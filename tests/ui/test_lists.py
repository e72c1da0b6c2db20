"""What every list can do: sort, choose columns, copy, become a file, act on several rows."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from studycompanion.domain.vietnamese import PartialDate, fold
from studycompanion.ui.dialogs import Message
from studycompanion.ui.models.records import Cell, Column, RecordModel, Sorting
from studycompanion.ui.widgets.list_menu import REMOVES, fill_list_menu
from studycompanion.ui.widgets.record_table import RecordTable
from tests.ui.fixtures import settle
from tests.ui.keyboard import CTRL, press, type_letters
from tests.ui.people import enrol, person

ROWS = [("Bùi Thị An", "02/09/1980", "10"), ("Trần Văn Bình", "1975", "9"),
        ("Đỗ Thu Hà", "", "1.200"), ("Lê Đức Ý", "03/1975", "9")]  # fmt: skip


def listed(rows=ROWS) -> RecordTable:
    columns = (
        Column("Họ và tên", lambda r: Cell(r[0], is_strong=True), is_name=True),
        Column("Ngày sinh", lambda r: Cell(r[1]), 11, rank=1),
        Column("Số", lambda r: Cell(r[2]), 6, is_figure=True, rank=2),
        Column("Dài", lambda r: Cell(r[0]), 11, rank=3, order=lambda r: len(r[0])),
    )
    model = RecordModel(columns, identity=lambda r: r[0], key=lambda r: fold(r[0]))
    model.fill(rows)
    return RecordTable(model, "Danh sách")


@pytest.fixture
def table(qtbot):
    made = listed()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    return made


def names(table) -> list[str]:
    model = table.records
    return [model.record_at(row)[0].split()[-1] for row in range(model.rowCount())]


def click_head(table, column):
    head = table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(column) + 10, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize(
    ("column", "rising", "falling"),
    [
        (0, ["An", "Bình", "Hà", "Ý"], ["Ý", "Hà", "Bình", "An"]),
        (1, ["Bình", "Ý", "An", "Hà"], ["An", "Ý", "Bình", "Hà"]),
        (2, ["Bình", "Ý", "An", "Hà"], ["Hà", "An", "Bình", "Ý"]),
        (3, ["Ý", "Hà", "An", "Bình"], ["Bình", "An", "Hà", "Ý"]),
    ],
)
def test_a_head_sorts_names_dates_and_figures_each_in_their_way(table, column, rising, falling):
    click_head(table, column)
    assert names(table) == rising
    click_head(table, column)
    assert names(table) == falling
    click_head(table, column)
    assert names(table) == ["An", "Bình", "Hà", "Ý"]


def test_words_sort_as_vietnamese_and_numbers_in_them_by_their_worth(qtbot):
    rows = [("a", "Tổ 10", ""), ("b", "Đoàn", ""), ("c", "Tổ 9", ""), ("d", "Dân", "")]
    table = listed(rows)
    qtbot.addWidget(table)
    table.sort_by(Sorting(1))
    assert names(table) == ["d", "b", "c", "a"]


def test_the_head_shows_and_says_how_the_list_is_sorted(table):
    head, model = table.horizontalHeader(), table.records
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    said = lambda: model.headerData(1, Qt.Orientation.Horizontal, role)  # noqa: E731
    assert not head.isSortIndicatorShown()
    click_head(table, 1)
    assert (head.isSortIndicatorShown(), head.sortIndicatorSection()) == (True, 1)
    assert said() == "sắp xếp tăng dần"
    assert table.accessibleDescription() == "Sắp xếp theo Ngày sinh, tăng dần"
    click_head(table, 1)
    assert said() == "sắp xếp giảm dần"
    click_head(table, 1)
    assert said() == "chưa sắp xếp theo cột này"
    assert not head.isSortIndicatorShown()


def test_finding_filtering_and_new_rows_keep_the_sorting(table):
    model = table.records
    table.sort_by(Sorting(2, is_falling=True))
    model.narrow("h")
    assert names(table) == ["Hà", "An", "Bình"]
    model.keep_only(lambda row: row[0] != "Bùi Thị An")
    assert names(table) == ["Hà", "Bình"]
    model.keep_only(None)
    model.narrow("")
    model.fill([*ROWS, ("Phạm Sơn", "", "5.000")])
    assert names(table) == ["Sơn", "Hà", "An", "Bình", "Ý"]
    for row in range(model.rowCount()):
        assert model.row_of(model.record_at(row)[0]) == row


def test_the_current_person_stays_current_when_the_list_is_sorted(table):
    table.go_to("Trần Văn Bình")
    click_head(table, 0)
    click_head(table, 0)
    assert table.current()[0] == "Trần Văn Bình"


def test_other_columns_take_the_sorting_along_or_end_it(table):
    table.sort_by(Sorting(2))
    columns = table.records.columns
    table.records.set_columns((columns[0], columns[2]))
    table.lay_columns()
    assert table.records.sorting == Sorting(1)
    assert names(table) == ["Bình", "Ý", "An", "Hà"]
    table.records.set_columns(columns[:1])
    table.lay_columns()
    assert table.records.sorting is None
    assert names(table) == ["An", "Bình", "Hà", "Ý"]


def test_a_column_put_away_gives_its_room_to_the_others(table):
    table.choose_columns(frozenset({"Ngày sinh"}))
    assert table.isColumnHidden(1)
    assert not table.isColumnHidden(2)
    table.choose_columns(frozenset({"Họ và tên"}))
    assert not table.isColumnHidden(0), "the weightiest column always stays"
    assert not table.isColumnHidden(1)


def menu_of(table) -> QMenu:
    menu = QMenu(table)
    fill_list_menu(menu, table)
    return menu


def entry(menu, *path):
    for words in path[:-1]:
        menu = next(a.menu() for a in menu.actions() if a.text() == words)
    return next(action for action in menu.actions() if action.text() == path[-1])


def test_the_menu_sorts_and_puts_columns_away_without_a_mouse(table):
    entry(menu_of(table), "Sắp xếp theo", "Số, giảm dần").trigger()
    assert names(table)[0] == "Hà"
    menu = menu_of(table)
    assert entry(menu, "Sắp xếp theo", "Số, giảm dần").isChecked()
    assert not entry(menu, "Cột hiện trong danh sách", "Họ và tên").isEnabled()
    entry(menu, "Cột hiện trong danh sách", "Số").trigger()
    assert table.isColumnHidden(2)
    assert not entry(menu_of(table), "Cột hiện trong danh sách", "Số").isChecked()
    assert not entry(menu_of(table), "Xuất danh sách ra tệp…").isVisible()


def test_copying_takes_the_heads_and_the_selected_rows(table):
    table.allow_many()
    table.choose_columns(frozenset({"Dài"}))
    table.setFocus()
    table.go_to_row(0)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [row[0] for row in table.selected()] == ["Bùi Thị An", "Trần Văn Bình"]
    press(Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines() == [
        "Họ và tên\tNgày sinh\tSố", "Bùi Thị An\t02/09/1980\t10", "Trần Văn Bình\t1975\t9",
    ]  # fmt: skip
    assert "<th>Họ và tên</th>" in data.html()
    assert "<td>Trần Văn Bình</td>" in data.html()


def test_copied_cells_cannot_break_the_table(qtbot):
    table = listed([("<b>Hà</b>", "một\thai\nba", "1")])
    qtbot.addWidget(table)
    table.copy_all()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[1].split("\t")[1] == "một hai ba"
    assert "&lt;b&gt;Hà&lt;/b&gt;" in data.html()


def test_several_selected_rows_stay_selected_when_the_list_is_sorted(table):
    table.allow_many()
    table.selectAll()
    click_head(table, 0)
    click_head(table, 0)
    assert len(table.selected()) == 4


def test_rows_selected_without_a_current_one_stay_selected_too(table):
    table.allow_many()
    table.selectionModel().clear()
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (0, 2):
        table.selectionModel().select(table.records.index(row, 0), rows)
    assert not table.currentIndex().isValid()
    chosen = set(table.selected())
    click_head(table, 0)
    assert set(table.selected()) == chosen


@pytest.fixture
def roster(desk):
    return enrol(
        desk,
        person("Bùi Thị An", birth=PartialDate(1980, 9, 2)),
        person("Trần Văn Bình", birth=PartialDate(1975)),
        person("Đỗ Thu Hà"),
    )


def test_the_choice_of_columns_is_remembered_for_its_list(qtbot, open_window, desk, roster):
    window = open_window(desk, "members")
    table = window.pages["members"].view.finder.table
    entry(menu_of(table), "Cột hiện trong danh sách", "Ngày sinh").trigger()
    window.redress()
    settle(qtbot, window)
    again = window.pages["members"].view.finder.table
    assert again is not table
    assert again.put_away == {"Ngày sinh"}
    window.visit("rollcall")
    assert not window.pages["rollcall"].view.finder.table.put_away


def test_the_shown_rows_become_a_file(qtbot, open_window, desk, roster, dialogs, tmp_path):
    window = open_window(desk, "members")
    view = window.pages["members"].view
    type_letters("an")
    view.finder.table.sort_by(Sorting(0, is_falling=True))
    entry(menu_of(view.finder.table), "Xuất danh sách ra tệp…").trigger()
    dialogs.choose(tmp_path / "ds.csv")
    told = dialogs.expect(Message)
    assert told.sentence.text() == "Đã xuất 2 dòng vào tệp:"
    told.accept()
    lines = (tmp_path / "ds.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines] == ["Họ và tên", "Trần Văn Bình", "Bùi Thị An"]


def test_a_program_that_copied_a_list_ends_well(tmp_path):
    code = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from studycompanion.ui.application import dressed
from studycompanion.ui.preferences import Comforts
from studycompanion.ui.widgets.table_text import clipping

app = dressed(["test"], Comforts())
QGuiApplication.clipboard().setMimeData(clipping(["Tên"], [["Lê An"]]))
data = QGuiApplication.clipboard().mimeData()
QTimer.singleShot(0, app.quit)
app.exec()
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_what_takes_rows_away_stands_last_and_apart(table):
    for words, removes in (("Bỏ khỏi danh sách…", "yes"), ("Gộp hai hồ sơ", None)):
        action = QAction(words, table)
        action.setProperty(REMOVES, removes)
        table.addAction(action)
    actions = menu_of(table).actions()
    assert actions[0].text().startswith("Gộp hai hồ sơ")
    assert actions[-1].text().startswith("Bỏ khỏi danh sách")
    assert actions[-2].isSeparator()
