"""Pages onto a printer; runs in a worker, which Qt allows for printers and pictures."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from studycompanion.domain.print_run import Side, Sides
from studycompanion.domain.work import Job
from studycompanion.errors import Cancelled, EnvironmentProblem
from studycompanion.services import printing
from studycompanion.services.printing import Paper
from studycompanion.ui.printing.order import Manner

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

A4 = (210.0, 297.0)
SHIFT_MM = 15.0
"""By how much mirroring moves a back: the left margin of 30 mm changes place with the right."""


def printer_names() -> list[str]:
    """The printers of this PC, the usual one first."""
    from PySide6.QtPrintSupport import QPrinterInfo

    usual = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name))


def printer_for(manner: Manner, title: str) -> "QPrinter":
    """A printer set to whole A4 sheets; ``EnvironmentProblem("printer_gone")``."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(manner.printer)
    if info.isNull():
        raise EnvironmentProblem("printer_gone", printer=manner.printer)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    set_up(printer, manner, title)
    return printer


def any_printer(manner: Manner, title: str) -> "QPrinter":
    """The printer of a manner where it is there, else the usual one or none; never refuses."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(manner.printer)
    info = QPrinterInfo.defaultPrinter() if info.isNull() else info
    mode = QPrinter.PrinterMode.HighResolution
    printer = QPrinter(mode) if info.isNull() else QPrinter(info, mode)
    set_up(printer, manner, title)
    return printer


def set_up(printer: "QPrinter", manner: Manner, title: str) -> None:
    """A4 upright without margins of the printer's own; its duplex unit only where asked for."""
    from PySide6.QtPrintSupport import QPrinter

    printer.setDocName(title)
    upright = QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), upright, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    is_duplex = manner.sides is Sides.PRINTER
    modes = QPrinter.DuplexMode
    printer.setDuplex(modes.DuplexLongSide if is_duplex else modes.DuplexNone)
    printer.setCopyCount(1)
    colours = QPrinter.ColorMode
    printer.setColorMode(colours.GrayScale if manner.is_grey else colours.Color)
    if manner.tray in {source.value for source in QPrinter.PaperSource}:
        printer.setPaperSource(QPrinter.PaperSource(manner.tray))


def manner_from(printer: "QPrinter", before: Manner) -> Manner:
    """The manner as somebody set the printer in the system's dialog; sides by hand stay so."""
    from PySide6.QtPrintSupport import QPrinter

    is_duplex = printer.duplex() is not QPrinter.DuplexMode.DuplexNone
    turned = Sides.ONE if before.sides is Sides.PRINTER else before.sides
    return replace(
        before,
        printer=printer.printerName(),
        sides=Sides.PRINTER if is_duplex else turned,
        tray=printer.paperSource().value,
        is_grey=printer.colorMode() is QPrinter.ColorMode.GrayScale,
    )


class Spooler:
    """Draws the sides of a run, one after the other."""

    def __init__(self, printer: "QPrinter", manner: Manner) -> None:
        self._printer, self._manner = printer, manner
        self.finished: set[str] = set()
        """Forms all of whose sides the printer has."""

    def print(self, papers: tuple[Paper, ...], sides: Iterable[Side], *, job: Job) -> None:
        """Print; ``errors.Cancelled`` after the stop was asked for, the printer told to forget.

        Raises ``EnvironmentProblem("printer_refused")``.
        """
        todo = list(sides)
        last = {side.paper: number for number, side in enumerate(todo)}
        painter = QPainter()
        if not painter.begin(self._printer):
            raise EnvironmentProblem("printer_refused", printer=self._manner.printer)
        try:
            for number, side in enumerate(todo):
                if number and not self._printer.newPage():
                    raise EnvironmentProblem("printer_refused", printer=self._manner.printer)
                self._draw(painter, papers[side.paper], side)
                if last[side.paper] == number:
                    self.finished.add(papers[side.paper].form_id)
                job.report(number + 1, len(todo), papers[side.paper].title)
        except Cancelled:
            self._printer.abort()
            raise
        finally:
            painter.end()

    def _draw(self, painter: QPainter, paper: Paper, side: Side) -> None:
        if side.page is None:
            return
        dots = self._printer.resolution()
        page = printing.page_for_printer(paper.pdf, side.page, dpi=dots)
        formats = QImage.Format
        kind = formats.Format_Grayscale8 if page.is_grey else formats.Format_RGB888
        picture = QImage(page.data, page.width, page.height, page.stride, kind)
        per_mm = dots / 25.4
        is_moved = side.is_back and self._manner.is_mirrored
        left = -SHIFT_MM * per_mm if is_moved else 0.0
        painter.drawImage(QRectF(left, 0, A4[0] * per_mm, A4[1] * per_mm), picture)
