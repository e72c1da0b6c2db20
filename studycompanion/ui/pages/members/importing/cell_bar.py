"""Whose people the file holds, where it names another cell: said in words, and to be chosen."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from studycompanion.services import rosters
from studycompanion.services.roster_cells import CellChoice
from studycompanion.ui.pages.members.importing.draft import ImportDraft
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import Card, column, label
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


class CellBar(QWidget):
    """Hidden where the file names no cell that the data does not have."""

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__()
        self._draft = draft
        self.words = label()
        self.radios = {CellChoice.OWN: QRadioButton(), CellChoice.OTHER: QRadioButton()}
        self._group = QButtonGroup(self)
        for radio in self.radios.values():
            self._group.addButton(radio)
        self._group.buttonClicked.connect(self._on_clicked)
        card = Card(padding=SPACE.medium)
        card.column.setSpacing(SPACE.hair)
        card.column.addWidget(self.words)
        card.column.addWidget(TurningRow(*self.radios.values(), QWidget(), stretch=2))
        self.setLayout(column(card))
        draft.changed.connect(self.refresh)
        self.refresh()

    def first_place(self) -> QWidget:
        """The choice, or the first to choose from."""
        chosen = self._group.checkedButton()
        return chosen or self.radios[CellChoice.OWN]

    def refresh(self) -> None:
        """Show what is done as it stands."""
        asked = self._draft.preview.cell_question
        self.setVisible(asked is not None)
        if asked is None:
            return
        self.words.setText(asked.words)
        self.radios[CellChoice.OWN].setText(tr("Nhập vào {name}", name=asked.own))
        self.radios[CellChoice.OTHER].setText(tr("Giữ là chi bộ khác"))
        self._group.setExclusive(False)
        for choice, radio in self.radios.items():
            radio.setAccessibleDescription(asked.words)
            radio.setChecked(choice is asked.answer)
        self._group.setExclusive(True)

    def _on_clicked(self, pressed: object) -> None:
        choice = next(c for c, radio in self.radios.items() if radio is pressed)
        self._draft.ask(lambda desk, seen: rosters.choose_cell(desk, seen, choice))
