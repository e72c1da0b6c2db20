"""The window stands whole on the screen, and where it was left."""

import pytest
from PySide6.QtCore import QMargins, QRect

from studycompanion.services import opening
from studycompanion.ui.placing import Placing, fits, fitted
from studycompanion.ui.preferences import Preferences
from tests.ui.fixtures import close, settle, wait_for_window

FRAME = QMargins(1, 37, 1, 1)
SMALL = QRect(0, 0, 1366, 768)


def test_the_usual_window_does_not_fit_a_small_screen_with_its_frame():
    assert not fits(QRect(0, 0, 1366, 768), SMALL, FRAME)
    assert fits(QRect(0, 0, 1366, 768), QRect(0, 0, 1920, 1040), FRAME)


@pytest.mark.parametrize(
    "inside",
    [
        QRect(0, 20, 1366, 768),
        QRect(-500, -300, 900, 600),
        QRect(4000, 3000, 900, 600),
        QRect(10, 50, 9000, 9000),
    ],
)
def test_a_window_and_its_frame_are_never_beyond_the_edge(inside):
    assert SMALL.contains(fitted(inside, SMALL, FRAME).marginsAdded(FRAME))


def test_a_window_that_fits_stays_where_it_is():
    inside = QRect(100, 80, 900, 600)
    assert fitted(inside, SMALL, FRAME) == inside


@pytest.mark.parametrize("is_maximised", [False, True])
def test_the_window_opens_as_it_was_left(qtbot, start, desk, data_folder, is_maximised):
    opening.close(desk)
    Preferences(data_folder).change(place=[5, 50, 780, 700], is_maximised=is_maximised)
    window = wait_for_window(qtbot, start())
    assert window.isMaximized() is is_maximised
    if not is_maximised:
        assert window.geometry().topLeft().toTuple() == (5, 50)
    if not is_maximised:
        window.setGeometry(QRect(9, 60, window.width(), 690))
    close(qtbot, window)
    kept = Preferences(data_folder).comforts
    assert kept.is_maximised is is_maximised
    assert is_maximised or kept.place[:2] == [9, 60]


@pytest.mark.parametrize("written", [[], [1, 2], ["a", 0, 0, 0], [0, 0, 3, 3]])
def test_on_a_small_screen_the_first_window_fills_it(qtbot, open_window, desk, written):
    window = open_window(desk)
    window.hide()
    window.context.preferences.change(place=written)
    Placing(window).show()
    settle(qtbot, window)
    room = window.screen().availableGeometry()
    assert window.isMaximized() is not fits(SMALL, room, FRAME)
