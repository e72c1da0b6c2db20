"""Widgets side by side that go one under another where there is no room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE


class TurningRow(QWidget):
    """As narrow as its widest part; the part that stretches takes the room that is left."""

    def __init__(self, *parts: QWidget, spacing: int = SPACE.small, stretch: int = 0) -> None:
        super().__init__()
        self._parts = parts
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(current().px(spacing))
        for place, part in enumerate(parts):
            self._layout.addWidget(part, 1 if place == stretch else 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def minimumSizeHint(self) -> QSize:
        """The widest part, and the height of the layout as it stands."""
        widths = [p.minimumSizeHint().width() for p in self._shown()]
        return QSize(max(widths, default=0), self._layout.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the row where its parts do not fit."""
        super().resizeEvent(event)
        shown = self._shown()
        gaps = self._layout.spacing() * max(len(shown) - 1, 0)
        fits = sum(p.sizeHint().width() for p in shown) + gaps <= event.size().width()
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if way is not self._layout.direction():
            self._layout.setDirection(way)
            self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]
