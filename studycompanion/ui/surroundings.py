"""What comes from outside the window: a second start, and another look of the machine."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from studycompanion.ui.theme import system_look

_RAISE_CHECK_MS = 1000


class Surroundings(QObject):
    """Listens as long as its window lives."""

    called = Signal()
    """The program was started once more: its window is wanted."""
    look_turned = Signal()
    """The machine turned light, dark or to high contrast."""

    def __init__(self, folder: Path, window: QObject) -> None:
        super().__init__(window)
        self._folder = folder
        self._look = system_look()
        hints = QGuiApplication.styleHints()
        for turned in (
            hints.colorSchemeChanged,
            hints.accessibility().contrastPreferenceChanged,
        ):
            turned.connect(self._on_look, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self, interval=_RAISE_CHECK_MS)
        self._timer.timeout.connect(self._look_for_call)

    def listen(self) -> None:
        """Look for a second start from now on."""
        self._timer.start()

    def stop(self) -> None:
        """The window goes: nobody needs to be called any more."""
        self._timer.stop()

    def _look_for_call(self) -> None:
        from studycompanion.services import opening

        if opening.was_asked_to_raise(self._folder):
            self.called.emit()

    def _on_look(self, _wish: object) -> None:
        before, self._look = self._look, system_look()
        if self._look != before:
            self.look_turned.emit()
