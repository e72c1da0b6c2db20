"""What was written in an earlier year, beside what is written now."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, label
from studycompanion.ui.words import tr

_BOTH_FIT = 440
"""Pixels at the usual size from which two columns of text can be read."""


class PastCard(QFrame):
    """Words of an earlier year, to be read and copied; not seen where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "soft")
        self.year = label("", "field")
        self.words = label("")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = column(self.year, self.words, None, spacing=SPACE.hair)
        room = current().px(SPACE.small)
        inside.setContentsMargins(room, room, room, room)
        self.setLayout(inside)
        self.hide()

    def show_text(self, year: int, text: str) -> None:
        """Show what was written, or nothing."""
        self.year.setText(tr("Năm {year}", year=year))
        self.words.setText(text)
        self.setVisible(bool(text))


class Beside(QWidget):
    """This year's field and last year's words: side by side where both can be read."""

    def __init__(self, field: QWidget, past: QWidget) -> None:
        super().__init__()
        self._lines = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(current().px(SPACE.small))
        self._lines.addWidget(field, 3, Qt.AlignmentFlag.AlignTop)
        self._lines.addWidget(past, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the room says so."""
        super().resizeEvent(event)
        fits = event.size().width() >= current().wide(_BOTH_FIT)
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if way is not self._lines.direction():
            self._lines.setDirection(way)
