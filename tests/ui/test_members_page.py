"""The members' page: find, filter, mend a field, take a roster in."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from studycompanion.domain.people import StatusKind
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.services import members
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.members.importing.wizard import ImportWizard
from tests.ui.fixtures import settle
from tests.ui.keyboard import CTRL, press, type_letters
from tests.ui.people import NAMES, enrol, person

DATA = Path(__file__).parents[1] / "data"


def names(page) -> list[str]:
    model = page.view.model
    return [model.record_at(row).full_name for row in range(model.rowCount())]


def choose(dialogs, path: Path) -> ImportWizard:
    """Choose a roster in the file dialog; returns what it would do."""
    dialogs.choose(path)
    return dialogs.expect(ImportWizard)


def test_an_empty_list_says_what_to_do_next(open_window, desk):
    view = open_window(desk).pages["members"].view
    assert view.empty.isVisible()
    assert view.empty.step.text() == "Nhập từ Excel"
    assert view.empty.step.hasFocus()


def test_members_are_found_without_dấu_and_in_name_order(open_window, desk):
    enrol(desk, *NAMES)
    page = open_window(desk).pages["members"]
    assert names(page) == ["Bùi Thị An", "Trần Văn Bình", "Đỗ Thu Hà", "Nguyễn Anh Tuấn",
                           "Lê Đức Ý"]  # fmt: skip
    type_letters("duc y")
    assert names(page) == ["Lê Đức Ý"]


def test_one_cell_shows_no_filter_several_do(qtbot, open_window, ward_desk):
    enrol(ward_desk, person("Bùi Thị An", cell_name="Chi bộ 1"))
    window = open_window(ward_desk)
    page = window.pages["members"]
    assert not page.view.cells.isVisible()
    enrol(ward_desk, person("Trần Văn Bình", cell_name="Chi bộ 2"))
    page.reload()
    settle(qtbot, window)
    assert page.view.cells.isVisible()
    page.view.cells.choose(page.view.cells.itemData(2))
    page.view.cells.picked.emit(page.view.cells.chosen)
    assert names(page) == ["Trần Văn Bình"]


def test_leaving_a_field_keeps_it_as_one_named_step(qtbot, open_window, desk):
    ids = enrol(desk, *NAMES)
    window = open_window(desk)
    panel = window.pages["members"].view.panel
    panel.fields["workplace"].setFocus()
    type_letters("Trường tiểu học")
    panel.fields["phone"].setFocus()
    type_letters("0912 345 678")
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    kept = members.member_card(desk, ids["Bùi Thị An"]).member
    assert (kept.workplace, kept.phone) == ("Trường tiểu học", "0912 345 678")
    assert window.history.undo.text() == "Hoàn tác: Sửa thông tin Bùi Thị An"
    window.pages["members"].view.finder.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    settle(qtbot, window)
    assert panel.fields["phone"].text == ""
    assert panel.fields["workplace"].text == "Trường tiểu học"


def test_a_mended_name_moves_to_its_place_and_stays_current(qtbot, open_window, desk):
    enrol(desk, *NAMES)
    window = open_window(desk)
    page = window.pages["members"]
    page.view.panel.fields["full_name"].edit.setText("Bùi Thị Yến")
    page.view.panel.fields["full_name"].leave()
    settle(qtbot, window)
    assert names(page)[-1] == "Bùi Thị Yến"
    assert page.view.finder.table.current().full_name == "Bùi Thị Yến"


def test_an_unreadable_birth_is_said_under_its_field_and_not_kept(qtbot, open_window, desk):
    ids = enrol(desk, person("Bùi Thị An", birth=PartialDate(1950)))
    window = open_window(desk)
    field = window.pages["members"].view.panel.fields["birth"]
    field.edit.setText("31/02/1950")
    field.leave()
    settle(qtbot, window)
    assert "31/02/1950" in field.problem.text()
    assert field.problem.isVisible()
    assert members.member_card(desk, ids["Bùi Thị An"]).member.birth == PartialDate(1950)


def test_what_is_typed_never_goes_to_the_next_person(qtbot, open_window, desk):
    ids = enrol(desk, *NAMES)
    window = open_window(desk)
    page = window.pages["members"]
    page.view.panel.fields["note"].edit.setText("của An")
    page.view.finder.table.move_by(1)
    assert page.view.panel.fields["note"].edit.isReadOnly()
    settle(qtbot, window)
    assert members.member_card(desk, ids["Bùi Thị An"]).member.note == "của An"
    assert members.member_card(desk, ids["Trần Văn Bình"]).member.note == ""
    assert page.view.panel.fields["note"].text == ""
    assert not page.view.panel.fields["note"].edit.isReadOnly()


def test_a_card_number_is_masked(open_window, desk):
    enrol(desk, person("Bùi Thị An", card_number="12345678"))
    panel = open_window(desk).pages["members"].view.panel
    assert "•••••678" in panel.place.text()
    assert "12345678" not in panel.place.text()


def test_a_roster_shows_what_it_would_do_and_writes_nothing_before_ok(
    qtbot, open_window, desk, dialogs
):
    window = open_window(desk)
    window.pages["members"].view.empty.step.click()
    preview = choose(dialogs, DATA / "roster-cell-titled.xlsx")
    assert preview.preview.new == preview.preview.read == 52
    assert members.list_members(desk) == ()
    preview.reject()
    settle(qtbot, window)
    assert members.list_members(desk) == ()


def test_a_roster_is_taken_in_as_one_step_and_again_changes_nothing(
    qtbot, open_window, desk, dialogs
):
    window = open_window(desk)
    page = window.pages["members"]
    page.view.empty.step.click()
    wizard = choose(dialogs, DATA / "roster-cell-titled.xlsx")
    wizard.accept_button.click()
    settle(qtbot, window)
    assert "52 đồng chí mới" in wizard.sentence.text()
    wizard.accept_button.click()
    settle(qtbot, window)
    assert len(names(page)) == 52
    page.view.take_in.click()
    again = choose(dialogs, DATA / "roster-cell-titled.xlsx")
    assert (again.preview.unchanged, again.preview.new) == (52, 0)
    again.reject()
    window.history.undo.trigger()
    settle(qtbot, window)
    assert members.list_members(desk) == ()


def test_the_folder_of_the_last_roster_is_remembered(qtbot, open_window, desk, dialogs):
    window = open_window(desk)
    window.pages["members"].view.empty.step.click()
    choose(dialogs, DATA / "roster-cell-48.xlsx").reject()
    assert window.context.preferences.comforts.import_folder == str(DATA)
    window.pages["members"].view.empty.step.click()
    chooser = dialogs.expect(QFileDialog)
    assert chooser.directory().absolutePath() == str(DATA)
    chooser.reject()


def test_a_file_that_is_no_roster_is_refused_in_one_sentence(
    qtbot, open_window, desk, dialogs, tmp_path
):
    path = tmp_path / "thư.xlsx"
    path.write_text("không phải bảng tính", "utf-8")
    window = open_window(desk)
    window.pages["members"].view.empty.step.click()
    dialogs.choose(path)
    message = dialogs.expect(Message)
    assert "thư.xlsx" in message.sentence.text()
    message.accept()


def test_who_is_exempt_is_seen_in_the_list_and_a_card_number_says_what_it_is(
    qtbot, desk, open_window
):
    other = person("Đỗ Thu Hà", cell_name="Chi bộ Tổ dân phố số 48")
    enrol(desk, person("Bùi Thị An", status=StatusKind.EXEMPT, card_number="06100028"), other)
    window = open_window(desk, "members")
    window.resize(1366, 768)
    settle(qtbot, window)
    view = window.pages["members"].view
    place = [column.title for column in view.model.columns].index("Trạng thái")
    assert view.finder.table.columnWidth(place) > 0
    assert view.model.cell_at(0, place).text == "Miễn sinh hoạt"
    view.finder.table.go_to_row(0)
    settle(qtbot, window)
    assert view.panel.place.text().endswith("Số thẻ •••••028")
