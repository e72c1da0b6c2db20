"""Keeps keys of the whole window from fields that would swallow them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget


class KeyGuard(QObject):
    """Watches whoever has the keyboard; on Linux a text field takes Ctrl+K to cut its line."""

    def __init__(self, parent: QWidget, keys: Sequence[str]) -> None:
        super().__init__(parent)
        self._keys = {QKeySequence(key).toString() for key in keys}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
            self._on_focus(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the keys to the window's shortcuts."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.ignore()
            return True
        return False

    def _is_ours(self, event: QKeyEvent) -> bool:
        return QKeySequence(event.keyCombination()).toString() in self._keys

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)
