"""Ending the roll call, and opening it again for a reason."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from studycompanion.domain.attendance import Mark
from studycompanion.domain.study import SessionState, SessionStep, StudySession
from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services import apologies, closing
from studycompanion.services.changes import Done
from studycompanion.services.closing import Closed
from studycompanion.services.desk import Desk
from studycompanion.services.rollcall import RollLine
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.rollcall.names_list import names_list, show_rows
from studycompanion.ui.signs import mark_sign
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import short_moment, tr

_CHOICES = (Mark.UNEXCUSED, Mark.EXCUSED, Mark.PRESENT, Mark.ONLINE, Mark.EXEMPT)
_WIDTH = 620


class CloseDialog(FormDialog):
    """Shows who has no mark yet and asks what they are; nothing is chosen beforehand."""

    def __init__(
        self, parent: QWidget, context: Context, session_id: str, *, waiting: Sequence[RollLine]
    ) -> None:
        title = tr("Kết thúc điểm danh")
        super().__init__(parent, context, title, step=title, width=_WIDTH)
        self._session_id = session_id
        self.count = label()
        self.model = RecordModel(
            _columns(), identity=lambda r: r.member_id, key=lambda r: r.search_key
        )
        self.names = names_list(self.model, tr("Những đồng chí chưa có dấu"))
        self.rest = ChoiceBox(tr("Ghi những đồng chí này là"))
        self.rest.setMaximumWidth(16777215)
        self.accept_apologies = button(" ", self._on_accept, icon_name="excused")
        self._ask = QWidget()
        self._lay_out()
        self.show_waiting(tuple(waiting))

    def _lay_out(self) -> None:
        choices = [(mark.value, mark_sign(mark).text) for mark in _CHOICES]
        left = (Mark.UNMARKED.value, tr("Để nguyên, chưa điểm danh"))
        self.rest.fill([("", tr("Chọn cách ghi…")), *choices, left])
        caption = label(tr("Ghi những đồng chí này là"), "field")
        self._ask.setLayout(column(caption, self.rest, self.names, spacing=SPACE.small))
        self.fields.addWidget(self.count)
        self.fields.addWidget(self.accept_apologies)
        self.fields.addWidget(self._ask)
        note = tr("Kết thúc rồi thì buổi học khóa lại. Mở lại được, có ghi lý do.")
        self.fields.addWidget(label(note, "muted"))

    def show_waiting(self, waiting: tuple[RollLine, ...]) -> None:
        """Show who is left; with nobody left there is nothing to choose."""
        asked = sum(bool(line.apology) for line in waiting)
        n = group_thousands(len(waiting))
        everyone = tr("Mọi người đều đã có dấu.")
        self.count.setText(tr("Còn {n} đồng chí chưa có dấu:", n=n) if waiting else everyone)
        self.model.fill(waiting)
        show_rows(self.names, len(waiting))
        self._ask.setVisible(bool(waiting))
        self.accept_apologies.setVisible(asked > 0)
        self.accept_apologies.setText(
            tr("Ghi vắng có lý do cho {n} đồng chí đã xin vắng", n=group_thousands(asked))
        )
        (self.rest if waiting else self.accept_button).setFocus()

    def work(self) -> Callable[[Desk], Done[Closed]]:
        """The call that closes the session; without a choice it names how many are left."""
        session_id = self._session_id
        rest = Mark(self.rest.chosen) if self.rest.chosen and self.model.records else None
        return lambda desk: closing.close_session(desk, session_id, rest=rest)

    def _on_accept(self) -> None:
        session_id = self._session_id
        self.context.tasks.write(
            lambda desk: apologies.accept_apologies(desk, session_id),
            self._on_accepted,
            failed=self.show_problem,
        )

    def _on_accepted(self, _done: Done[int]) -> None:
        session_id = self._session_id
        self.context.tasks.keep(lambda desk: closing.waiting(desk, session_id), self.show_waiting)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("STT"), lambda r: Cell(str(r.number)), 5, is_figure=True, rank=1),
        Column(tr("Họ và tên"), lambda r: Cell(r.full_name, is_strong=True), is_name=True),
        Column(tr("Đã xin vắng"), lambda r: Cell(r.apology), 20, rank=2),
    )


class ReopenDialog(FormDialog):
    """Asks why a closed session is opened again; the reasons of before stand above."""

    def __init__(
        self, parent: QWidget, context: Context, session_id: str, *, steps: Sequence[SessionStep]
    ) -> None:
        title = tr("Mở lại buổi học")
        super().__init__(parent, context, title, step=title)
        self._session_id = session_id
        self.reason = LineField(tr("Lý do mở lại"), tr("ví dụ: ghi nhầm một đồng chí"))
        for step in steps:
            self.fields.addWidget(label(_words(step), "muted"))
        self.fields.addWidget(self.reason)
        self.fields.addWidget(label(tr("Lý do được giữ trong lịch sử của buổi học."), "muted"))
        self.reason.setFocus()

    def work(self) -> Callable[[Desk], Done[StudySession]]:
        """The call that opens the session."""
        session_id, reason = self._session_id, self.reason.text
        return lambda desk: closing.reopen_session(desk, session_id, reason)


def _words(step: SessionStep) -> str:
    when = short_moment(step.at)
    if step.state is SessionState.CLOSED:
        return tr("{when}: {who} kết thúc điểm danh", when=when, who=step.by)
    return tr("{when}: {who} mở lại, {reason}", when=when, who=step.by, reason=step.reason)
