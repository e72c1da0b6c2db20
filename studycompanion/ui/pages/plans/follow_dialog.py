"""What becomes of a task: its notes, its evidence, more time, and how it ended."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from studycompanion.domain.plan import Evidence, Outcome
from studycompanion.domain.vietnamese import display_date
from studycompanion.errors import CodedError, UserError
from studycompanion.services import follow_up
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.follow_up import FollowCard
from studycompanion.ui.context import Context
from studycompanion.ui.dialogs import open_folder, tell_where
from studycompanion.ui.files import choose_file, choose_new_file
from studycompanion.ui.pages.plans.follow_parts import (
    EvidencePart,
    NotesPart,
    OutcomePart,
    TimePart,
)
from studycompanion.ui.pages.plans.standing import standing_sign
from studycompanion.ui.reading import whole_day
from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.words import tr


class FollowDialog(Sheet):
    """Each step is kept at once; what is not taken is said and stays in its field."""

    def __init__(self, parent: QWidget, context: Context, item_id: str) -> None:
        super().__init__(parent, tr("Theo dõi việc làm theo"), width=780)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.context, self._item_id = context, item_id
        self._path: Path | None = None
        self._clear: Callable[[], object] | None = None
        self.task, self.sign = label(), Sign()
        self.notes, self.evidence = NotesPart(), EvidencePart()
        self.time, self.outcome = TimePart(), OutcomePart()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(tr("Theo dõi việc làm theo"))
        for part, title in (
            (self.notes, tr("Tiến độ")),
            (self.evidence, tr("Minh chứng")),
            (self.time, tr("Thời hạn")),
            (self.outcome, tr("Kết quả cuối năm")),
        ):
            self.tabs.addTab(part, title)
        for shown in (self.task, self.sign, self.tabs):
            self.fields.addWidget(shown)
        self.close_button = button(tr("Đóng"), self.reject)
        self.add_buttons(self.close_button)
        self.close_button.setDefault(False)
        self._connect()
        self.read()

    def _connect(self) -> None:
        self.notes.add.clicked.connect(self._on_note)
        self.evidence.file.clicked.connect(self._on_choose)
        self.evidence.add.clicked.connect(self._on_evidence)
        self.evidence.open.clicked.connect(self._on_open)
        self.evidence.save.clicked.connect(self._on_save)
        self.evidence.remove.clicked.connect(self._on_remove)
        self.time.extend.clicked.connect(self._on_extend)
        self.outcome.settle.clicked.connect(self._on_settle)

    def read(self) -> None:
        """Read the task again."""
        item_id = self._item_id
        self.context.tasks.read(
            lambda desk: follow_up.follow_card(desk, item_id), self._show, key=self
        )

    def _show(self, card: FollowCard) -> None:
        item = card.item
        self.task.setText(f"{card.member_name}: {item.points.get('task', '')}")
        self.sign.show_cell(standing_sign(item, self.context.today))
        self.notes.show_notes(card.notes)
        self.evidence.show_evidence(card.evidence)
        due = display_date(item.due) if item.due else tr("chưa có hạn")
        self.time.now.setText(tr("Thời hạn hiện nay: {due}", due=due))
        self.outcome.outcome.choose(item.outcome.value if item.outcome else "")
        self.outcome.reason.show_text(item.outcome_reason)
        self.notes.text.setFocus()

    def _write(
        self, work: Callable[[Desk], Done[Any]], clear: Callable[[], object] | None = None
    ) -> None:
        self._clear = clear
        self.context.tasks.write(work, self._on_kept, failed=self.show_problem)

    def _on_kept(self, _done: Done[Any]) -> None:
        self.problem.hide()
        if self._clear is not None:
            self._clear()
        self.read()

    def _on_note(self) -> None:
        item_id, text = self._item_id, self.notes.text.toPlainText()
        typed = self.notes.percent.text.strip().removesuffix("%").strip()
        if typed and not typed.isdigit():
            self.show_problem(UserError("note_percent"))
            return
        percent, is_done = int(typed) if typed else None, self.notes.is_done.isChecked()
        self._write(
            lambda desk: follow_up.add_note(desk, item_id, text, percent=percent, is_done=is_done),
            self.notes.clear,
        )

    def _on_choose(self) -> None:
        choose_file(
            self, tr("Chọn tệp minh chứng"), folder="", kinds=tr("Mọi tệp (*)"), then=self.take_file
        )

    def take_file(self, path: Path) -> None:
        """The file that the next evidence keeps."""
        self._path = path
        self.evidence.show_file(path.name)

    def _on_evidence(self) -> None:
        item_id, path = self._item_id, self._path
        text, number = self.evidence.text.text, self.evidence.number.text
        self._write(
            lambda desk: follow_up.add_evidence(desk, item_id, text, number=number, path=path),
            self._clear_evidence,
        )

    def _clear_evidence(self) -> None:
        self._path = None
        self.evidence.clear()

    def _on_remove(self) -> None:
        evidence = self.evidence.chosen()
        if evidence is not None:
            self._write(lambda desk: follow_up.remove_evidence(desk, evidence.id))

    def _on_open(self) -> None:
        evidence = self.evidence.chosen()
        if evidence is not None:
            # A copy to look at: whatever is done to it, what is kept stays as it is.
            self.context.tasks.compute(
                lambda desk: follow_up.copy_to_look_at(desk, evidence),
                self._on_taken_out,
                failed=self.show_problem,
            )

    def done(self, result: int) -> None:
        """Take the copies away that were looked at: they are not encrypted."""
        self.context.remove_copies()
        super().done(result)

    def _on_taken_out(self, path: Path) -> None:
        self.context.copies.append(path.parent)
        open_folder(str(path), self)

    def _on_save(self) -> None:
        evidence = self.evidence.chosen()
        if evidence is not None:
            choose_new_file(
                self,
                tr("Lưu tệp minh chứng"),
                name=evidence.file_name,
                then=lambda path: self._take_out(evidence, path, self._on_saved),
            )

    def _on_saved(self, path: Path) -> None:
        tell_where(self, tr("Đã lưu tệp minh chứng vào:"), path)

    def _take_out(self, evidence: Evidence, path: Path, then: Callable[[Path], None]) -> None:
        self.context.tasks.compute(
            lambda desk: follow_up.save_evidence(desk, evidence.id, path),
            then,
            failed=self.show_problem,
        )

    def _on_extend(self) -> None:
        item_id, reason = self._item_id, self.time.reason.text
        try:
            day = whole_day(self.time.day.text, year=self.context.today.year)
            if day is None:
                raise UserError("date_unreadable", typed="")
        except CodedError as error:
            self.show_problem(error)
            return
        self._write(lambda desk: follow_up.extend_due(desk, item_id, day, reason), self.time.clear)

    def _on_settle(self) -> None:
        item_id, reason = self._item_id, self.outcome.reason.text
        outcome = Outcome(self.outcome.outcome.chosen) if self.outcome.outcome.chosen else None
        self._write(lambda desk: follow_up.settle(desk, item_id, outcome, reason=reason))
