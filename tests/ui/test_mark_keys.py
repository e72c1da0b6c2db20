"""The keys of the roll call can be given to other marks, and everything follows."""

import pytest
from PySide6.QtCore import Qt

from studycompanion.domain.attendance import Mark
from studycompanion.services import rollcall
from studycompanion.services.help import help_page
from studycompanion.ui import mark_keys
from studycompanion.ui.pages.settings.keys_dialog import KeysDialog
from tests.ui.fixtures import settle
from tests.ui.keyboard import press
from tests.ui.people import NAMES, enrol, session_of, topic_of


@pytest.fixture(autouse=True)
def _as_it_came():
    yield
    mark_keys.use_keys({})


@pytest.fixture
def session(desk):
    enrol(desk, *NAMES)
    return session_of(desk, topic_of(desk))


def change(dialogs, window, **keys):
    """Choose keys in the settings; the dialog, which is closed where they were taken."""
    window.pages["settings"].view.comforts.keys.click()
    dialog = dialogs.expect(KeysDialog)
    for name, key in keys.items():
        dialog.boxes[Mark(name)].choose(key)
    dialog.save.click()
    return dialog


def test_another_key_marks_after_it_was_chosen(qtbot, desk, session, open_window, dialogs):
    window = open_window(desk, "settings")
    change(dialogs, window, excused="F9")
    settle(qtbot, window)
    assert window.context.preferences.comforts.mark_keys["excused"] == "F9"
    window.visit("rollcall")
    window.activateWindow()
    settle(qtbot, window)
    page = window.pages["rollcall"]
    assert page.view.panel.buttons[Mark.EXCUSED].text().endswith("(F9)")
    page.view.finder.setFocus()
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F9)
    settle(qtbot, window)
    found = rollcall.open_roll(desk, session.id).lines
    assert [line.mark for line in found[:2]] == [Mark.EXCUSED, Mark.UNMARKED]


def test_one_key_for_two_marks_is_refused_and_nothing_changes(qtbot, desk, open_window, dialogs):
    window = open_window(desk, "settings")
    dialog = change(dialogs, window, excused="F2")
    assert "F2" in dialog.problem.text()
    assert window.context.preferences.comforts.mark_keys == {}
    dialog.reset.click()
    dialog.save.click()
    settle(qtbot, window)
    assert mark_keys.keys_in_force() == mark_keys.MARK_KEYS


@pytest.mark.parametrize(
    "chosen", [{"late": "F3"}, {"late": "F1"}, {"late": "Q"}, {"nothing": "F2"}]
)
def test_a_choice_that_makes_no_sense_leaves_the_keys_as_they_came(chosen):
    mark_keys.use_keys(chosen)
    assert mark_keys.keys_in_force() == mark_keys.MARK_KEYS


def test_the_help_names_the_keys_in_force():
    mark_keys.use_keys({"late": "F3", "online": "F2"})
    text = mark_keys.with_keys_in_force(help_page("keys"))
    assert "**F3**: Đến muộn" in text
    assert "**F2**: Trực tuyến" in text
    assert "**F1**" in text
