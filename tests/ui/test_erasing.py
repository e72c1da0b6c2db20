"""Taking a person's data out through the window: two steps, and the list no longer names them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from studycompanion.errors import UserError
from studycompanion.services import erasing, members, removal
from studycompanion.ui.bin_dialog import BinDialog
from studycompanion.ui.dialogs import Message
from studycompanion.ui.erasures_dialog import ErasuresDialog
from studycompanion.ui.pages.members.erase_dialog import EraseDialog
from tests.ui.fixtures import ACTOR, settle
from tests.ui.keyboard import press
from tests.ui.people import enrol, topic_of

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


def bin_of(page, dialogs):
    made = BinDialog(page.window_around, page.context)
    made.open()
    page.settle()
    return dialogs.expect(BinDialog)


def take_out(page, dialogs):
    dialog = dialogs.expect(EraseDialog)
    page.settle()
    dialog.reason.edit.setText("Theo đơn")
    dialog.go_on.click()
    dialog.erase.click()
    page.settle()
    dialogs.expect(Message).accept()
    page.settle()


def test_somebody_is_erased_from_the_bin(page, desk, dialogs):
    everyone = {one.full_name: one.id for one in members.list_members(desk)}
    removal.remove_members(desk, [everyone["Lê An"]])
    removal.remove_topic(desk, topic_of(desk).id)
    made = bin_of(page, dialogs)
    assert [line.kind for line in made.model.records] == ["topic", "member"]
    made.table.go_to_row(0)
    assert not made.erase.isVisible()
    made.table.go_to_row(1)
    made.erase.click()
    take_out(page, dialogs)
    assert [line.kind for line in made.model.records] == ["topic"]
    assert len(erasing.register(desk)) == 1
    made.accept()


def test_of_several_in_one_line_of_the_bin_it_is_asked_who(qtbot, page, desk, dialogs):
    everyone = {one.full_name: one.id for one in members.list_members(desk)}
    removal.remove_members(desk, list(everyone.values()))
    made = bin_of(page, dialogs)
    made.erase.click()
    menu = made.findChild(QMenu)
    assert {action.text() for action in menu.actions()} == set(everyone)
    next(one for one in menu.actions() if one.text() == "Vũ Bình").trigger()
    menu.close()
    take_out(page, dialogs)
    with pytest.raises(UserError, match="already_erased"):
        erasing.foresee(desk, everyone["Vũ Bình"])
    made.accept()


def test_steps_under_the_name_are_told(page, desk, dialogs):
    enrol(desk, ACTOR.name)
    page.mark_stale()
    page.settle()
    page.view.finder.table.go_to_row(
        [one.full_name for one in page.view.model.records].index(ACTOR.name)
    )
    page.settle()
    dialog = ask(page, dialogs)
    assert "bước do chính người ấy ghi" in dialog._counts.text()
    dialog.reject()
