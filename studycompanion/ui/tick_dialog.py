"""A dialog over a list in which rows are ticked: by Enter, Space or a click, all by one key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.widgets.finder import Finder

TICK_ALL = "F9"
"""The key that ticks or unticks all rows."""


class TickDialog(FormDialog):
    """A subclass makes its ``finder``, says what a tick is, and calls ``listen``."""

    finder: Finder

    def turn_current(self) -> None:
        """Tick the current row, or take its tick off."""
        raise NotImplementedError

    def turn_all(self) -> None:
        """Tick all rows, or none where all are ticked."""
        raise NotImplementedError

    def on_entered(self) -> None:
        """Enter was pressed in the find box or the list."""
        self.turn_current()

    def listen(self) -> None:
        """Listen to the keys and the mouse of the list."""
        QShortcut(QKeySequence(TICK_ALL), self).activated.connect(self.turn_all)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.finder.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.turn_current)
        self.finder.entered.connect(self.on_entered)
        self.finder.table.clicked.connect(lambda _index: self.turn_current())
        self.accept_button.setDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ticks in the list and never closes the dialog."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
