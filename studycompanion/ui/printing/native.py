"""The printer dialog of the system: its trays, qualities and other options, and what they print."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studycompanion.domain.print_run import Sides, passes
from studycompanion.domain.work import Job
from studycompanion.errors import Cancelled, CodedError
from studycompanion.services.desk import Desk
from studycompanion.services.paperwork import page_count
from studycompanion.services.printing import Paper
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.printing import spooler
from studycompanion.ui.printing.order import Manner, manner_of
from studycompanion.ui.progress import run_job
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter


def ask_printer(
    parent: QWidget, printer: "QPrinter", then: "Callable[[QPrinter], object]"
) -> "QPrintDialog":
    """Open the system's dialog for a printer; ``then`` gets it as it was set."""
    from PySide6.QtPrintSupport import QPrintDialog

    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("Máy in"))
    # Qt only borrows the printer, which must live as long as its dialog.
    dialog.borrowed = printer  # type: ignore[attr-defined]
    dialog.accepted.connect(lambda: then(printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()
    return dialog


class PaperPrinting(QObject):
    """Prints a finished PDF that is no form to be counted, through the system's dialog."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent
        self._paper = Paper("", b"", 0)

    def choose(self, pdf: bytes, title: str) -> None:
        """Ask for the printer, then print one side a sheet."""
        self._paper = Paper(title, pdf, page_count(pdf))
        manner = manner_of(self._context.preferences)
        ask_printer(self._parent, spooler.any_printer(manner, title), self._print)

    def _print(self, printer: "QPrinter") -> None:
        paper = self._paper

        def work(_desk: Desk, job: Job) -> None:
            (sides,) = passes([paper.pages], Sides.ONE, backs_from_last=False)
            spooler.Spooler(printer, Manner()).print((paper,), sides, job=job)

        run_job(
            self._parent,
            self._context.tasks,
            tr("Đang in…"),
            work=work,
            then=lambda _nothing: None,
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, CodedError) and not isinstance(error, Cancelled):
            dialogs.say_error(self._parent, error)
