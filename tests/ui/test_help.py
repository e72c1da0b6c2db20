"""F1 and the help menu: a page of help for every page, to read without a network."""

import pytest
from PySide6.QtCore import Qt

from studycompanion.services.help import help_names
from studycompanion.ui.help_sheet import HelpSheet
from tests.ui.fixtures import settle
from tests.ui.keyboard import focused, press


def help_action(window, words):
    menu = next(a for a in window.menuBar().actions() if a.text() == "Trợ &giúp").menu()
    return next(action for action in menu.actions() if action.text() == words)


def test_f1_opens_the_help_of_every_page(qtbot, open_window, desk, dialogs):
    window = open_window(desk)
    for key in window.page_keys():
        window.visit(key)
        settle(qtbot, window)
        press(Qt.Key.Key_F1)
        sheet = dialogs.expect(HelpSheet)
        assert sheet.pages.chosen == key
        assert window.page_title(key) in sheet.reading.toPlainText().splitlines()[0]
        press(Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda sheet=sheet: not sheet.isVisible())


def test_the_keys_are_in_the_help_menu(open_window, desk, dialogs):
    window = open_window(desk)
    help_action(window, "Phím tắt").trigger()
    sheet = dialogs.expect(HelpSheet)
    assert "Ctrl+K" in sheet.reading.toPlainText()
    sheet.accept()


@pytest.fixture
def sheet(qtbot):
    made = HelpSheet(None, "members")
    qtbot.addWidget(made)
    return made


def test_every_help_page_is_one_choice_away(sheet):
    for name in help_names():
        sheet.show_page(name)
        title = sheet.reading.toPlainText().splitlines()[0]
        assert sheet.windowTitle() == sheet.reading.accessibleName() == f"Trợ giúp: {title}"
        assert sheet.pages.findText(title) == help_names().index(name)


def test_reading_follows_no_link_and_changes_nothing(sheet):
    assert sheet.reading.isReadOnly()
    assert not sheet.reading.openLinks()
    assert not sheet.reading.openExternalLinks()


def test_the_text_has_the_keyboard_so_that_arrows_scroll(open_window, desk, dialogs):
    open_window(desk)
    press(Qt.Key.Key_F1)
    sheet = dialogs.expect(HelpSheet)
    assert focused() is sheet.reading
    sheet.accept()
