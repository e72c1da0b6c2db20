"""Asks from which day a member has another status or belongs to another cell."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from studycompanion.domain.people import StatusKind
from studycompanion.domain.vietnamese import display_date
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services import standing
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.members import CellLine, MemberLine
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.reading import whole_day
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr

_WIDE = 16777215


class _StandingDialog(FormDialog):
    """A choice and the day from which it holds."""

    def __init__(
        self, parent: QWidget, context: Context, title: str, *, line: MemberLine, box: ChoiceBox
    ) -> None:
        super().__init__(parent, context, title, step=tr("Lưu"))
        self._member_id = line.id
        self.choice = box
        box.setMaximumWidth(_WIDE)
        self.since = LineField(tr("Từ ngày"), tr("ngày/tháng/năm"))
        self.since.show_text(display_date(context.today))
        self.fields.addWidget(label(line.full_name, "section"))
        self.fields.addLayout(column(label(box.accessibleName(), "field"), box, spacing=SPACE.hair))
        self.fields.addWidget(self.since)
        note = tr("Giấy tờ và điểm danh trước ngày ấy giữ như cũ.")
        self.fields.addWidget(label(note, "muted"))
        box.setFocus()


class StatusDialog(_StandingDialog):
    """Another status of a member from a day on."""

    def __init__(self, parent: QWidget, context: Context, line: MemberLine) -> None:
        box = ChoiceBox(tr("Trạng thái"))
        box.fill([(k.value, word("statuses", k.value)) for k in StatusKind], line.status.value)
        super().__init__(parent, context, tr("Đổi trạng thái"), line=line, box=box)

    def work(self) -> Callable[[Desk], Done[None]]:
        """The call that changes the status."""
        member_id, status = self._member_id, StatusKind(self.choice.chosen)
        day = whole_day(self.since.text)
        if day is None:
            raise UserError("date_unreadable", typed="")
        return lambda desk: standing.set_status(desk, member_id, status, on=day)


class MoveDialog(_StandingDialog):
    """Another cell of the file from a day on."""

    def __init__(
        self, parent: QWidget, context: Context, line: MemberLine, *, cells: tuple[CellLine, ...]
    ) -> None:
        box = ChoiceBox(tr("Sang chi bộ"))
        box.fill([(c.id, c.name) for c in cells if c.id != line.cell_id])
        super().__init__(parent, context, tr("Chuyển chi bộ"), line=line, box=box)

    def work(self) -> Callable[[Desk], Done[None]]:
        """The call that moves the member."""
        member_id, cell_id = self._member_id, self.choice.chosen
        day = whole_day(self.since.text)
        if day is None:
            raise UserError("date_unreadable", typed="")
        return lambda desk: standing.move_member(desk, member_id, cell_id, on=day)
