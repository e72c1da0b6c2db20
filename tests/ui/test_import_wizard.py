"""Taking a roster in by keyboard: what asks nothing is skipped, and only the end writes."""

from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from python_calamine import CalamineWorkbook

from studycompanion.domain.people import StatusKind
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.services import history, members, opening, rosters
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.members.import_flow import ImportFlow
from studycompanion.ui.pages.members.importing.understood_page import has_questions
from studycompanion.ui.pages.members.importing.wizard import ImportWizard, Step
from studycompanion.ui.progress import ProgressWindow
from tests.exchange.test_roster_understanding import TCVN3
from tests.ui.fixtures import ACTOR, settle
from tests.ui.keyboard import focused, press, type_letters
from tests.ui.people import enrol, person

DATA = Path(__file__).parents[1] / "data"
KEY = Qt.Key
HEAD = ["TT", "Họ và tên", "Ngày sinh", "Số thẻ đảng", "Điện thoại"]
AN = [1, "Lê An", "19/5/1958", "06100001", "0912000001"]
BINH = [2, "Vũ Bình", "1/2/1960", "06100002", ""]


def book(tmp_path, *rows, head=HEAD, name="Danh sách.xlsx"):
    path = tmp_path / name
    with xlsxwriter.Workbook(path) as made:
        page = made.add_worksheet("DS")
        for at, row in enumerate([head, *rows]):
            page.write_row(at, 0, row)
    return path


@pytest.fixture
def look(qtbot, open_window, dialogs):
    """Open the window over a desk and look at a file; returns the wizard."""

    def at(desk, path: Path) -> ImportWizard:
        window = open_window(desk)
        page = window.pages["members"]
        ImportFlow(page.context, page).look_at(path)
        wizard = dialogs.expect(ImportWizard)
        wizard.settle = lambda: settle(qtbot, window)
        wizard.window_behind = window
        wizard.settle()
        return wizard

    return at


def enter(wizard) -> None:
    """Press Enter and wait for what it starts."""
    press(KEY.Key_Return)
    wizard.settle()


def on_forward(wizard) -> None:
    """Go with Tab to the button of the next step, then Enter."""
    for _ in range(30):
        if focused() is wizard.accept_button:
            break
        press(KEY.Key_Tab)
    assert focused() is wizard.accept_button
    enter(wizard)


def shown_words(wizard) -> str:
    return " ".join(one.text() for one in wizard.findChildren(QLabel) if one.isVisible())


def names(desk) -> set[str]:
    return {line.full_name for line in members.list_members(desk)}


def kinds(page) -> list[str]:
    return [line.kind for line in page.model.records]


@pytest.mark.parametrize(
    ("name", "count"),
    [("roster-cell-48.xlsx", 48), ("roster-cell-titled.xlsx", 52), ("roster-small.xls", 2)],
)
def test_a_clean_file_is_one_page_and_enter(look, desk, name, count):
    wizard = look(desk, DATA / name)
    assert wizard.steps == [Step.WRITE, Step.DONE]
    assert (wizard.step, focused()) == (Step.WRITE, wizard.accept_button)
    assert members.list_members(desk) == ()
    enter(wizard)
    assert wizard.step is Step.DONE
    assert len(members.list_members(desk)) == count
    assert history.next_steps(desk).undo == f"Nhập danh sách {name}"
    assert f"Nhập danh sách {name}" in shown_words(wizard)


def test_the_ward_scrolls_finds_and_comes_in(look, ward_desk):
    wizard = look(ward_desk, DATA / "roster-ward-2350.xlsx")
    table = wizard.page.finder.table
    assert table.records.rowCount() == 2350
    table.setFocus()
    press(KEY.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.currentIndex().row() == 2349
    type_letters("thuan")
    assert 0 < table.records.rowCount() < 2350
    assert all("thuan" in line.search for line in map(table.records.record_at, range(5)))
    on_forward(wizard)
    assert len(members.list_members(ward_desk)) == 2350


def test_letters_of_an_old_font_are_agreed_to_before_anything_is_written(look, desk, tmp_path):
    wizard = look(desk, book(tmp_path, *TCVN3[1:], head=TCVN3[0]))
    assert (wizard.step, wizard.draft.undecided) == (Step.UNDERSTOOD, 3)
    assert wizard.accept_button.text() == "Còn 3 cột cần chọn"
    on_forward(wizard)
    assert wizard.step is Step.UNDERSTOOD
    panel = wizard.page.panels["letters"]
    assert focused() is panel.right
    press(KEY.Key_Space)
    wizard.settle()
    assert wizard.draft.undecided == 2
    assert focused() is panel.right
    press(KEY.Key_Space)
    wizard.settle()
    press(KEY.Key_Space)
    wizard.settle()
    assert wizard.accept_button.text() == "Tiếp tục"
    while wizard.step is not Step.DONE:
        on_forward(wizard)
    assert names(desk) == {"Nguyễn Thị Đào", "Trần Văn Hùng", "Lê Hữu Phúc"}


def test_letters_may_be_kept_as_they_are(look, desk, tmp_path):
    wizard = look(desk, book(tmp_path, *TCVN3[1:], head=TCVN3[0]))
    wizard.page.panels["letters"].keep.click()
    wizard.settle()
    assert wizard.draft.undecided == 2
    assert "TrÇn V¨n Hïng" in {line.person.full_name for line in wizard.preview.lines}


def test_a_column_can_be_read_as_something_else_and_that_is_remembered(look, desk, tmp_path):
    path = book(tmp_path, [1, "Lê An", "Kế toán"], head=["TT", "Họ và tên", "Việc đang làm"])
    wizard = look(desk, path)
    assert wizard.step is Step.UNDERSTOOD
    page = wizard.page
    row = next(line for line in page.model.records if "Việc đang làm" in line.name)
    assert row.sign.text == "Không đọc"
    page.finder.table.go_to(row.id)
    page.enter_panel()
    box = page.panels["column"].field
    assert focused() is box
    box.setCurrentIndex(box.findData("occupation"))
    box.activated.emit(box.currentIndex())
    wizard.settle()
    assert wizard.preview.lines[0].person.occupation == "Kế toán"
    on_forward(wizard)
    on_forward(wizard)
    assert wizard.step is Step.DONE
    again = rosters.preview(desk, path)
    assert again.lines[0].person.occupation == "Kế toán"
    assert not has_questions(again)


def test_reading_can_be_stopped(qtbot, open_window, ward_desk):
    window = open_window(ward_desk)
    page = window.pages["members"]
    ImportFlow(page.context, page).look_at(DATA / "roster-ward-2350.xlsx")
    page.findChild(ProgressWindow).reject()
    settle(qtbot, window)
    assert page.findChild(ImportWizard) is None
    assert members.list_members(ward_desk) == ()


def test_a_column_that_may_not_be_kept_has_no_choice(look, desk, tmp_path):
    path = book(tmp_path, [1, "Lê An", "Kinh", "x"], head=["TT", "Họ và tên", "Dân tộc", "Lạ"])
    page = look(desk, path).page
    row = next(line for line in page.model.records if "Dân tộc" in line.name)
    assert row.sign.text == "Không được đọc"
    page.finder.table.go_to(row.id)
    assert page.panels["column"].field.isHidden()


def test_a_sheet_can_be_left_out(look, desk, tmp_path):
    path = tmp_path / "hai trang.xlsx"
    with xlsxwriter.Workbook(path) as made:
        for name, one in (("Tổ 1", AN), ("Tổ 2", BINH)):
            page = made.add_worksheet(name)
            page.write_row(0, 0, HEAD)
            page.write_row(1, 0, one)
    wizard = look(desk, path)
    wizard.look.click()
    page = wizard.page
    page.finder.table.go_to("s Tổ 2")
    page.panels["sheet"].turn.click()
    wizard.settle()
    assert [line.person.full_name for line in wizard.preview.lines] == ["Lê An"]
    page.finder.table.go_to("s Tổ 1")
    assert not page.panels["sheet"].turn.isEnabled()


def test_a_doubtful_value_is_mended_where_it_is_told(look, desk, tmp_path):
    wizard = look(desk, book(tmp_path, AN, [2, "Vũ Bình", "31/02/1960", "06100002", ""]))
    assert wizard.step is Step.CHECK
    line = wizard.page.current()
    assert (line.name, line.texts[1]) == ("Dòng 3, Ngày sinh", "31/02/1960")
    enter(wizard)
    field = wizard.page.panels[line.kind].text.edit
    assert focused() is field
    field.setText("28/2/1960")
    enter(wizard)
    assert wizard.step is Step.CHECK
    assert wizard.page.model.records == []
    on_forward(wizard)
    on_forward(wizard)
    births = {m.full_name: m.birth for m in members.list_members(desk)}
    assert births["Vũ Bình"] == "28/2/1960"


def test_two_who_may_be_one_are_shown_side_by_side_and_joined(look, desk, tmp_path):
    enrol(desk, person("Lê An", birth=PartialDate(1958, 5, 18), phone="0912000009"))
    wizard = look(desk, book(tmp_path, AN))
    assert wizard.step is Step.CHECK
    enter(wizard)
    panel = wizard.page.panels["doubt"]
    assert "19/5/1958" in panel._mine.text()
    assert "18/5/1958" in panel._other.text()
    assert "0912000009" in panel._other.text()
    assert focused() is panel.same
    press(KEY.Key_Space)
    wizard.settle()
    assert (wizard.preview.new, wizard.preview.changed) == (0, 1)
    panel.skip.click()
    wizard.settle()
    assert wizard.preview.read == 0
    panel.apart.click()
    wizard.settle()
    assert wizard.preview.new == 1


def test_who_is_missing_stays_unless_the_user_says_what_became_of_them(look, desk, tmp_path):
    ids = enrol(desk, "Lê An", "Vũ Bình", "Đỗ Cúc")
    wizard = look(desk, book(tmp_path, AN, BINH))
    page = wizard.page
    assert kinds(page).count("missing") == 1
    page.finder.table.go_to(f"m {ids['Đỗ Cúc']}")
    page.enter_panel()
    panel = page.panels["missing"]
    assert (focused(), panel.choice.chosen) == (panel.choice, "")
    panel.on.edit.setText("1/11/2026")
    panel.choice.choose("transferred")
    panel.choice.picked.emit("transferred")
    wizard.settle()
    assert page.current().sign.text == "Chuyển đi"
    on_forward(wizard)
    card = members.member_card(desk, ids["Đỗ Cúc"])
    assert card.status is StatusKind.TRANSFERRED


def test_a_day_to_come_is_refused_in_the_wizard(look, desk, tmp_path):
    ids = enrol(desk, "Lê An", "Đỗ Cúc")
    wizard = look(desk, book(tmp_path, AN))
    wizard.page.finder.table.go_to(f"m {ids['Đỗ Cúc']}")
    panel = wizard.page.panels["missing"]
    panel.on.edit.setText("1/11/2099")
    panel.choice.choose("deceased")
    panel.choice.picked.emit("deceased")
    wizard.settle()
    assert "chưa đến" in wizard.problem.text()
    assert wizard.draft.leaving == 0
    assert panel.choice.chosen == ""


def test_changes_are_shown_field_by_field_and_filtered(look, desk, tmp_path):
    enrol(desk, person("Lê An", birth=PartialDate(1958, 5, 19), phone="0900000000"))
    wizard = look(desk, book(tmp_path, AN, BINH))
    page = wizard.page
    assert kinds(page) == ["changed", "new"]
    assert "0900000000 → 0912000001" in page.panels["changed"]._lines.text()
    page.filter.choose("new")
    page.filter.picked.emit("new")
    assert page.finder.table.records.rowCount() == 1
    assert page.current().name == "Vũ Bình"


def test_a_file_that_changes_nothing_is_closed_without_writing(look, desk, tmp_path):
    enrol(desk, person("Lê An", birth=PartialDate(1958, 5, 19)))
    wizard = look(desk, book(tmp_path, [1, "Lê An", "19/5/1958", "", ""]))
    assert wizard.accept_button.text() == "Đóng"
    enter(wizard)
    assert history.next_steps(desk).undo == "Nhập danh sách ds.xlsx"


def test_what_was_done_is_saved_as_a_workbook(look, desk, dialogs, tmp_path):
    wizard = look(desk, book(tmp_path, AN, BINH))
    enter(wizard)
    wizard.page.report.click()
    out = tmp_path / "báo cáo.xlsx"
    dialogs.choose(out)
    message = dialogs.expect(Message)
    assert str(out) in [one.text() for one in message.findChildren(type(message.sentence))]
    message.accept()
    text = str(CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python())
    assert "Lê An" in text
    assert "06100001" not in text
    wizard.accept()


def test_leaving_after_a_mend_asks_first(qtbot, look, desk, dialogs, tmp_path):
    wizard = look(desk, book(tmp_path, AN, [2, "Vũ Bình", "31/02/1960", "", ""]))
    wizard.page.panels["notice"].text.edit.setText("1960")
    wizard.page.panels["notice"].mend.click()
    wizard.settle()
    press(KEY.Key_Escape)
    question = dialogs.expect(Message)
    question.reject()
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow)
    assert wizard.isVisible()
    press(KEY.Key_Escape)
    dialogs.expect(Message).accept()
    wizard.settle()
    assert members.list_members(desk) == ()


def test_the_window_closed_in_the_middle_writes_nothing(qtbot, look, desk, data_folder, tmp_path):
    wizard = look(desk, book(tmp_path, AN, [2, "Vũ Bình", "31/02/1960", "", ""]))
    wizard.page.panels["notice"].mend.click()
    window = wizard.window_behind
    with qtbot.waitSignal(window.closed, timeout=10_000):
        window.close()
    opened = opening.open_desk(data_folder, actor=ACTOR, clock=desk.clock)
    assert members.list_members(opened) == ()
    opening.close(opened)


def test_going_back_keeps_what_was_said(look, desk, tmp_path):
    wizard = look(desk, book(tmp_path, AN, [2, "Vũ Bình", "31/02/1960", "", ""]))
    on_forward(wizard)
    assert wizard.step is Step.WRITE
    press(KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert wizard.step is Step.CHECK


CELLS = ["TT", "Họ và tên", "Ngày sinh", "Số thẻ đảng", "Chi bộ"]


def test_a_list_of_another_cell_says_that_it_goes_into_the_own_one(look, desk, tmp_path):
    path = book(tmp_path, [*AN[:4], "Chi bộ TDP 1"], [*BINH[:4], "Chi bộ TDP 1"], head=CELLS)
    wizard = look(desk, path)
    assert wizard.cell.isVisible()
    assert "Chi bộ TDP 1" in wizard.cell.words.text()
    assert wizard.cell.radios["own"].isChecked()
    on_forward(wizard)
    assert not wizard.cell.isVisible()
    assert [cell.members for cell in members.list_cells(desk)] == [2]


def test_a_list_may_be_kept_as_another_cell_with_the_keyboard(look, desk, tmp_path):
    wizard = look(desk, book(tmp_path, [*AN[:4], "Chi bộ TDP 1"], head=CELLS))
    wizard.cell.first_place().setFocus()
    press(KEY.Key_Right)
    wizard.settle()
    assert wizard.cell.radios["other"].isChecked()
    on_forward(wizard)
    assert [(cell.name, cell.members) for cell in members.list_cells(desk)] == [
        ("Chi bộ TDP 1", 1),
        ("Chi bộ Tổ dân phố số 9", 0),
    ]


def test_several_cells_wait_for_a_word_before_the_list_is_taken_in(look, desk, tmp_path):
    path = book(tmp_path, [*AN[:4], "Chi bộ TDP 1"], [*BINH[:4], "Chi bộ TDP 2"], head=CELLS)
    wizard = look(desk, path)
    assert wizard.accept_button.text() == "Cần chọn chi bộ"
    wizard.accept_button.click()
    assert focused() is wizard.cell.radios["own"]
    press(KEY.Key_Space)
    wizard.settle()
    on_forward(wizard)
    assert [cell.members for cell in members.list_cells(desk)] == [2]


@pytest.mark.parametrize("beside", ["~$Danh sách.xlsx", ".~lock.Danh sách.xlsx#"])
def test_a_file_that_is_open_elsewhere_says_that_unsaved_changes_are_not_here(
    desk, look, tmp_path, beside
):
    path = book(tmp_path, AN)
    (tmp_path / beside).touch()
    wizard = look(desk, path)
    assert wizard.unsaved.isVisible()
    (tmp_path / beside).unlink()
    assert not wizard.preview.is_open_elsewhere
