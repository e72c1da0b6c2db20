"""Keys that mean the same everywhere: Esc, Tab in texts, and the letters of the menus."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QPlainTextEdit, QTextEdit, QWidget

from studycompanion import messages
from studycompanion.ui.page import Page
from studycompanion.ui.wizards.recovery_sheet import RecoverySheet
from tests.ui.everywhere import a_stage, called, shown, walk
from tests.ui.fixtures import settle
from tests.ui.keyboard import focused, press, type_letters
from tests.ui.people import NAMES, enrol, session_of, topic_of
from tests.ui.touring import take_keyboard, tour

pytestmark = pytest.mark.walk


def held_back(top: QWidget) -> list[str]:
    """Texts in which Tab would write a tab instead of going on."""
    texts = [field for kind in (QPlainTextEdit, QTextEdit) for field in shown(top, kind)]
    return [f"{called(f)} keeps Tab" for f in texts if not (f.isReadOnly() or f.tabChangesFocus())]


def not_left_by_escape(top: QWidget) -> list[str]:
    """Dialogs that stay at Esc, and pages where it does not lead back to the beginning.

    Only the recovery key stays: it is shown once, and one key too many would lose it.
    """
    take_keyboard(top)
    if isinstance(top, QDialog):
        press(Qt.Key.Key_Escape)
        may_stay = isinstance(top, RecoverySheet) or _is_stopping(top)
        return [f"{called(top)} stays"] if top.isVisible() and not may_stay else []
    page = next(shown(top, Page))
    begin = page.first_place().focusProxy() or page.first_place()
    found = []
    for place in [w for w in tour(top) if page.isAncestorOf(w)]:
        place.setFocus(Qt.FocusReason.TabFocusReason)
        press(Qt.Key.Key_Escape)
        if focused() is not begin:
            found.append(f"Esc leaves the keyboard in {called(focused())}")
    return found


def _is_stopping(dialog: QWidget) -> bool:
    """A job that is asked to stop goes when it has."""
    return any("Đang dừng" in words.text() for words in dialog.findChildren(QLabel))


@pytest.fixture(scope="module")
def walked(qapp, tmp_path_factory):
    checks = {"tab": held_back, "escape": not_left_by_escape}
    with a_stage(tmp_path_factory.mktemp("keys")) as stage:
        return walk(stage, checks)


def test_tab_goes_on_from_every_text(walked):
    assert walked["tab"] == []


def test_escape_closes_dialogs_and_leads_back_to_where_a_page_begins(walked):
    assert walked["escape"] == []


@pytest.fixture
def full_desk(desk):
    enrol(desk, *NAMES)
    session_of(desk, topic_of(desk))
    return desk


def test_escape_keeps_what_was_typed(qtbot, open_window, full_desk):
    window = open_window(full_desk, "members")
    page = window.pages["members"]
    page.view.panel.fields["phone"].setFocus()
    type_letters("0912345678")
    press(Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert focused() is page.view.finder.box
    assert page.view.panel.fields["phone"].text == "0912345678"


def test_escape_empties_a_find_box_first(qtbot, open_window, full_desk):
    window = open_window(full_desk, "members")
    page = window.pages["members"]
    type_letters("an")
    press(Qt.Key.Key_Escape)
    assert page.view.finder.box.text() == ""
    assert focused() is page.view.finder.box


def letters(actions: list[QAction]) -> list[str]:
    """The letters that are pressed with Alt, as they are marked in the words of a menu."""
    found = []
    for action in actions:
        words = action.text().replace("&&", "")
        place = words.find("&")
        if place >= 0:
            found.append(words[place + 1].lower())
    return found


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_letter_of_a_menu_stands_for_two_things(qtbot, open_window, full_desk, language):
    window = open_window(full_desk, "members")
    window.context.preferences.change(language=language)
    window.redress()
    settle(qtbot, window)
    bar = window.menuBar()
    menus = [bar.actions(), *(menu.actions() for menu in bar.findChildren(QMenu))]
    doubled = [letter for actions in menus
               for letter, times in Counter(letters(actions)).items() if times > 1]  # fmt: skip
    assert doubled == []
    assert len(letters(bar.actions())) == len(bar.actions())
    window.context.preferences.change(language="vi")
    window.redress()
