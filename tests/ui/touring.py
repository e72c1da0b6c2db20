"""A tour with the Tab key: where it stops, in which order, and whether it can be seen."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEventLoop, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QScrollArea,
    QWidget,
)

from tests.ui.everywhere import called, place_of, stops

MOST = 120
_SLACK = 6
"""Pixels by which the edges of neighbours may differ."""


def take_keyboard(top: QWidget) -> None:
    """Make a window the active one, as it is for whoever sits in front of it.

    A hidden window that comes back counts as active already: so another one has to be first.
    """
    other = QWidget()
    for window in (other, top):
        window.show()
        window.activateWindow()
        _wait_for(window.isActiveWindow)
    other.close()
    _wait_for(lambda: QApplication.focusWidget() is not None)


def _wait_for(is_so: Callable[[], bool]) -> None:
    for _ in range(1000):
        if is_so():
            return
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
    raise AssertionError("nothing takes the keyboard")


def tour(top: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where the key takes the keyboard in ``top``, once round."""
    start = QApplication.focusWidget()
    assert start is not None, "nothing has the keyboard"
    modifier = Qt.KeyboardModifier
    held = modifier.ShiftModifier if key == Qt.Key.Key_Backtab else modifier.NoModifier
    found = [start]
    for _ in range(MOST):
        QTest.keyClick(QApplication.focusWidget(), key, held)
        now = QApplication.focusWidget()
        if now is start and (len(found) > 1 or stops(top) == found):
            return found
        if now is None or now is found[-1]:
            raise AssertionError(f"{called(found[-1])} does not let the keyboard go on")
        found.append(now)
    raise AssertionError(f"{called(start)} is not met again")


def not_reached(top: QWidget, toured: list[QWidget]) -> Iterator[str]:
    """What takes the keyboard and is not on the tour, as sentences."""
    for widget in stops(top):
        if widget not in toured:
            yield f"{called(widget)} is not reached"


def out_of_order(top: QWidget, toured: list[QWidget]) -> list[str]:
    """Steps of the tour that lead back in reading order; one begins it anew and is none."""
    inside = [w for w in toured if not _is_of_frame(w)]
    steps = zip(inside, inside[1:] + inside[:1], strict=True)
    back = [
        f"{called(after)} comes after {called(before)}"
        for before, after in steps
        if not _follows(*_places(before, after))
    ]
    return back if len(back) > 1 else []


def _places(before: QWidget, after: QWidget) -> tuple[QRect, QRect]:
    """Where two widgets stand; one that can be scrolled away stands where its area does."""
    areas = _area_of(before), _area_of(after)
    if areas[0] is areas[1]:
        return place_of(before), place_of(after)
    return place_of(areas[0] or before), place_of(areas[1] or after)


def _area_of(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _is_of_frame(widget: QWidget) -> bool:
    """The list of pages stands beside every page, before the first of its controls."""
    return isinstance(widget.window(), QMainWindow) and isinstance(widget, QListWidget)


def _follows(before: QRect, after: QRect) -> bool:
    """Whether a reader comes from one to the other: it lies below, at the right, or inside."""
    is_below = after.top() >= before.bottom() - _SLACK
    is_right = after.left() >= before.right() - _SLACK
    return is_below or is_right or before.contains(after)


def looks_alike(widget: QWidget) -> bool:
    """Whether a widget with the keyboard looks as without it."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    is_line = isinstance(widget, QLineEdit)
    was_selected = (widget.selectionStart(), widget.selectionLength()) if is_line else (-1, 0)
    if is_line:
        widget.deselect()
    with_it = widget.grab().toImage()
    widget.clearFocus()
    without = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    if was_selected[0] >= 0:
        widget.setSelection(*was_selected)
    return with_it == without
