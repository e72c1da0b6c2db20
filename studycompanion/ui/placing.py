"""Where the window stands: whole on the screen with its frame, and as it was left the last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QObject, QRect
from PySide6.QtGui import QGuiApplication, QScreen

if TYPE_CHECKING:
    from studycompanion.ui.main_window import MainWindow

_USUAL = QRect(0, 0, 1366, 768)
_LIKELY_FRAME = QMargins(8, 40, 8, 8)
"""Title bar and borders, as no system tells them before a window is shown."""


def fits(inside: QRect, room: QRect, frame: QMargins) -> bool:
    """Whether a window of this inner size has room on a screen with its frame."""
    outside = inside.marginsAdded(frame)
    return outside.width() <= room.width() and outside.height() <= room.height()


def fitted(inside: QRect, room: QRect, frame: QMargins) -> QRect:
    """The inner rectangle moved, and cut where it must be, so that its frame is in ``room``."""
    free = room.marginsRemoved(frame)
    size = inside.size().boundedTo(free.size())
    left = min(max(inside.left(), free.left()), free.right() + 1 - size.width())
    top = min(max(inside.top(), free.top()), free.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())


class Placing(QObject):
    """Shows a window where it fits, and remembers where it stands when it is closed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.painted.connect(self._settle)
        window.closed.connect(self._remember)

    def show(self) -> None:
        """At the remembered place; else in the middle, or maximised where that is too little."""
        comforts = self._window.context.preferences.comforts
        known = _rectangle(comforts.place)
        room = _screen(known).availableGeometry()
        wanted = known or _in_the_middle(room)
        is_small = known is None and not fits(wanted, room, _LIKELY_FRAME)
        frame = QMargins() if known else _LIKELY_FRAME
        self._window.setGeometry(fitted(wanted, room, frame))
        if is_small or comforts.is_maximised:
            self._window.showMaximized()
        else:
            self._window.show()

    def _settle(self) -> None:
        """Now the frame is known: nothing of it may be beyond the screen's edge."""
        window = self._window
        if window.isMaximized() or window.isFullScreen():
            return
        inside, outside = window.geometry(), window.frameGeometry()
        frame = QMargins(
            inside.left() - outside.left(),
            inside.top() - outside.top(),
            outside.right() - inside.right(),
            outside.bottom() - inside.bottom(),
        )
        wanted = fitted(inside, window.screen().availableGeometry(), frame)
        if wanted != inside:
            window.setGeometry(wanted)

    def _remember(self) -> None:
        window = self._window
        is_maximised = window.isMaximized()
        place = window.normalGeometry() if is_maximised else window.geometry()
        window.context.preferences.change(
            place=[place.x(), place.y(), place.width(), place.height()], is_maximised=is_maximised
        )


def _rectangle(place: list[int]) -> QRect | None:
    """The remembered rectangle; a file that anybody may edit can hold anything."""
    is_place = len(place) == 4 and all(isinstance(part, int) for part in place)
    found = QRect(*place) if is_place else QRect()
    return found if found.width() > 200 and found.height() > 200 else None


def _screen(known: QRect | None) -> QScreen:
    there = QGuiApplication.screenAt(known.center()) if known else None
    return there or QGuiApplication.primaryScreen()


def _in_the_middle(room: QRect) -> QRect:
    middle = QRect(_USUAL)
    middle.moveCenter(room.center())
    return middle
