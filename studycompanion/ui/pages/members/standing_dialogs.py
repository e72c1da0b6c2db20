"""Asks from which day a member has another status or belongs to another cell."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from studycompanion.domain.people import MemberStatus, StatusKind
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
        self.ground = ChoiceBox(tr("Lý do được miễn"))
        self.ground.setMaximumWidth(_WIDE)
        self.ground.fill(
            [("", tr("Chưa ghi")), *((one, word("grounds", one)) for one in standing.GROUNDS)]
        )
        self.decided_by = LineField(tr("Cấp quyết định (nếu có)"))
        self.decision_number = LineField(tr("Số quyết định (nếu có)"))
        self.until = LineField(tr("Được miễn đến ngày (nếu có hạn)"), tr("ngày/tháng/năm"))
        self._exempt = QWidget()
        name = label(self.ground.accessibleName(), "field")
        ground = QWidget()
        ground.setLayout(column(name, self.ground, spacing=SPACE.hair))
        self._exempt.setLayout(column(ground, self.until, spacing=self.fields.spacing()))
        for place, part in enumerate((self._exempt, self.decided_by, self.decision_number), 3):
            self.fields.insertWidget(place, part)
        box.picked.connect(self._show_ground)
        self._show_ground(box.chosen)
        member_id = line.id
        context.tasks.read(
            lambda desk: standing.status_of(desk, member_id), self._on_present, failed=_ignore
        )

    def _show_ground(self, chosen: str) -> None:
        self._exempt.setVisible(StatusKind(chosen).is_exempt)

    def _on_present(self, present: MemberStatus) -> None:
        self.ground.choose(present.ground)
        self.until.show_text(display_date(present.exempt_until) if present.exempt_until else "")
        self.decided_by.show_text(present.decided_by)
        self.decision_number.show_text(present.decision_number)

    def work(self) -> Callable[[Desk], Done[None]]:
        """The call that changes the status."""
        member_id, status = self._member_id, StatusKind(self.choice.chosen)
        day = whole_day(self.since.text)
        if day is None:
            raise UserError("date_unreadable", typed="")
        decided: dict[str, Any] = {
            "until": whole_day(self.until.text),
            "ground": self.ground.chosen,
            "decided_by": self.decided_by.text,
            "decision_number": self.decision_number.text,
        }
        return lambda desk: standing.set_status(desk, member_id, status, on=day, **decided)


def _ignore(_error: object) -> None:
    """Without the present status nothing is filled in."""


class PostDialog(FormDialog):
    """Another party post of a member from a day on."""

    def __init__(self, parent: QWidget, context: Context, line: MemberLine) -> None:
        super().__init__(parent, context, tr("Đổi chức vụ Đảng"), step=tr("Lưu"))
        self._member_id = line.id
        self.post = LineField(tr("Chức vụ Đảng"), tr("để trống nếu thôi giữ chức vụ"))
        self.post.show_text(line.post)
        self.since = LineField(tr("Từ ngày"), tr("ngày/tháng/năm"))
        self.since.show_text(display_date(context.today))
        self.fields.addWidget(label(line.full_name, "section"))
        self.fields.addWidget(self.post)
        self.fields.addWidget(self.since)
        note = tr("Giấy tờ và điểm danh trước ngày ấy giữ như cũ.")
        self.fields.addWidget(label(note, "muted"))
        self.post.setFocus()

    def work(self) -> Callable[[Desk], Done[None]]:
        """The call that changes the post."""
        member_id, typed, day = self._member_id, self.post.text, whole_day(self.since.text)
        if day is None:
            raise UserError("date_unreadable", typed="")
        return lambda desk: standing.set_post(desk, member_id, typed, on=day)


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
