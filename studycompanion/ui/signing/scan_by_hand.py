"""Says by hand to whose form a scanned page belongs, and which page of it it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import fold
from studycompanion.services.scanning_back import FormChoice
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr

_MOST_PAGES = 6


class ByHand(QWidget):
    """A name to find, the forms of those found, and a page."""

    assigned = Signal(str, int)
    """The form and its page, from 1."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: tuple[FormChoice, ...] = ()
        self.seek = LineField(tr("Tìm đồng chí"))
        self.seek.edit.textChanged.connect(self._fill)
        self.forms = ChoiceBox(tr("Bản cam kết của"))
        self.page = ChoiceBox(tr("Trang số"))
        pages = range(1, _MOST_PAGES + 1)
        self.page.fill([(str(n), tr("Trang {n}", n=n)) for n in pages])
        self.assign = button(tr("Đúng là trang này"), self._on_assign)
        whole = column(self.seek, self.forms, spacing=SPACE.small)
        whole.addLayout(row(self.page, self.assign))
        self.setLayout(whole)

    def show_choices(self, choices: tuple[FormChoice, ...]) -> None:
        """Offer these forms."""
        self._choices = choices
        self._fill()

    def _fill(self, _typed: str = "") -> None:
        wanted = fold(self.seek.text.strip())
        found = [one for one in self._choices if wanted in fold(one.full_name)]
        nobody = [("", tr("Chưa có bản nào"))]
        self.forms.fill([(one.form_id, one.full_name) for one in found] or nobody)
        self.assign.setEnabled(bool(found))

    def _on_assign(self) -> None:
        if self.forms.chosen:
            self.assigned.emit(self.forms.chosen, int(self.page.chosen))
