"""Walking through the first start as a person at the keyboard does."""

from PySide6.QtCore import Qt

from studycompanion.ui.wizards.answers import Step
from studycompanion.ui.wizards.start_dialog import StartDialog
from tests.ui.fixtures import SETUP
from tests.ui.keyboard import focused, press, type_letters

KEY = Qt.Key


def to_way(dialog: StartDialog) -> None:
    """Enter takes the text size as it is."""
    assert dialog.step is Step.LOOK
    press(KEY.Key_Return)
    assert dialog.step is Step.WAY


def choose_below(times: int) -> None:
    """Arrow down so many ways."""
    for _ in range(times):
        press(KEY.Key_Down)


def name_bodies(dialog: StartDialog, setup=SETUP) -> None:
    """Type who we are into the four fields, from the first on, and go on."""
    assert dialog.step is Step.BODIES
    for place, text in enumerate((setup.superior, setup.cell, setup.place, setup.secretary)):
        if place:
            press(KEY.Key_Tab)
        type_letters(text)
    press(KEY.Key_Return)


def without_password(dialog: StartDialog) -> None:
    """Space takes the first of the two, no password."""
    assert dialog.step is Step.GUARD, dialog.problem.text()
    press(KEY.Key_Space)
    press(KEY.Key_Return)
    assert dialog.step is Step.ROSTER, dialog.problem.text()


def tab_to(widget) -> None:
    """Press Tab until a control has the keyboard."""
    for _ in range(20):
        if focused() is widget:
            return
        press(KEY.Key_Tab)
    raise AssertionError("Tab never comes there")


def to_roster(dialog: StartDialog, setup=SETUP) -> None:
    """From the first question of new data to the last, without a password."""
    to_way(dialog)
    press(KEY.Key_Return)
    name_bodies(dialog, setup)
    without_password(dialog)


def begin_later(dialog: StartDialog, setup=SETUP) -> None:
    """The whole path of new data, its list left for later."""
    to_roster(dialog, setup)
    choose_below(2)
    press(KEY.Key_Return)
