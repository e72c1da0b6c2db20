"""What a worker does of a print run: issue, note as sent, draw, and take back what was stopped."""

from dataclasses import replace
from typing import TYPE_CHECKING

from studycompanion.domain.work import Job
from studycompanion.errors import Cancelled
from studycompanion.services import printing
from studycompanion.services.desk import Desk
from studycompanion.ui.printing.order import Manner, Order, Run
from studycompanion.ui.printing.spooler import Spooler

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def print_order(desk: Desk, order: Order, printer: "QPrinter", *, job: Job) -> Run:
    """Issue the forms of an order and print them."""
    papers = printing.prepare(desk, order.wanted, job=job)
    return print_run(desk, Run(order.manner, papers), printer, job=job)


def print_run(desk: Desk, run: Run, printer: "QPrinter", *, job: Job) -> Run:
    """Print the next go of a run.

    Forms are noted as sent before the printer gets them, so that none comes out that the program
    knows nothing of; where the run was stopped, what the printer never got is taken back.
    """
    wanted = [paper.form_id for paper in run.papers if paper.form_id]
    if not run.part:
        printing.mark_sent(desk, wanted)
    spooler = Spooler(printer, run.manner)
    stopped = False
    try:
        spooler.print(run.papers, run.goes[run.part], job=job)
    except Cancelled:
        stopped = True
    except BaseException:
        _take_back(desk, wanted, spooler)
        raise
    if stopped and not run.part:
        _take_back(desk, wanted, spooler)
    return replace(
        run,
        part=run.part + 1,
        spooled=frozenset(spooler.finished) | run.spooled,
        was_stopped=stopped,
    )


def _take_back(desk: Desk, wanted: list[str], spooler: Spooler) -> None:
    missing = [form_id for form_id in wanted if form_id not in spooler.finished]
    printing.mark_came_out(desk, (), missing)


def print_test_sheet(desk: Desk, run: Run, printer: "QPrinter", *, job: Job) -> None:
    """Print the sheet with rulers as the manner says, in one go."""
    pdf = printing.test_sheet(desk)
    paper = printing.Paper(run.manner.printer, pdf, 2)
    sides = [side for go in replace(run, papers=(paper,)).goes for side in go]
    Spooler(printer, run.manner).print((paper,), sides, job=job)


def print_kept(
    desk: Desk,
    manner: Manner,
    came: tuple[str, ...],
    missing: frozenset[str],
    printer: "QPrinter",
    *,
    job: Job,
) -> Run:
    """Note what came out, and print the kept papers of the missing forms again."""
    printing.mark_came_out(desk, came, missing)
    papers = printing.kept(desk, missing)
    return print_run(desk, Run(manner, papers), printer, job=job)
