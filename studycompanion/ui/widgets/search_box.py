"""The find box of every list: reads composed text too, and leaves journal keys to the window."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from studycompanion.ui.widgets.inside_button import Ends, InsideButton
from studycompanion.ui.words import tr

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_JOURNAL_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class SearchBox(QLineEdit):
    """Tells what is typed, counting the letters that an input method is still composing."""

    searched = Signal(str)
    entered = Signal()
    moved = Signal(int)
    paged = Signal(int)
    copied = Signal()
    """The copy keys while no letters are selected here: meant for the list."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self._composed = ""
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self._look = InsideButton(self, "search", tr("Tìm"))
        self._look.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # all it does is what Tab did already
        self._look.clicked.connect(self._begin)
        self._clear = InsideButton(self, "clear", tr("Bỏ chữ đang tìm"))
        self._clear.clicked.connect(self._on_clear)
        self._clear.hide()
        self._ends = Ends(self, self._look, self._clear)
        self.textChanged.connect(self._tell)

    @property
    def sought(self) -> str:
        """The text with what is being composed."""
        place = self.cursorPosition()
        return self.text()[:place] + self._composed + self.text()[place:]

    def empty(self) -> None:
        """Drop the text and what is being composed."""
        if self._composed:
            QGuiApplication.inputMethod().reset()
            self._composed = ""
            super().inputMethodEvent(QInputMethodEvent())
        self.clear()
        self._tell()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take composed letters, and look for them at once."""
        self._composed = event.preeditString()
        super().inputMethodEvent(event)
        self._tell()

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the journal here, not to a few typed letters."""
        if event.type() is QEvent.Type.ShortcutOverride and _is_of_journal(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list, Enter chooses, Esc empties the box."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key in _PAGES and not event.modifiers():
            self.paged.emit(_PAGES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.sought:
            self.empty()
        elif event.matches(QKeySequence.StandardKey.Copy) and not self.hasSelectedText():
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        self.setFocus()
        self.selectAll()

    def _on_clear(self) -> None:
        self.empty()
        self.setFocus()

    def _tell(self) -> None:
        if self._clear.isHidden() == bool(self.sought):
            self._clear.setVisible(bool(self.sought))
            self._ends.place()
        self.searched.emit(self.sought)


def _is_of_journal(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _JOURNAL_KEYS)
