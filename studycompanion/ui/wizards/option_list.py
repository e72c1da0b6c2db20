"""A few ways to go on, each a large line with a word on what it means; exactly one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QRadioButton, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import Card, column, label


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen: its code, its words, and what it means."""

    code: str
    words: str
    meaning: str = ""


_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class _Radio(QRadioButton):
    """Where nothing is chosen yet, Qt only moves the focus with the arrows: here they choose."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose where the arrow leads."""
        super().keyPressEvent(event)
        holder = QApplication.focusWidget()
        if event.key() in _ARROWS and isinstance(holder, _Radio) and not holder.isChecked():
            holder.click()


class OptionCard(Card):
    """One of them; a press anywhere on it chooses it."""

    def __init__(self, option: Option) -> None:
        super().__init__(padding=SPACE.medium)
        self.code = option.code
        self.radio = _Radio(option.words)
        font = self.radio.font()
        font.setBold(True)
        self.radio.setFont(font)
        self.radio.setAccessibleDescription(option.meaning)
        self.column.setSpacing(0)
        self.column.addWidget(self.radio)
        if option.meaning:
            words = label(option.meaning, "muted")
            words.setContentsMargins(current().px(34), 0, 0, current().px(SPACE.hair))
            self.column.addWidget(words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole card is the target."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.radio.setFocus()
            self.radio.click()


class OptionList(QWidget):
    """Cards under one another; arrows move between them."""

    picked = Signal(str)

    def __init__(self, options: Sequence[Option], chosen: str = "") -> None:
        super().__init__()
        self.cards: dict[str, OptionCard] = {}
        self._group = QButtonGroup(self)
        whole = column(spacing=SPACE.small)
        for option in options:
            card = OptionCard(option)
            self._group.addButton(card.radio)
            self.cards[option.code] = card
            whole.addWidget(card)
        self.setLayout(whole)
        if chosen in self.cards:
            self.cards[chosen].radio.setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)

    @property
    def chosen(self) -> str:
        """The code of the choice, "" for none yet."""
        return next((c for c, card in self.cards.items() if card.radio.isChecked()), "")

    @property
    def first_place(self) -> QWidget:
        """The choice, or the first to choose from."""
        chosen = self.chosen or next(iter(self.cards))
        return self.cards[chosen].radio

    def _on_toggled(self, _radio: object, is_on: bool) -> None:
        if is_on:
            self.picked.emit(self.chosen)
