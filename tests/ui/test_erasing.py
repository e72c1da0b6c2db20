"""Taking a person's data out through the window: two steps, and the list no longer names them."""

import pytest
from PySide6.QtCore import Qt

from studycompanion.services import erasing, members
from studycompanion.ui.dialogs import Message
from studycompanion.ui.erasures_dialog import ErasuresDialog
from studycompanion.ui.pages.members.erase_dialog import EraseDialog
from tests.ui.fixtures import settle
from tests.ui.keyboard import press
from tests.ui.people import enrol

KEY = Qt.Key


@pytest.fixture
def page(qtbot, open_window, desk):
    """The members' page with two people, the first chosen."""
    enrol(desk, "Lê An", "Vũ Bình")
    window = open_window(desk)
    made = window.pages["members"]
    made.settle = lambda: settle(qtbot, window)
    made.window_around = window
    made.view.finder.table.go_to(made.view.model.records[0].id)
    made.settle()
    return made


def ask(page, dialogs):
    page.erase_action.trigger()
    dialog = dialogs.expect(EraseDialog)
    page.settle()
    return dialog


def test_two_steps_take_the_name_off_and_the_register_has_a_line(page, desk, dialogs):
    dialog = ask(page, dialogs)
    dialog.reason.edit.setText("Theo đơn")
    dialog.until.edit.setText("31/12/2031")
    dialog.go_on.click()
    assert dialog.erase.isVisible()
    assert not dialog.go_on.isVisible()
    assert not dialog.with_backup.isChecked()
    dialog.erase.click()
    page.settle()
    assert [m.full_name for m in members.list_members(desk)] == ["Vũ Bình"]
    assert [m.full_name for m in page.view.model.records] == ["Vũ Bình"]
    dialogs.expect(Message).accept()
    book = ErasuresDialog(page.window_around, page.context)
    book.open()
    page.settle()
    dialogs.expect(ErasuresDialog)
    assert [one.reason for one in book.model.records] == ["Theo đơn"]
    book.accept()


def test_enter_alone_never_takes_anything_out(page, desk, dialogs):
    dialog = ask(page, dialogs)
    dialog.reason.edit.setText("Theo đơn")
    press(KEY.Key_Return)
    assert dialog.erase.isVisible()
    press(KEY.Key_Return)
    assert not dialog.erase.isVisible()
    dialog.reject()
    page.settle()
    assert erasing.register(desk) == ()


def test_what_is_wrong_is_said_and_what_was_typed_stays(page, desk, dialogs):
    dialog = ask(page, dialogs)
    dialog.go_on.click()
    assert "Chưa ghi lý do" in dialog.problem.text()
    dialog.reason.edit.setText("Lê An xin gỡ")
    dialog.until.edit.setText("hôm nọ")
    dialog.go_on.click()
    assert "hôm nọ" in dialog.problem.text()
    dialog.until.edit.setText("")
    dialog.go_on.click()
    dialog.erase.click()
    page.settle()
    assert "không có tên" in dialog.problem.text()
    assert dialog.reason.edit.text() == "Lê An xin gỡ"
    assert dialog.go_on.isVisible()
    dialog.reject()
    assert erasing.register(desk) == ()
