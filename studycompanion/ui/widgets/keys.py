"""Where typed letters go: to the finder of the page, wherever the keyboard is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_HARMLESS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def is_letter(event: QKeyEvent) -> bool:
    """Whether a key types something visible: no Ctrl, Alt or Meta, and not the space bar."""
    held = event.modifiers() & ~_HARMLESS
    return not held and event.text().isprintable() and bool(event.text().strip())


class LetterWatch(QObject):
    """Sends letters pressed on controls that have no use for them elsewhere."""

    def __init__(self, take: Callable[[QKeyEvent], None], *controls: QWidget) -> None:
        super().__init__(controls[0])
        self._take = take
        for control in controls:
            control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the letters, leave every other key and event."""
        pressed = event.type() is QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and is_letter(event):
            self._take(event)
            return True
        return super().eventFilter(watched, event)
