"""Asks for a new member; who may be the same person is shown before anything is written."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.people import Member, masked_card
from studycompanion.domain.vietnamese import fold
from studycompanion.errors import CodedError
from studycompanion.services import enrolment
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.enrolment import NewMember
from studycompanion.services.members import CellLine, MemberLine
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.members.new_fields import NewMemberFields
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import Tone
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

_TYPED = ""
"""The id of the line that shows what is being typed."""


class NewMemberDialog(FormDialog):
    """Saves once; where somebody alike is known, the user looks at both and decides."""

    known_wanted = Signal(str)
    """The user wants the one who is already in the list."""

    def __init__(
        self, parent: QWidget, context: Context, *, cells: tuple[CellLine, ...], cell_id: str
    ) -> None:
        words = tr("Thêm đồng chí")
        super().__init__(parent, context, words, step=words, width=660)
        self._cells = {cell.id: cell.name for cell in cells}
        self.form = NewMemberFields(cells, cell_id)
        self.fields.addWidget(self.form)
        self.fields.addWidget(self._alike())
        self._warned_of: NewMember | None = None
        self.form.name.setFocus()

    def _alike(self) -> QWidget:
        self.warning = QWidget()
        sign = Sign()
        sign.show_cell(Cell(tr("Có thể đã có trong danh sách"), Tone.CAUTION, "warning"))
        self.alike = RecordModel(_columns(), identity=lambda line: line.id, key=_key)
        self.table = RecordTable(self.alike, tr("Người đang thêm và người có thể trùng"))
        self.table.setFixedHeight(current().px(170))
        self.open_known = button(tr("Mở đồng chí đã có"), self._on_known)
        self.go_back = button(tr("Sửa lại"), self._forget_warning)
        steps = TurningRow(self.open_known, self.go_back, QWidget(), stretch=2)
        words = label(tr("Cùng một người thì mở đồng chí đã có. Khác người thì bấm “Vẫn thêm”."))
        self.warning.setLayout(column(sign, self.table, words, steps))
        self.warning.hide()
        return self.warning

    def work(self) -> Callable[[Desk], Done[Member]]:
        """The call that adds the member."""
        new = self.form.new_member()
        return lambda desk: enrolment.add_member(desk, new)

    def _submit(self) -> None:
        try:
            new = self.form.new_member()
        except CodedError as error:
            self.show_problem(error)
            return
        if new == self._warned_of:
            super()._submit()
            return
        self.accept_button.setEnabled(False)
        self.context.tasks.read(
            lambda desk: (new, enrolment.likely_same(desk, new)),
            self._on_looked,
            failed=self.show_problem,
        )

    def _on_looked(self, answer: tuple[NewMember, tuple[MemberLine, ...]]) -> None:
        new, alike = answer
        self._warned_of = new
        if not alike:
            super()._submit()
            return
        self.problem.hide()
        self.alike.fill([self._as_line(new), *alike])
        self.table.go_to_row(1)
        self.form.hide()
        self.warning.show()
        self.accept_button.setText(tr("Vẫn thêm"))
        self.accept_button.setEnabled(True)
        self.open_known.setFocus()

    def _as_line(self, new: NewMember) -> MemberLine:
        return MemberLine(
            id=_TYPED,
            full_name=new.full_name,
            search_key=fold(new.full_name),
            birth=new.birth.display if new.birth else "",
            post=new.party_post,
            cell_id=new.cell_id,
            cell_name=self._cells.get(new.cell_id, ""),
            status=new.status,
            workplace=new.workplace,
            phone=new.phone,
            masked_card=masked_card(new.card_number),
        )

    def _forget_warning(self) -> None:
        self._warned_of = None
        self.warning.hide()
        self.form.show()
        self.form.name.setFocus()
        self.accept_button.setText(tr("Thêm đồng chí"))

    def _on_known(self) -> None:
        chosen = self.table.current()
        known = [line.id for line in self.alike.records if line.id != _TYPED]
        wanted = chosen.id if isinstance(chosen, MemberLine) else ""
        self.reject()
        self.known_wanted.emit(wanted if wanted in known else known[0])


def _key(line: MemberLine) -> str:
    return line.search_key


def _which(line: MemberLine) -> Cell:
    if line.id == _TYPED:
        return Cell(tr("Đang thêm"), Tone.INFO, "plus")
    return Cell(tr("Đã có"), Tone.NEUTRAL, "members")


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Họ và tên"), lambda m: Cell(m.full_name, is_strong=True)),
        Column(tr("Ai"), _which, 11),
        Column(tr("Ngày sinh"), lambda m: Cell(m.birth), 11),
        Column(tr("Số thẻ"), lambda m: Cell(m.masked_card), 9, rank=1),
        Column(tr("Chi bộ"), lambda m: Cell(m.cell_name), 14, rank=2),
    )
