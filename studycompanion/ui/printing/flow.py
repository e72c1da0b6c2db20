"""Printing from a page: choose, print, turn the stack where need be, and ask what came out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.domain.work import Job
from studycompanion.errors import CodedError
from studycompanion.services import printing
from studycompanion.services.changes import Changes
from studycompanion.services.desk import Desk
from studycompanion.services.printing import Wanted
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_new_file
from studycompanion.ui.printing import spooler, work
from studycompanion.ui.printing.answer_dialog import AnswerDialog
from studycompanion.ui.printing.copies import Copy, numbered
from studycompanion.ui.printing.order import FILE, Manner, Order, Run, manner_of
from studycompanion.ui.printing.print_dialog import Asked, PrintDialog
from studycompanion.ui.printing.turn_dialog import TurnDialog
from studycompanion.ui.progress import run_job
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_CHANGED = Changes({"issued_form": frozenset()})


class PrintFlow(QObject):
    """One run at a time; what the printer got and nobody has seen yet can be asked for later."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._topic_id = ""
        self._set: QPrinter | None = None

    def choose(self, asked: Asked) -> None:
        """Ask what to print and how."""
        self._topic_id = asked.wanted.topic_id
        dialog = PrintDialog(self._page, self._context, asked)
        dialog.ordered.connect(self._on_ordered)
        dialog.test_wanted.connect(self._on_test)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_later(self, topic_id: str) -> None:
        """Ask about what was sent to a printer before."""
        self._topic_id = topic_id
        self._context.tasks.read(
            lambda desk: printing.waiting(desk, topic_id), self._on_waiting, key=self
        )

    def _on_waiting(self, forms: list[tuple[str, str]]) -> None:
        if forms:
            self._ask(numbered(forms))

    def _on_ordered(self, order: Order) -> None:
        if order.manner.printer == FILE:
            self._save(order.wanted)
            return
        self._set = order.printer
        self._start(
            order.manner,
            tr("Đang in bản cam kết…"),
            lambda printer: lambda desk, job: work.print_order(desk, order, printer, job=job),
            self._on_printed,
        )

    def _on_test(self, manner: Manner) -> None:
        self._start(
            manner,
            tr("Đang in tờ thử…"),
            lambda printer: (
                lambda desk, job: work.print_test_sheet(desk, Run(manner), printer, job=job)
            ),
            self._on_tested,
        )

    def _on_tested(self, _nothing: None) -> None:
        """The paper itself says how it went."""

    def _start(
        self,
        manner: Manner,
        title: str,
        make: "Callable[[QPrinter], Callable[[Desk, Job], Any]]",
        then: Callable[[Any], None],
    ) -> None:
        try:
            printer = self._printer_for(manner)
        except CodedError as error:
            dialogs.say_error(self._page, error)
            return
        run_job(
            self._page,
            self._context.tasks,
            title,
            work=make(printer),
            then=then,
            failed=self._on_failed,
        )

    def _printer_for(self, manner: Manner) -> "QPrinter":
        """The printer as it was set in the system's dialog, all goes of a run alike."""
        title = tr("Bản cam kết")
        if self._set is None or self._set.printerName() != manner.printer:
            return spooler.printer_for(manner, title)
        spooler.set_up(self._set, manner, title)
        return self._set

    def _on_printed(self, run: Run) -> None:
        self._tell_pages()
        if run.has_backs_to_come:
            sheets = group_thousands(len(run.goes[0]))
            dialog = TurnDialog(self._page, sheets=sheets)
            dialog.turned.connect(lambda: self._print_again(run))
            dialog.rejected.connect(lambda: self._ask_of(run))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
        else:
            self._ask_of(run)

    def _ask_of(self, run: Run) -> None:
        if run.sent:
            self._ask(numbered((paper.form_id, paper.title) for paper in run.sent))

    def _print_again(self, run: Run) -> None:
        self._start(
            run.manner,
            tr("Đang in bản cam kết…"),
            lambda printer: lambda desk, job: work.print_run(desk, run, printer, job=job),
            self._on_printed,
        )

    def _ask(self, copies: tuple[Copy, ...]) -> None:
        dialog = AnswerDialog(self._page, copies)
        dialog.all_came.connect(self._on_all_came)
        dialog.go_on.connect(self._on_go_on)
        dialog.one_again.connect(self._on_one_again)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_all_came(self, form_ids: list[str]) -> None:
        self._context.tasks.write(lambda desk: printing.mark_came_out(desk, form_ids))

    def _on_go_on(self, came: list[str], missing: list[str]) -> None:
        """Note what came out and print the rest as before, without further questions."""
        self._again(came, missing)

    def _on_one_again(self, others: list[str], one: list[str]) -> None:
        """Print one sheet again; whether the others came out is asked once more afterwards."""
        self._again([], one)

    def _again(self, came: list[str], missing: list[str]) -> None:
        manner = manner_of(self._context.preferences)
        wanted = frozenset(missing)

        def go(printer: "QPrinter") -> Callable[[Desk, Job], Run]:
            return lambda desk, job: work.print_kept(
                desk, manner, tuple(came), wanted, printer, job=job
            )

        self._start(manner, tr("Đang in bản cam kết…"), go, self._on_printed_again)

    def _on_printed_again(self, run: Run) -> None:
        self._tell_pages()
        if run.has_backs_to_come:
            self._on_printed(run)
        else:
            self.ask_later(self._topic_id)

    def _save(self, wanted: Wanted) -> None:
        chooser = choose_new_file(
            self._page,
            tr("Lưu tệp PDF để in ở máy khác"),
            name=tr("Bản cam kết để in") + ".pdf",
            then=lambda path: self._save_to(wanted, path),
        )
        chooser.setDefaultSuffix("pdf")

    def _save_to(self, wanted: Wanted, path: Path) -> None:
        run_job(
            self._page,
            self._context.tasks,
            tr("Đang ghi tệp để in…"),
            work=lambda desk, job: printing.save(desk, wanted, path, job=job),
            then=self._on_saved,
            failed=self._on_failed,
        )

    def _on_saved(self, path: Path) -> None:
        self._tell_pages()
        dialogs.tell_where(self._page, tr("Đã lưu vào tệp:"), path)

    def _on_failed(self, error: Exception) -> None:
        self._tell_pages()
        if isinstance(error, CodedError):
            dialogs.say_error(self._page, error)

    def _tell_pages(self) -> None:
        self._context.hub.announce(_CHANGED)
