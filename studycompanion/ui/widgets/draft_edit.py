"""A field for longer text: tells pauses for the draft and being left for the change set."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from studycompanion.domain.vietnamese import pasted
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import TYPE

PAUSE_MS = 1500
_UNDO = QKeySequence.StandardKey.Undo
_REDOS = (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))
_NOT_LEAVING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class DraftEdit(QPlainTextEdit):
    """Grows with its text between ``least`` and ``most`` lines; Tab goes on to the next field."""

    paused = Signal(str)
    """What stands here, at most ``PAUSE_MS`` after it began to change."""
    left = Signal(str)
    """Another text than the stored one, when the field is left."""
    reverted = Signal()
    """Left with the stored text although something else was typed in between."""

    def __init__(self, name: str, *, least: int = 2, most: int = 12) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._stored = ""
        self._has_draft = self._paused = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._tell_pause)
        self.textChanged.connect(self._on_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    @property
    def is_dirty(self) -> bool:
        """Whether something else stands here than what is stored."""
        return self.toPlainText() != self._stored

    def show_stored(self, text: str, *, draft: str | None = None) -> None:
        """Show the stored text, or the draft that was found for it; one writes on at its end.

        What somebody is typing here is never replaced.
        """
        is_typing = self.hasFocus() and self.is_dirty
        self._stored = text
        shown = text if draft is None else draft
        self._has_draft = draft is not None
        if not is_typing and shown != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(shown)
            self.moveCursor(QTextCursor.MoveOperation.End)
            if not self.hasFocus():
                self.verticalScrollBar().setValue(0)
            self.blockSignals(False)
            self._fit()

    def give_back(self, text: str) -> None:
        """The text could not be kept: it counts as typed and not stored again."""
        self._stored = "\0" if self.toPlainText() == text else self._stored

    def tell_draft(self) -> None:
        """Tell now what stands here and is not stored, without waiting for a pause."""
        self._pause.stop()
        self._tell_pause()

    def leave(self) -> None:
        """Tell a text that is not stored yet."""
        self._pause.stop()
        text = self.toPlainText()
        if text != self._stored:
            self._stored, self._has_draft = text, False
            self.left.emit(text)
        elif self._has_draft:
            self._has_draft = False
            self.reverted.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field keeps it; opening a menu over it is not leaving."""
        super().focusOutEvent(event)
        if event.reason() not in _NOT_LEAVING:
            self.leave()

    def event(self, event: QEvent) -> bool:
        """Undo and redo are about typing here first, then belong to the journal."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            is_redo = _is_redo(event)
            if is_redo and document.isRedoAvailable():
                event.accept()
                return True
            if is_redo or (event.matches(_UNDO) and not document.isUndoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Y redoes on every system; what follows a pause is a step of its own for undo."""
        if _is_redo(event):
            self.redo()
        elif self._paused and event.text().isprintable() and event.text():
            with self._own_step():
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composed letters begin a step of undo after a pause, as typed ones do."""
        if self._paused and event.commitString():
            with self._own_step():
                super().inputMethodEvent(event)
        else:
            super().inputMethodEvent(event)

    @contextmanager
    def _own_step(self) -> Iterator[None]:
        self._paused = False
        cursor = self.textCursor()
        cursor.beginEditBlock()
        try:
            yield
        finally:
            cursor.endEditBlock()
            self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words only: neither pictures nor files."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop keep the words and leave the dress of Word and of web pages behind."""
        words = source.text() if source.hasText() else _words_of(source.html())
        with self._own_step():  # else undo takes back what was typed before it, too
            self.textCursor().insertText(pasted(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths break lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as the text needs."""
        return QSize(200, self._height())

    def _height(self) -> int:
        lines = int(self.document().documentLayout().documentSize().height())
        shown = min(max(lines, self._least), self._most)
        spacing = QFontMetrics(current().font(TYPE.body)).lineSpacing()
        return shown * spacing + 2 * int(self.document().documentMargin()) + current().px(14)

    def _fit(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _on_changed(self) -> None:
        if not self._pause.isActive() and self.is_dirty:
            self._pause.start()

    def _tell_pause(self) -> None:
        self._paused = True
        if self.is_dirty:
            self._has_draft = True
            self.paused.emit(self.toPlainText())


def _words_of(html: str) -> str:
    return QTextDocumentFragment.fromHtml(html).toPlainText()


def _is_redo(event: QKeyEvent) -> bool:
    pressed = QKeySequence(event.keyCombination())
    return any(pressed == keys for keys in _REDOS)
