"""The recovery key as a sheet of paper: printed, or written as PDF."""

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import (
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QDialog, QWidget

from studycompanion.errors import EnvironmentProblem
from studycompanion.ui.fonts import family
from studycompanion.ui.words import program_name, tr

_MARGIN_MM = 20
_DOTS_PER_INCH = 300


def lines_of(key: str) -> str:
    """The groups of the key in two lines, easy to copy by hand."""
    groups = key.split("-")
    half = (len(groups) + 1) // 2
    return "\n".join("-".join(part) for part in (groups[:half], groups[half:]) if part)


def write_pdf(key: str, path: Path) -> None:
    """Write the sheet; ``EnvironmentProblem("folder_unwritable")`` where it cannot go there."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(tr("Khóa khôi phục"))
    writer.setResolution(_DOTS_PER_INCH)
    _paint(key, writer)
    buffer.close()
    try:
        path.write_bytes(buffer.data().data())
    except OSError as error:
        raise EnvironmentProblem("folder_unwritable") from error


def print_sheet(parent: QWidget, key: str, *, then: Callable[[], object]) -> None:
    """Ask for the printer and print; ``then`` runs once it was sent there."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter()
    dialog = QPrintDialog(printer, parent)

    def send() -> None:
        # Named here, so that the printer lives as long as its dialog.
        _paint(key, printer)
        then()

    dialog.accepted.connect(send)
    dialog.finished.connect(dialog.deleteLater)
    # Its own ``open`` is another one, which wants a slot.
    QDialog.open(dialog)


def _paint(key: str, device: QPagedPaintDevice) -> None:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setDefaultFont(QFont(family(), 14))
    document.setHtml(_html(key))
    document.print_(device)


def _html(key: str) -> str:
    shown = "<br/>".join(escape(line) for line in lines_of(key).split("\n"))
    parts = (
        f"<h2>{escape(program_name())}: {escape(tr('Khóa khôi phục'))}</h2>",
        f"<p>{escape(tr('Quên mật khẩu thì nhập khóa này vào ô mật khẩu để mở dữ liệu.'))}</p>",
        f'<p style="font-size: 20pt; font-weight: bold;">{shown}</p>',
        f"<p>{escape(tr('Cất tờ giấy này nơi an toàn, không để chung với máy.'))}</p>",
    )
    return "".join(parts)
