"""Input methods: a word is shown while it is composed, kept as a whole, and wakes no shortcut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)

from studycompanion.domain.attendance import Mark
from studycompanion.services import rollcall
from studycompanion.ui.widgets.draft_edit import DraftEdit
from studycompanion.ui.widgets.search_box import SearchBox
from tests.ui.everywhere import a_stage, called, shown, walk
from tests.ui.fixtures import settle
from tests.ui.keyboard import compose, focused, press
from tests.ui.people import NAMES, enrol, session_of, topic_of
from tests.ui.touring import take_keyboard

pytestmark = pytest.mark.walk

HALF, WHOLE = "Đồn", "Đồng"
FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)


def fields(top: QWidget) -> list[QWidget]:
    """Where one may type in a window now."""
    found = [field for kind in FIELDS for field in shown(top, kind)]
    return [f for f in found if f.isEnabled() and not f.isReadOnly() and _is_plain(f)]


def _is_plain(field: QWidget) -> bool:
    """Neither a password, which no input method may see, nor the inside of another field."""
    is_inner = isinstance(field.parent(), (QComboBox, QSpinBox))
    is_secret = isinstance(field, QLineEdit) and field.echoMode() is not QLineEdit.EchoMode.Normal
    return not is_inner and not is_secret


def text(field: QWidget) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def send(field: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def swallowed(top: QWidget) -> list[str]:
    """Fields that do not show, keep or leave alone what is composed in them."""
    take_keyboard(top)
    return [words for field in fields(top) for words in _wrong_with(field)]


def _wrong_with(field: QWidget) -> list[str]:
    _go_to(field)
    before, plain = text(field), field.grab().toImage()
    send(field, HALF)
    found = []
    if text(field) != before:
        found.append("takes half a word for its text")
    if field.grab().toImage() == plain:
        found.append("does not show what is composed")
    send(field, "", WHOLE)
    if text(field).count(WHOLE) != before.count(WHOLE) + 1:
        found.append("does not take the word")
    if QApplication.focusWidget() is not field:
        found.append("loses the keyboard")
    _put_back(field, before)
    return [f"{called(field)} {words}" for words in found]


def _go_to(field: QWidget) -> None:
    """Give a field the keyboard, behind its text: Tab would select it to be replaced."""
    field.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(field, QLineEdit):
        field.deselect()
        field.end(False)


def _put_back(field: QWidget, before: str) -> None:
    """Leave nothing behind that the page would keep."""
    if isinstance(field, QLineEdit):
        field.setText(before)
    else:
        field.setPlainText(before)


def lost(top: QWidget) -> list[str]:
    """Fields that drop the word being composed when the keyboard goes elsewhere."""
    found, places = [], fields(top)
    for field, other in zip(places, places[1:] + places[:1], strict=True):
        if field is not other:
            _go_to(field)
            before = text(field)
            send(field, WHOLE)
            other.setFocus(Qt.FocusReason.TabFocusReason)
            if text(field).count(WHOLE) != before.count(WHOLE) + 1:
                found.append(f"{called(field)} drops what is composed")
            _put_back(field, before)
    return found


@pytest.fixture(scope="module")
def walked(qapp, tmp_path_factory):
    """What is wrong with composing anywhere; and how many fields there were."""
    met = []
    checks = {
        "fields": lambda top: met.extend(fields(top)) or [],
        "composing": swallowed,
        "leaving": lambda top: [] if isinstance(top, QMainWindow) else lost(top),
    }
    with a_stage(tmp_path_factory.mktemp("preedit")) as stage:
        found = walk(stage, checks)
    return found | {"count": len(met)}


def test_there_are_fields_to_walk_through(walked):
    assert walked["count"] > 40


def test_a_word_is_shown_while_composed_and_taken_as_a_whole(walked):
    assert walked["composing"] == []


def test_leaving_a_field_keeps_the_word_that_was_being_composed(walked):
    assert walked["leaving"] == []


@pytest.fixture
def roll(qtbot, open_window, desk):
    """The roll call of a session that five people are called to, and its page."""
    enrol(desk, *NAMES)
    session = session_of(desk, topic_of(desk))
    window = open_window(desk, "rollcall")
    return window, window.pages["rollcall"], session, desk


def marks(desk, session) -> set[Mark]:
    return {line.mark for line in rollcall.open_roll(desk, session.id).lines}


def test_composing_a_name_marks_nobody_and_finds_as_one_types(qtbot, roll):
    window, page, session, desk = roll
    page.view.finder.setFocus()
    for letters, found in (("t", 4), ("tu", 1), ("tuâ", 1), ("tuấ", 1)):
        compose(letters)
        assert page.view.model.rowCount() == found
    compose("", commit="tuấn")
    settle(qtbot, window)
    assert page.view.finder.box.text() == "tuấn"
    assert marks(desk, session) == {Mark.UNMARKED}


def test_a_reason_is_kept_only_as_whole_words(qtbot, roll):
    window, page, session, desk = roll
    page.marking.mark_current(Mark.EXCUSED)
    settle(qtbot, window)
    page.view.finder.table.go_to_row(0)
    page.view.panel.reason.setFocus()
    compose("Ố")
    settle(qtbot, window)
    assert {line.reason for line in rollcall.open_roll(desk, session.id).lines} == {""}
    compose("", commit="Ốm")
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert "Ốm" in {line.reason for line in rollcall.open_roll(desk, session.id).lines}


def test_a_draft_never_holds_half_a_word(qtbot):
    edit = DraftEdit("Ưu điểm")
    qtbot.addWidget(edit)
    told = []
    edit.paused.connect(told.append)
    edit.show()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    compose("Gươ")
    edit._tell_pause()
    assert told == []
    compose("", commit="Gương")
    edit._tell_pause()
    assert told == ["Gương"]


def test_a_word_under_composition_is_kept_when_the_keyboard_goes(qtbot):
    page = QWidget()
    first, second = SearchBox("Tìm"), QLineEdit(page)
    first.setParent(page)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    compose("Tuấn")
    second.setFocus()
    assert first.text() == "Tuấn"
    assert focused() is second
