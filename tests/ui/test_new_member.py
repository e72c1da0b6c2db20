"""Adding a member by hand, mending every field, changing status and cell."""

import pytest
from PySide6.QtCore import Qt

from studycompanion.domain.people import StatusKind
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.services import members
from studycompanion.ui.pages.members.new_dialog import NewMemberDialog
from studycompanion.ui.pages.members.standing_dialogs import MoveDialog, StatusDialog
from tests.ui.fixtures import settle
from tests.ui.keyboard import press, type_letters
from tests.ui.people import NAMES, enrol, person


def names(desk) -> list[str]:
    return [line.full_name for line in members.list_members(desk)]


def test_the_first_member_is_added_from_the_empty_page_by_keyboard(
    qtbot, open_window, desk, dialogs
):
    window = open_window(desk)
    view = window.pages["members"].view
    press(Qt.Key.Key_Tab)
    assert view.add_first.hasFocus()
    press(Qt.Key.Key_Space)
    dialogs.expect(NewMemberDialog)
    type_letters("Lê Thị An")
    press(Qt.Key.Key_Tab)
    type_letters("5/1958")
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    [line] = members.list_members(desk)
    assert (line.full_name, line.birth) == ("Lê Thị An", "5/1958")
    assert view.finder.table.current().id == line.id
    assert window.history.undo.text() == "Hoàn tác: Thêm đồng chí Lê Thị An"
    window.history.undo.trigger()
    settle(qtbot, window)
    assert names(desk) == []


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(qtbot, open_window, desk, dialogs):
    enrol(desk, *NAMES)
    window = open_window(desk)
    window.pages["members"].view.add.click()
    dialog = dialogs.expect(NewMemberDialog)
    dialog.form.name.edit.setText("Lê Thị An")
    dialog.form.birth.edit.setText("31/02/1958")
    dialog.accept_button.click()
    assert "31/02/1958" in dialog.problem.text()
    dialog.form.birth.edit.setText("1958")
    dialog.form.card.edit.setText("123")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "8 hoặc 12" in dialog.problem.text())
    assert dialog.form.name.text == "Lê Thị An"
    assert len(names(desk)) == len(NAMES)
    dialog.reject()


@pytest.fixture
def alike(qtbot, open_window, desk, dialogs):
    """A dialog that has met somebody alike: Bùi Thị An of 1950."""
    ids = enrol(desk, person("Bùi Thị An", birth=PartialDate(1950)), *NAMES[1:])
    window = open_window(desk)
    window.pages["members"].view.add.click()
    dialog = dialogs.expect(NewMemberDialog)
    dialog.form.name.edit.setText("bui thi an")
    dialog.form.birth.edit.setText("19/5/1950")
    dialog.accept_button.click()
    qtbot.waitUntil(dialog.warning.isVisible)
    return window, dialog, ids


def shown(dialog) -> list[list[str]]:
    rows = range(dialog.alike.rowCount())
    return [[dialog.alike.cell_at(row, place).text for place in range(3)] for row in rows]


def test_who_may_be_the_same_person_is_shown_beside_the_new_one(alike, desk):
    _, dialog, _ = alike
    assert shown(dialog) == [
        ["bui thi an", "Đang thêm", "19/5/1950"],
        ["Bùi Thị An", "Đã có", "1950"],
    ]
    assert dialog.accept_button.text() == "Vẫn thêm"
    assert len(names(desk)) == len(NAMES)
    dialog.reject()


def test_the_user_may_add_in_spite_of_the_warning(qtbot, alike, desk):
    window, dialog, _ = alike
    dialog.accept_button.click()
    settle(qtbot, window)
    assert len(names(desk)) == len(NAMES) + 1


def test_or_open_the_one_who_is_there(qtbot, alike, desk):
    window, dialog, ids = alike
    dialog.open_known.click()
    settle(qtbot, window)
    assert len(names(desk)) == len(NAMES)
    assert window.pages["members"].view.finder.table.current().id == ids["Bùi Thị An"]


def test_other_words_are_looked_at_anew(qtbot, alike, desk):
    window, dialog, _ = alike
    dialog.go_back.click()
    assert not dialog.warning.isVisible()
    dialog.form.name.edit.setCursorPosition(20)
    type_letters("h")
    assert dialog.accept_button.text() == "Thêm đồng chí"
    dialog.accept_button.click()
    settle(qtbot, window)
    assert "bui thi anh" in names(desk)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("joined", "3/2/1980", PartialDate(1980, 2, 3)),
        ("official", "1981", PartialDate(1981)),
        ("card_number", "1234 5678", "12345678"),
        ("mass_post", "Hội viên", "Hội viên"),
    ],
)
def test_every_field_is_kept_when_it_is_left(qtbot, open_window, desk, field, typed, kept):
    ids = enrol(desk, *NAMES)
    window = open_window(desk)
    edit = window.pages["members"].view.panel.fields[field].edit
    edit.setFocus()
    type_letters(typed)
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert getattr(members.member_card(desk, ids["Bùi Thị An"]).member, field) == kept


def test_a_post_is_typed_in_the_card_and_shows_in_the_list(qtbot, open_window, desk):
    enrol(desk, *NAMES)
    window = open_window(desk)
    page = window.pages["members"]
    field = page.view.panel.fields["party_post"]
    field.edit.setText("Phó bí thư")
    field.leave()
    settle(qtbot, window)
    assert page.view.finder.table.current().post == "Phó bí thư"


def test_a_wrong_card_number_is_said_under_its_field(qtbot, open_window, desk):
    enrol(desk, *NAMES)
    window = open_window(desk)
    field = window.pages["members"].view.panel.fields["card_number"]
    field.edit.setText("12")
    field.leave()
    settle(qtbot, window)
    assert "8 hoặc 12" in field.problem.text()


def test_a_stored_card_number_never_shows_whole(open_window, desk):
    enrol(desk, person("Bùi Thị An", card_number="12345678"))
    field = open_window(desk).pages["members"].view.panel.fields["card_number"]
    assert "12345678" not in field.edit.displayText()


def test_a_status_is_changed_from_a_day_on_and_filtered_by(qtbot, open_window, desk, dialogs):
    ids = enrol(desk, *NAMES)
    window = open_window(desk)
    page = window.pages["members"]
    page.view.panel.change_status.click()
    dialog = dialogs.expect(StatusDialog)
    assert dialog.since.text == "20/11/2026"
    dialog.choice.choose("exempt")
    dialog.since.edit.setText("1/11/2026")
    dialog.accept_button.click()
    settle(qtbot, window)
    assert members.member_card(desk, ids["Bùi Thị An"]).status is StatusKind.EXEMPT
    box = page.view.states
    assert [box.itemText(place) for place in range(box.count())] == [
        "Tất cả (5)", "Đang sinh hoạt (4)", "Được miễn (1)", "Chính thức (4)", "Miễn sinh hoạt (1)",
    ]  # fmt: skip
    box.choose("freed")
    box.picked.emit("freed")
    assert page.view.model.rowCount() == 1


def test_a_member_moves_to_another_cell_where_there_are_several(
    qtbot, open_window, ward_desk, dialogs
):
    ids = enrol(
        ward_desk,
        person("Bùi Thị An", cell_name="Chi bộ 1"),
        person("Trần Văn Bình", cell_name="Chi bộ 2"),
    )
    window = open_window(ward_desk)
    page = window.pages["members"]
    page.view.panel.move_cell.click()
    dialog = dialogs.expect(MoveDialog)
    dialog.since.edit.setText("1/12/2026")
    dialog.accept_button.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    dialog.since.edit.setText("1/11/2026")
    dialog.accept_button.click()
    settle(qtbot, window)
    assert members.member_card(ward_desk, ids["Bùi Thị An"]).cell_name == "Chi bộ 2"
    assert page.view.finder.table.current().cell_name == "Chi bộ 2"


def test_one_cell_offers_no_move(open_window, desk):
    enrol(desk, *NAMES)
    assert not open_window(desk).pages["members"].view.panel.move_cell.isVisible()
