"""The cards of a plan: the first are there at once, each further one a moment later."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studycompanion.ui.pages.plans.item_card import ItemCard
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE

AT_ONCE = 2
"""As many cards as fit a screen; a long plan does not hold the window up for all of them."""


class CardColumn(QWidget):
    """Keeps the cards of tasks that stay, so that a further task costs one card only."""

    built = Signal(str)
    """A card is there now, empty yet: the id of its task."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, ItemCard] = {}
        self.ids: list[str] = []
        self._make: Callable[[], ItemCard]
        self._kind: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().px(SPACE.medium))
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._build_next)

    def show_ids(
        self, ids: Sequence[str], make: Callable[[], ItemCard], *, kind: object, until: str = ""
    ) -> None:
        """A card for each of the tasks, in this order; those up to ``until`` at once.

        Cards that were made for another ``kind`` of plan are made anew.
        """
        stay = [one for one in self.cards if one in ids]
        if kind != self._kind or list(ids[: len(stay)]) != stay:
            stay = []
        for gone in [one for one in self.cards if one not in stay]:
            card = self.cards.pop(gone)
            self._column.removeWidget(card)
            card.deleteLater()
        self.ids, self._make, self._kind = list(ids), make, kind
        least = max(AT_ONCE, self.ids.index(until) + 1 if until in self.ids else 0)
        while self._waiting() and len(self.cards) < least:
            self._build_one()
        self._next.start()

    def stop(self) -> None:
        """Build no further card: another plan is being read."""
        self._next.stop()

    def _waiting(self) -> list[str]:
        return self.ids[len(self.cards) :]

    def _build_one(self) -> None:
        item_id = self._waiting()[0]
        card = self.cards[item_id] = self._make()
        self._column.addWidget(card)
        card.show()  # else Qt shows it only later, and the keyboard could not go there yet
        self.built.emit(item_id)

    def _build_next(self) -> None:
        if self._waiting():
            self._build_one()
            self._next.start()
