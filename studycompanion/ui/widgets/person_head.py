"""The head of one person's papers: name, where, how far, and to the next person."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from studycompanion.services.reviews import PersonLine
from studycompanion.ui.models.records import Cell
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

_MORE = " · "


class PersonHead(QWidget):
    """``moved`` tells -1 for the previous and 1 for the next person.

    ``controls`` stand beside the sign, ``beside`` at the right of the line above it.
    """

    moved = Signal(int)

    def __init__(self, *controls: QWidget, beside: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.name = label("", "section")
        self.about = label("", "muted")
        self.sign = Sign()
        before = self._step("previous", tr("Người trước (Ctrl+PageUp)"), -1)
        after = self._step("next", tr("Người sau (Ctrl+PageDown)"), 1)
        top = row(self.name, before, after, spacing=SPACE.hair)
        top.setStretch(0, 1)
        whole = column(spacing=SPACE.small)
        whole.addLayout(top)
        whole.addWidget(TurningRow(self.about, *beside) if beside else self.about)
        whole.addWidget(TurningRow(self.sign, QWidget(), *controls, stretch=1))
        self.setLayout(whole)

    def _step(self, icon_name: str, words: str, by: int) -> QPushButton:
        made = button("", lambda: self.moved.emit(by), kind="quiet", icon_name=icon_name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAccessibleName(words)
        made.setToolTip(words)
        return made

    def add_about(self, words: str) -> None:
        """Say something more of the person in view, behind the cell."""
        cell = self.about.text().partition(_MORE)[0]
        self.about.setText(_MORE.join(filter(None, (cell, words))))

    def show_person(self, line: PersonLine | None, sign: Cell) -> None:
        """Show who it is and how far the papers are."""
        self.name.setText(line.full_name if line else tr("Chọn một đồng chí"))
        self.about.setText(line.cell_name if line else "")
        self.sign.show_cell(sign if line else Cell(""))
