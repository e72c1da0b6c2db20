"""Taking a roster in, page by page; what asks nothing is skipped, and only the end writes."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from studycompanion.errors import CodedError
from studycompanion.messages import say
from studycompanion.services.changes import Done
from studycompanion.services.roster_preview import RosterPreview
from studycompanion.ui.announcing import announce
from studycompanion.ui.context import Context
from studycompanion.ui.pages.members.importing import check_page, understood_page
from studycompanion.ui.pages.members.importing.cell_bar import CellBar
from studycompanion.ui.pages.members.importing.check_page import CheckPage
from studycompanion.ui.pages.members.importing.done_page import DonePage
from studycompanion.ui.pages.members.importing.draft import ImportDraft
from studycompanion.ui.pages.members.importing.list_page import ListPage
from studycompanion.ui.pages.members.importing.report import choose_report
from studycompanion.ui.pages.members.importing.understood_page import UnderstoodPage
from studycompanion.ui.pages.members.importing.write_page import WritePage
from studycompanion.ui.progress import run_job
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.words import tr

_WIDTH, _HEIGHT, _FRAME = 1120, 700, 48


class Step(StrEnum):
    """The pages in their order."""

    UNDERSTOOD = "understood"
    CHECK = "check"
    WRITE = "write"
    DONE = "done"


_PAGES: dict[Step, Callable[[ImportDraft], ListPage]] = {
    Step.UNDERSTOOD: UnderstoodPage,
    Step.CHECK: CheckPage,
    Step.WRITE: WritePage,
}


class ImportWizard(QDialog):
    """Shows a previewed roster; nothing is written before "Nhập danh sách"."""

    def __init__(self, parent: QWidget, context: Context, preview: RosterPreview) -> None:
        super().__init__(parent)
        self.context = context
        self.draft = ImportDraft(self, context, preview)
        self.setWindowTitle(tr("Nhập danh sách: {name}", name=preview.path.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._asked: set[Step] = set()
        self._pages: dict[Step, ListPage] = {}
        self._done: DonePage | None = None
        self._is_writing = False
        self._build()
        self._note_questions()
        self.step = self.steps[0]
        self.draft.changed.connect(self._on_changed)
        self.draft.busy_changed.connect(self._show_buttons)
        self.draft.refused.connect(self.show_problem)
        QShortcut(QKeySequence("Alt+Left"), self, self.go_back)
        self._go_to(self.step)

    def _build(self) -> None:
        self.progress = label(kind="muted", wraps=False)
        self.title, self.sentence = label(kind="title"), label(kind="muted")
        self._stack = QStackedWidget()
        self.cell = CellBar(self.draft)
        self.unsaved = label(
            tr("Tệp đang mở ở chương trình khác: điều gì chưa lưu ở đó thì chưa có ở đây."), "field"
        )
        self.unsaved.setVisible(self.draft.preview.is_open_elsewhere)
        self.problem = label()
        self.problem.setStyleSheet(f"color: {current().colours.tones[Tone.BAD].ink};")
        self.problem.hide()
        self.look = button(tr("Xem cách đọc tệp"), self._on_look, kind="quiet")
        self.back = button(tr("Quay lại"), self.go_back)
        self.accept_button = button("", self._on_forward, kind="primary")
        self.cancel = button(tr("Hủy"), self.reject)
        whole = column(self.progress, spacing=SPACE.medium)
        whole.addLayout(column(self.title, self.sentence, spacing=SPACE.hair))
        whole.addWidget(self.unsaved)
        whole.addWidget(self.cell)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.problem)
        whole.addLayout(
            row(self.look, None, self.back, self.accept_button, self.cancel, spacing=SPACE.medium)
        )
        room = current().px(SPACE.large)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)
        self.accept_button.setDefault(True)
        screen, theme = self.screen().availableSize(), current()
        self.resize(
            min(theme.wide(_WIDTH), screen.width() - _FRAME),
            min(theme.wide(_HEIGHT), screen.height() - _FRAME),
        )

    @property
    def preview(self) -> RosterPreview:
        """The newest preview, or what was taken in."""
        return self._done.taken if self._done else self.draft.preview

    @property
    def steps(self) -> list[Step]:
        """The pages that are shown, in order."""
        return [s for s in Step if s in self._asked or s in (Step.WRITE, Step.DONE)]

    @property
    def page(self) -> ListPage | DonePage:
        """The page in view."""
        return self._done if self._done else self._page(self.step)

    def go_back(self) -> None:
        """To the page before; nothing that was said is lost."""
        place = self.steps.index(self.step)
        if place and self._done is None and not self._is_writing:
            self._go_to(self.steps[place - 1])

    def show_problem(self, error: CodedError) -> None:
        """Say what could not be done."""
        self.problem.setText(say(error))
        self.problem.show()
        announce(self, say(error), is_urgent=True)

    def reject(self) -> None:
        """Close; after a question where something was mended or decided."""
        if self._is_writing:
            return
        if self._done is not None:
            self.accept()
        elif self.draft.is_touched:
            from studycompanion.ui.dialogs import ask

            question = tr("Thôi nhập danh sách này? Những chỗ vừa sửa ở đây sẽ mất.")
            ask(self, question, tr("Thôi nhập"), then=self._leave)
        else:
            super().reject()

    def _leave(self) -> None:
        super().reject()

    def _note_questions(self) -> None:
        """A page that once asked something stays, so that one can go back to it."""
        if understood_page.has_questions(self.draft.preview):
            self._asked.add(Step.UNDERSTOOD)
        if check_page.has_questions(self.draft.preview):
            self._asked.add(Step.CHECK)

    def _page(self, step: Step) -> ListPage:
        if step not in self._pages:
            self._pages[step] = _PAGES[step](self.draft)
            self._stack.addWidget(self._pages[step])
        return self._pages[step]

    def _go_to(self, step: Step) -> None:
        self.step = step
        self.problem.hide()
        page = self._page(step)
        self._stack.setCurrentWidget(page)
        self._show_words()
        is_calm = step is Step.WRITE and self.draft.undecided == 0
        (self.accept_button if is_calm else page.first_place()).setFocus()
        if self.draft.preview.waits_for_cell:
            self.cell.first_place().setFocus()
        self.accept_button.updateGeometry()
        announce(self, f"{self.progress.text()}. {self.title.text()}. {self.sentence.text()}")

    def _show_words(self) -> None:
        page = self.page
        self.title.setText(page.title)
        self.sentence.setText(page.sentence)
        number, total = self.steps.index(self.step) + 1, len(self.steps)
        self.progress.setText(tr("Bước {n}/{total}", n=number, total=total))
        self._show_buttons()

    def _show_buttons(self) -> None:
        is_done = self._done is not None
        self.back.setVisible(not is_done and self.steps.index(self.step) > 0)
        self.look.setVisible(not is_done and Step.UNDERSTOOD not in self._asked)
        self.cancel.setVisible(not is_done)
        self.accept_button.setText(self._forward_words())
        self.accept_button.setEnabled(not self._is_writing)

    def _forward_words(self) -> str:
        if self._done is not None:
            return tr("Xem danh sách")
        if self.draft.is_busy:
            return tr("Đang tính lại…")
        if self.draft.undecided and self.step is not Step.CHECK:
            return tr("Còn {n} cột cần chọn", n=self.draft.undecided)
        if self.draft.preview.waits_for_cell:
            return tr("Cần chọn chi bộ")
        if self.step is not Step.WRITE:
            return tr("Tiếp tục")
        return tr("Nhập danh sách") if self.draft.writes else tr("Đóng")

    def _on_changed(self) -> None:
        self.problem.hide()
        self._note_questions()
        for page in self._pages.values():
            page.refresh()
        if self._done is None:
            self._show_words()

    def _on_look(self) -> None:
        self._asked.add(Step.UNDERSTOOD)
        self._go_to(Step.UNDERSTOOD)

    def _on_forward(self) -> None:
        if self._done is not None:
            self.accept()
        elif self.draft.is_busy or self._is_writing:
            return
        elif self.draft.undecided and self.step is not Step.CHECK:
            self._go_to_open()
        elif self.draft.preview.waits_for_cell:
            self.cell.first_place().setFocus()
        elif self.step is not Step.WRITE:
            self._go_to(self.steps[self.steps.index(self.step) + 1])
        elif self.draft.writes:
            self._take_in()
        else:
            self.accept()

    def _go_to_open(self) -> None:
        if self.step is not Step.UNDERSTOOD:
            self._go_to(Step.UNDERSTOOD)
        page = self._page(Step.UNDERSTOOD)
        if isinstance(page, UnderstoodPage):
            page.go_to_open()

    def _take_in(self) -> None:
        from studycompanion.services import rosters

        seen = self.draft.preview
        self._is_writing = True
        self._show_buttons()
        run_job(
            self,
            self.context.tasks,
            tr("Đang nhập danh sách…"),
            work=lambda desk, _job: rosters.accept(desk, seen),
            then=self._on_done,
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        self._is_writing = False
        self._show_buttons()
        if isinstance(error, CodedError):
            self.show_problem(error)

    def _on_done(self, done: Done[RosterPreview]) -> None:
        self._is_writing = False
        self._done = DonePage(done.value, leaving=self.draft.leaving)
        self._done.report_wanted.connect(partial(choose_report, self, done.value))
        self.cell.hide()
        self._stack.addWidget(self._done)
        self._stack.setCurrentWidget(self._done)
        self.step = Step.DONE
        self._show_words()
        self.accept_button.setFocus()
        announce(self, self.sentence.text())

    def say_saved(self, path: Path) -> None:
        """Say where the report is."""
        from studycompanion.ui import dialogs

        dialogs.tell_where(self, tr("Đã lưu báo cáo vào tệp:"), path)
