"""Who we are: what the head and the foot of every printed paper need."""

from datetime import date

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from studycompanion.domain.vietnamese import tidy
from studycompanion.errors import UserError
from studycompanion.messages import say
from studycompanion.services import opening
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import row
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.wizards.answers import Answers
from studycompanion.ui.wizards.header_preview import HeaderPreview
from studycompanion.ui.wizards.step import StepPage
from studycompanion.ui.words import tr


class BodiesStep(StepPage):
    """Five fields, and the head of a paper that shows what each is for."""

    def __init__(self, answers: Answers, *, today: date) -> None:
        super().__init__(answers)
        self.title = tr("Chi bộ của đồng chí là chi bộ nào?")
        self.sentence = tr("Đây là đầu trang các giấy tờ sẽ in. Sửa lại được về sau.")
        self.preview = HeaderPreview(today)
        self.is_cell = QRadioButton(tr("Chi bộ"))
        self.is_ward = QRadioButton(tr("Đảng bộ phường (nhiều chi bộ)"))
        self.fields = {
            "superior": LineField(
                tr("Cơ quan cấp trên trực tiếp"), tr("Ví dụ: Đảng bộ phường Vĩnh Tuy")
            ),
            "cell": LineField(tr("Tên chi bộ"), tr("Ví dụ: Chi bộ Tổ dân phố số 1")),
            "place": LineField(tr("Địa danh ghi trước ngày tháng"), tr("Ví dụ: Vĩnh Tuy")),
            "secretary": LineField(tr("Họ và tên bí thư"), tr("Người ký các giấy tờ")),
        }
        self._fill()
        self._lay_out()
        self._show_kind()

    def _fill(self) -> None:
        kinds = QButtonGroup(self)
        for kind in (self.is_cell, self.is_ward):
            kinds.addButton(kind)
        (self.is_ward if self.answers.is_ward else self.is_cell).setChecked(True)
        for name, field in self.fields.items():
            field.edit.setText(getattr(self.answers, name))
            field.edit.textChanged.connect(self._on_changed)
        self.is_ward.toggled.connect(self._on_changed)

    def _lay_out(self) -> None:
        self.column.addWidget(self.preview)
        self.column.addLayout(row(self.is_cell, self.is_ward, None, spacing=SPACE.large))
        self.column.addWidget(self.fields["superior"])
        self.column.addWidget(self.fields["cell"])
        pair = row(self.fields["place"], self.fields["secretary"], spacing=SPACE.medium)
        self.column.addLayout(pair)
        self.column.addStretch(1)

    def first_place(self) -> QWidget:
        """The first field that says nothing yet, else the first of all."""
        empty = [f for n, f in self.fields.items() if not f.text and self._is_asked(n)]
        return (empty or list(self.fields.values()))[0]

    def missing(self) -> str:
        """One sentence under each field that says nothing; the first of them gets the keyboard."""
        wanting = dict.fromkeys(opening.missing(self.answers.setup))
        if not self.answers.is_ward and not tidy(self.answers.cell):
            wanting["cell"] = None
        wrong = [name for name in self.fields if name in wanting]
        for name in wrong:
            self.fields[name].show_problem(_sentence(name))
        if wrong:
            self.fields[wrong[0]].setFocus()
            return tr("Còn {n} ô chưa ghi.", n=len(wrong))
        return ""

    def _is_asked(self, name: str) -> bool:
        return name != "cell" or not self.answers.is_ward

    def _on_changed(self) -> None:
        self.answers.is_ward = self.is_ward.isChecked()
        for name, field in self.fields.items():
            setattr(self.answers, name, field.text)
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        self.fields["cell"].setVisible(not self.answers.is_ward)
        self.preview.show_setup(self.answers.setup)


def _sentence(name: str) -> str:
    if name == "cell":
        return tr("Chưa nhập tên chi bộ. Hãy nhập tên chi bộ.")
    return say(UserError(f"setup_{name}"))
