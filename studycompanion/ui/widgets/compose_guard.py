"""Keeps a word that an input method is still composing when its field is left.

Most input methods hand it over by themselves; where one does not, Qt drops it without a word.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


class ComposeGuard(QObject):
    """Watches whoever has the keyboard, in every window of the program."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._composed = ""
        app.focusChanged.connect(self._on_focus)
        self._on_focus(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what is composed; hand it over just before the keyboard goes."""
        if event.type() is QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._composed = event.preeditString()
        elif event.type() is QEvent.Type.FocusOut and self._composed:
            self._hand_over(watched)
        return False

    def finish(self) -> None:
        """Hand over what is composed now, though its field is not left yet."""
        holder = QApplication.focusWidget()
        if self._composed and holder is not None:
            self._hand_over(holder)

    def _hand_over(self, field: QObject) -> None:
        word, self._composed = self._composed, ""
        event = QInputMethodEvent()
        event.setCommitString(word)
        QApplication.sendEvent(field, event)

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        self._composed = ""
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and new.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            new.installEventFilter(self)
