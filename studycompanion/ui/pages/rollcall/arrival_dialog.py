"""Puts somebody on the roll at the door: a guest, a newcomer, or a known person of the file."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from studycompanion.domain.attendance import Attendance
from studycompanion.errors import UserError
from studycompanion.services import newcomers
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.members import CellLine, MemberLine
from studycompanion.services.newcomers import Arrival
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.reading import partial_date
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr

_WIDE = 16777215


class Who(StrEnum):
    """Who stands at the door."""

    GUEST = "guest"
    NEWCOMER = "newcomer"
    KNOWN = "known"


class ArrivalDialog(FormDialog):
    """A known person is picked by typing; of anybody else the name is enough."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        session_id: str,
        *,
        cells: Sequence[CellLine],
        people: Sequence[MemberLine],
    ) -> None:
        title = tr("Thêm người tại chỗ")
        super().__init__(parent, context, title, step=tr("Thêm, ghi có mặt"), width=600)
        self._session_id = session_id
        self.who = ChoiceBox(tr("Ai đến"))
        self.who.setMaximumWidth(_WIDE)
        known = ((Who.KNOWN.value, tr("Người đã có trong dữ liệu")),) if people else ()
        self.who.fill(
            [
                (Who.GUEST.value, tr("Khách từ chi bộ khác")),
                (Who.NEWCOMER.value, tr("Đảng viên mới chuyển đến")),
                *known,
            ]
        )
        self.name = LineField(tr("Họ và tên"))
        self.birth = LineField(tr("Ngày sinh (nếu biết)"), tr("ngày/tháng/năm hoặc năm"))
        self.origin = LineField(tr("Từ chi bộ, đơn vị (nếu biết)"))
        self.cell = ChoiceBox(tr("Ghi vào chi bộ"))
        self.cell.setMaximumWidth(_WIDE)
        self.cell.fill([(c.id, c.name) for c in cells])
        self._make_finder(people)
        self._lay_out(has_cells=len(cells) > 1)
        self.who.picked.connect(self._show_fields)
        self._show_fields(self.who.chosen)
        self.name.setFocus()

    def _make_finder(self, people: Sequence[MemberLine]) -> None:
        self.model = RecordModel(
            (
                Column(tr("Họ và tên"), lambda m: Cell(m.full_name, is_strong=True), is_name=True),
                Column(tr("Chi bộ"), lambda m: Cell(m.cell_name), 20, rank=1),
            ),
            identity=lambda m: m.id,
            key=lambda m: m.search_key,
        )
        self.finder = Finder(
            self.model,
            name=tr("Những người chưa có trong danh sách buổi này"),
            hint=tr("Tìm tên, không cần dấu"),
        )
        self.finder.setFixedHeight(current().px(240))
        self.finder.entered.connect(self.accept_button.click)
        self.model.fill(people)

    def _lay_out(self, *, has_cells: bool) -> None:
        new = column(self.name, self.birth, self.origin, spacing=SPACE.medium)
        place = QWidget()
        place.setLayout(column(label(tr("Ghi vào chi bộ"), "field"), self.cell, spacing=SPACE.hair))
        place.setVisible(has_cells)
        new.addWidget(place)
        self._new = QWidget()
        self._new.setLayout(new)
        self.fields.addLayout(column(label(tr("Ai đến"), "field"), self.who, spacing=SPACE.hair))
        self.note = label("", "muted")
        for part in (self.note, self._new, self.finder):
            self.fields.addWidget(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the find box adds whoever is current, once."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (is_enter and self.finder.isAncestorOf(self.focusWidget())):
            super().keyPressEvent(event)

    def _show_fields(self, who: str) -> None:
        is_known = who == Who.KNOWN
        self._new.setVisible(not is_known)
        self.finder.setVisible(is_known)
        self.note.setText(_note(Who(who)))
        if is_known:
            self.finder.setFocus()

    def work(self) -> Callable[[Desk], Done[Attendance]]:
        """The call that puts the person on the roll, marked present."""
        session_id = self._session_id
        if self.who.chosen == Who.KNOWN:
            return self._known(session_id)
        arrival = Arrival(
            full_name=self.name.text,
            is_guest=self.who.chosen == Who.GUEST,
            origin=self.origin.text,
            birth=partial_date(self.birth.text),
            cell_id=self.cell.chosen if self.cell.count() > 1 else None,
        )
        return lambda desk: newcomers.add_arrival(desk, session_id, arrival)

    def _known(self, session_id: str) -> Callable[[Desk], Done[Attendance]]:
        person = self.finder.table.current()
        if not isinstance(person, MemberLine):
            raise UserError("nobody_chosen")
        member_id = person.id
        return lambda desk: newcomers.put_on_roll(desk, session_id, member_id)


def _note(who: Who) -> str:
    return {
        Who.GUEST: tr("Khách chỉ có trong buổi này, không tính vào tổng số của chi bộ."),
        Who.NEWCOMER: tr("Từ buổi này là đảng viên của chi bộ. Hồ sơ chuyển đến gộp sau."),
        Who.KNOWN: tr("Gõ tên rồi bấm Enter. Người của chi bộ khác được ghi là khách."),
    }[who]
