"""Widgets side by side that go on in further lines where there is no room."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE


class TurningRow(QWidget):
    """As narrow as its widest part; the part that stretches takes the room that is left."""

    def __init__(self, *parts: QWidget, spacing: int = SPACE.small, stretch: int = 0) -> None:
        super().__init__()
        self._parts, self._stretch = parts, stretch
        self._gap = current().px(spacing)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(current().px(SPACE.hair))
        self._rows = [QHBoxLayout() for _ in parts]
        for row in self._rows:
            row.setSpacing(self._gap)
            self._layout.addLayout(row)
        self._lines: list[list[int]] = []
        self._arrange([list(range(len(parts)))])
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def minimumSizeHint(self) -> QSize:
        """The widest part, and the height of the layout as it stands."""
        widths = [p.minimumSizeHint().width() for p in self._parts if not p.isHidden()]
        return QSize(max(widths, default=0), self._layout.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the row where its parts do not fit."""
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """Parts that come, go or say something longer may break the row elsewhere."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        lines = self._broken(self.width())
        if lines != self._lines:
            self._arrange(lines)
            self.updateGeometry()

    def _broken(self, width: int) -> list[list[int]]:
        """Which parts stand in which line; the hidden ones take no room."""
        lines: list[list[int]] = [[]]
        used = 0
        for place, part in enumerate(self._parts):
            wanted = 0 if part.isHidden() else max(part.sizeHint().width(), 0)
            if used and wanted and used + wanted > width:
                lines.append([])
                used = 0
            lines[-1].append(place)
            used += 0 if part.isHidden() else wanted + self._gap  # one that is empty has its gap
        return lines

    def _arrange(self, lines: list[list[int]]) -> None:
        self._lines = lines
        for row in self._rows:
            for part in self._parts:
                row.removeWidget(part)
        for row, places in zip(self._rows, lines, strict=False):
            for place in places:
                row.addWidget(self._parts[place], 1 if place == self._stretch else 0)
