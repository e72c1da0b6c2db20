"""Large figures in a row of cards, readable from the back of the room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, TARGET
from studycompanion.ui.widgets.basics import Card, label, row

_WIDTH, _WIDE = 104, 232


class FigureCard(Card):
    """One figure with what it counts; a formula in words under it where there is one."""

    def __init__(self, name: str, formula: str = "") -> None:
        super().__init__(padding=SPACE.medium)
        self.column.setSpacing(current().px(SPACE.hair // 2))
        self.figure = label("–", "figure", wraps=False)
        self._name = name
        self.name = label(name, "field" if formula else "muted")
        if formula:
            self.column.addLayout(row(self.figure, self.name, None, spacing=SPACE.medium))
            self.column.addWidget(label(formula, "muted"))
        else:
            self.column.addWidget(self.figure)
            self.column.addWidget(self.name)
        self.column.addStretch(1)
        self.least = current().px(_WIDE if formula else _WIDTH)

    def show_figure(self, text: str) -> None:
        """Show a figure and tell it to screen readers."""
        self.figure.setText(text)
        self.setAccessibleName(f"{self._name}: {text}")


class FigureRow(QWidget):
    """Cards side by side, in as many rows as the width asks for."""

    def __init__(self, *cards: FigureCard) -> None:
        super().__init__()
        self._cards = cards
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(current().px(SPACE.small))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._laid_for = 0
        self._lay_out(sum(card.least for card in cards) * 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the row where the cards would get too narrow."""
        super().resizeEvent(event)
        self._lay_out(event.size().width())

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest card; height as the layout says."""
        widest = max(card.least for card in self._cards)
        return QSize(widest, max(current().px(TARGET), self._grid.minimumSize().height()))

    def _lay_out(self, width: int) -> None:
        if width == self._laid_for:
            return
        self._laid_for = width
        for card in self._cards:
            self._grid.removeWidget(card)
        for line, cards in enumerate(self._rows(width)):
            self._lay_row(line, cards)

    def _lay_row(self, line: int, cards: list[FigureCard]) -> None:
        place = 0
        for card in cards:
            span = 2 if card.least > current().px(_WIDTH) else 1
            self._grid.addWidget(card, line, place, 1, span)
            place += span

    def _rows(self, width: int) -> list[list[FigureCard]]:
        rows: list[list[FigureCard]] = [[]]
        room = width
        for card in self._cards:
            if rows[-1] and room < card.least:
                rows.append([])
                room = width
            rows[-1].append(card)
            room -= card.least + self._grid.spacing()
        return rows
