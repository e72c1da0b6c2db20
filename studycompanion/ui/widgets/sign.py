"""A sign of icon and words on a soft ground, as lists draw it, for panels."""

from PySide6.QtWidgets import QFrame, QSizePolicy

from studycompanion.ui.icons import picture
from studycompanion.ui.models.records import Cell
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import label, row


class Sign(QFrame):
    """Shows a cell of a list outside the list; a wrapping one takes several lines if need be."""

    def __init__(self, *, wraps: bool = False) -> None:
        super().__init__()
        self._shown: Cell | None = None
        self._icon, self._words = label(wraps=False), label(wraps=wraps)
        inside = row(self._icon, self._words, spacing=SPACE.hair + 2)
        inside.setStretch(1, 1)
        side, top = current().px(10), current().px(3)
        inside.setContentsMargins(side, top, side, top)
        self.setLayout(inside)
        across = QSizePolicy.Policy.Preferred if wraps else QSizePolicy.Policy.Maximum
        self.setSizePolicy(across, QSizePolicy.Policy.Maximum)

    def show_cell(self, cell: Cell) -> None:
        """Show icon and words in the tone of the cell; nothing for an empty one."""
        if cell == self._shown:  # a style sheet costs more than all else on a key press
            self.setVisible(bool(cell.text))
            return
        self._shown = cell
        ink = current().colours.tones[cell.tone or Tone.NEUTRAL]
        radius = current().px(11)
        self.setStyleSheet(
            f"Sign {{ background: {ink.ground}; border-radius: {radius}px; }} "
            f"QLabel {{ color: {ink.ink}; background: transparent; }}"
        )
        self._words.setText(cell.text)
        self._icon.setVisible(bool(cell.icon))
        if cell.icon:
            self._icon.setPixmap(picture(cell.icon, ink.ink, current().px(16)))
        self.setAccessibleName(cell.text)
        self.setVisible(bool(cell.text))
