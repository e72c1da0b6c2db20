"""Everything that was ever done with the data: filters, the proof, and taking one step back."""

from datetime import datetime, time, timedelta, tzinfo

from PySide6.QtWidgets import QWidget

from studycompanion.domain.history import Mode
from studycompanion.domain.vietnamese import group_thousands
from studycompanion.errors import CodedError, UserError
from studycompanion.messages import say
from studycompanion.services import history, history_list
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.history_list import HistoryEntry, HistoryProof
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.reading import whole_day
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.list_sheet import ListSheet
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.words import short_moment, tr

_MOST = 500
"""Steps that are listed at once; the filters reach the others."""


class HistoryDialog(ListSheet):
    """A list, newest first, narrowed by step and days; "Kiểm chứng" proves the whole of it."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, tr("Nhật ký thay đổi"), width=1080, height=600)
        self._context = context
        zone = context.clock().tzinfo
        self.model = RecordModel(_columns(zone), identity=lambda r: r.id, key=lambda r: r.step)
        self.table = RecordTable(self.model, self.windowTitle())
        self.step = ChoiceBox(tr("Việc đã làm"))
        self.step.picked.connect(self.reload)
        self.since = LineField(tr("Từ ngày"), tr("ngày/tháng/năm"))
        self.until = LineField(tr("Đến ngày"), tr("ngày/tháng/năm"))
        for field in (self.since, self.until):
            field.left.connect(self.reload)
        self.sentence = label("", "muted")
        self.proof = button(tr("Kiểm chứng"), self.prove, icon_name="done")
        self.take_back = button(tr("Hoàn tác việc này…"), self._on_take_back, icon_name="undo")
        changing(self.take_back)
        self.table.selectionModel().currentChanged.connect(self._show_take_back)
        self._lay_out()
        self.step.fill([("", tr("Tất cả"))])
        context.tasks.read(history_list.step_names, self._on_names)
        self.reload()

    def reload(self, _chosen: str = "") -> None:
        """Read the steps that pass the filters; an unreadable day is said under its field."""
        since = self._day(self.since, ends=False)
        until = self._day(self.until, ends=True)
        step = self.step.chosen

        def work(desk: Desk) -> tuple[HistoryEntry, ...]:
            return history_list.entries(desk, since=since, until=until, step=step, limit=_MOST)

        self._context.tasks.read(work, self._on_entries, key=self)

    def prove(self) -> None:
        """Check the chain from its first step to its last."""
        self.proof.setEnabled(False)
        self.sentence.setText(tr("Đang kiểm chứng…"))
        self._context.tasks.read(
            history_list.verify, self._on_proved, failed=self._on_not_proved, key=self.proof
        )

    def _day(self, field: LineField, *, ends: bool) -> datetime | None:
        try:
            day = whole_day(field.text)
        except UserError as error:
            field.show_problem(say(error))
            return None
        field.problem.hide()
        if day is None:
            return None
        zone = self._context.clock().tzinfo
        return datetime.combine(day + timedelta(days=1 if ends else 0), time(), zone)

    def _lay_out(self) -> None:
        caption = label(tr("Việc đã làm"), "field", wraps=False)
        caption.setBuddy(self.step)
        filters = row(spacing=SPACE.medium)
        filters.addLayout(column(caption, self.step, None, spacing=SPACE.hair), 2)
        filters.addWidget(self.since, 1)
        filters.addWidget(self.until, 1)
        buttons = row(
            self.proof, self.take_back, None, button(tr("Đóng"), self.accept, kind="primary")
        )
        self.lay_out(filters, self.sentence, self.table, buttons, grows=self.table)
        self.table.setFocus()

    def _show_take_back(self) -> None:
        line = self.table.current()
        is_step = isinstance(line, HistoryEntry) and line.mode in (Mode.DO, Mode.REDO)
        self.take_back.setEnabled(is_step)

    def _on_take_back(self) -> None:
        line = self.table.current()
        if not isinstance(line, HistoryEntry):
            return
        wanted = line.id
        question = tr(
            "Hoàn tác “{step}” ({n} mục)? Chỉ được khi chưa có điều gì ghi sau dựa vào việc này.",
            step=line.step,
            n=group_thousands(line.records),
        )
        dialogs.ask(self, question, tr("Hoàn tác"), then=lambda: self._take_back(wanted))

    def _take_back(self, wanted: str) -> None:
        self._context.tasks.write(
            lambda desk: history.undo_step(desk, wanted),
            self._on_taken_back,
            failed=self._on_not_proved,
        )

    def _on_taken_back(self, done: Done[str]) -> None:
        self.reload()
        dialogs.tell(self, tr("Đã hoàn tác: {step}", step=done.value))

    def _on_names(self, names: dict[str, str]) -> None:
        ordered = sorted(names.items(), key=lambda pair: pair[1])
        self.step.fill([("", tr("Tất cả")), *ordered])

    def _on_entries(self, entries: tuple[HistoryEntry, ...]) -> None:
        self.model.fill(entries)
        self._show_take_back()
        count = group_thousands(len(entries))
        if len(entries) == _MOST:
            self.sentence.setText(tr("{n} việc mới nhất; lọc theo ngày để xem cũ hơn.", n=count))
        else:
            self.sentence.setText(tr("{n} việc, mới nhất ở trên.", n=count))

    def _on_proved(self, proof: HistoryProof) -> None:
        self.proof.setEnabled(True)
        if proof.problems:
            dialogs.warn(self, "\n".join(proof.problems))
            self.sentence.setText(tr("Nhật ký không còn nguyên vẹn."))
            return
        count = group_thousands(proof.steps)
        self.sentence.setText(tr("Nhật ký nguyên vẹn: {n} việc nối liền, không ai sửa.", n=count))

    def _on_not_proved(self, error: CodedError) -> None:
        self.proof.setEnabled(True)
        dialogs.say_error(self, error)


def _columns(zone: tzinfo | None) -> tuple[Column, ...]:
    return (
        Column(tr("Số"), lambda r: Cell(group_thousands(r.number)), 7, is_figure=True, rank=2),
        Column(tr("Lúc"), lambda r: Cell(short_moment(r.at.astimezone(zone))), 17),
        Column(tr("Việc đã làm"), lambda r: Cell(r.step, is_strong=True)),
        Column(tr("Người làm"), lambda r: Cell(r.who), 20, rank=1),
        Column(tr("Số mục"), lambda r: Cell(group_thousands(r.records)), 8, is_figure=True, rank=3),
    )
