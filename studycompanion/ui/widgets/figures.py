"""Large figures in a row of cards, readable from the back of the room."""

from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, TYPE
from studycompanion.ui.widgets.basics import Card, column, label, row

_WIDTH, _WIDE, _TIGHT = 110, 206, 110
_HARD_SPACE = "\N{NO-BREAK SPACE}"


class Arrangement(Enum):
    """How a row of figures is shown."""

    FULL = "cards with their formulas"
    TIGHT = "cards, formulas below"
    WORDS = "lines of words"


class FigureCard(Card):
    """One figure with what it counts; a formula in words under it where there is one."""

    def __init__(self, name: str, formula: str = "") -> None:
        super().__init__(padding=SPACE.medium)
        self.column.setSpacing(current().px(SPACE.hair // 2))
        self.figure = label("–", "figure", wraps=False)
        self.name, self.formula = name, formula
        caption = self._caption = label(name, "field" if formula else "muted")
        if formula:
            self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            self._line.setSpacing(current().px(SPACE.medium))
            self._line.addWidget(self.figure)
            self._line.addWidget(caption, 1)
            self.column.addLayout(self._line)
            self._formula_label = label(formula, "muted")
            self.column.addWidget(self._formula_label)
        else:
            self.column.addWidget(self.figure)
            self.column.addWidget(caption)
        self.column.addStretch(1)
        self.least = current().wide(_WIDE if formula else _WIDTH)

    def rename(self, name: str) -> None:
        """Say more exactly what is counted."""
        self.name = name
        self._caption.setText(name)

    def show_figure(self, text: str) -> None:
        """Show a figure and tell it to screen readers."""
        self.figure.setText(text)
        self.setAccessibleName(f"{self.name}: {text}")

    def show_formula(self, *, is_shown: bool) -> None:
        """Show the formula, or stand as narrow as a card without one."""
        if self.formula:
            way = QBoxLayout.Direction
            self._formula_label.setVisible(is_shown)
            self._line.setDirection(way.LeftToRight if is_shown else way.TopToBottom)
            self._line.setSpacing(current().px(SPACE.medium) if is_shown else 0)

    def sentence(self, *, with_formula: bool) -> str:
        """The card as a piece of rich text; name and figure stay in one line."""
        name = self.name.replace(" ", _HARD_SPACE)
        formula = f" = {self.formula}" if self.formula and with_formula else ""
        size = f"{TYPE.title * current().scale / 100:.1f}pt"
        figure = f'<b style="font-size: {size}">{self.figure.text()}</b>'
        return f"{name}{_HARD_SPACE}{figure}{formula}"


class FigureRow(QWidget):
    """Cards side by side; with less room the formulas go below them, then all is said in words."""

    def __init__(self, *cards: FigureCard, formulas_beside: bool = True) -> None:
        """``formulas_beside`` false leaves them out of the words: they stand elsewhere then."""
        super().__init__()
        self._cards, self._formulas_beside = cards, formulas_beside
        self._words = label("")
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._row = QWidget()
        self._side_by_side = row(*cards)
        self._row.setLayout(self._side_by_side)
        self._row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.setLayout(column(self._row, self._words))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._arrangement = Arrangement.FULL

    def renew_words(self) -> None:
        """Bring the words up to the figures of the cards."""
        if self._arrangement is Arrangement.WORDS:
            beside = self._formulas_beside
            parts = [card.sentence(with_formula=beside) for card in self._cards]
        else:
            parts = [f"{c.name} = {c.formula}" for c in self._cards if c.formula]
        self._words.setText("  ·  ".join(parts))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose how to show the figures."""
        super().resizeEvent(event)
        self._arrangement = self._arrangement_for(event.size().width())
        is_full = self._arrangement is Arrangement.FULL
        self._row.setVisible(self._arrangement is not Arrangement.WORDS)
        self._words.setVisible(not is_full)
        for place, card in enumerate(self._cards):
            card.show_formula(is_shown=is_full)
            self._side_by_side.setStretch(place, card.least if is_full else 1)
        self.renew_words()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now are the fonts settled that tell the height."""
        super().showEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def _arrangement_for(self, width: int) -> Arrangement:
        gaps = current().px(SPACE.small) * (len(self._cards) - 1)
        if sum(card.least for card in self._cards) + gaps <= width:
            return Arrangement.FULL
        if len(self._cards) * current().wide(_TIGHT) + gaps <= width:
            return Arrangement.TIGHT
        return Arrangement.WORDS

    def _fit(self) -> None:
        """Exactly as high as what is shown needs at this width."""
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
