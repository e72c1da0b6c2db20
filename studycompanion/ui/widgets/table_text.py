"""Rows of a list for the clipboard: text with tabs for sheets, a table for letters."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

OURS = "application/x-studycompanion-list"


def as_text(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Heads and rows, a line each, cells parted by tabs."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in (heads, *rows))


def as_html(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Heads and rows as a bordered HTML table."""
    lines = [_line("th", heads), *(_line("td", row) for row in rows)]
    return f'<table border="1" cellspacing="0" cellpadding="4">{"".join(lines)}</table>'


def clipping(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> QMimeData:
    """Both in one piece of clipboard, marked as this program's."""
    made = QMimeData()
    made.setData(OURS, b"1")
    made.setText(as_text(heads, rows))
    made.setHtml(as_html(heads, rows))
    return made


def release_clipboard() -> None:
    """Leave only Qt's own text in a clipboard that holds a clipping, before the program ends.

    What was made in Python would be freed after Python has ended, which crashes.
    """
    clipboard = QGuiApplication.clipboard()
    held: QMimeData | None = clipboard.mimeData()
    if held is not None and held.hasFormat(OURS):
        clipboard.setText(clipboard.text())


def _line(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
