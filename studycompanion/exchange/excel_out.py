"""Tables to Excel: one sheet with a title, a frozen head with filters, and fitted widths.

Text stays text whatever it looks like; numbers, rates and dates are values that Excel can reckon
with, shown as papers write them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from itertools import zip_longest
from typing import Any, BinaryIO

from studycompanion.exchange.cells import Cell, as_text

_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_BORDERED = _FONT | {"border": 1}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": _FONT | {"bold": True, "font_size": 14},
    "head": _BORDERED | {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True},
    "note": _FONT | {"italic": True},
    "text": _BORDERED | {"num_format": "@", "text_wrap": True},
    "count": _BORDERED | {"num_format": "#,##0"},
    "number": _BORDERED | {"num_format": "General"},
    "rate": _BORDERED | {"num_format": "0.00%"},
    "date": _BORDERED | {"num_format": "dd/mm/yyyy"},
    "moment": _BORDERED | {"num_format": "dd/mm/yyyy hh:mm"},
}
_HEAD_ROW = 2
_NARROWEST, _WIDEST = 5, 60
_FILTER_ARROW = 3
_FIRST_YEAR = 1900
"""Excel knows no day before; such a one is written as text."""


def write_table(
    out: BinaryIO,
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    total: Sequence[Cell] = (),
    notes: Sequence[str] = (),
) -> None:
    """Write a workbook into ``out``; ``total`` stands in bold below what filters and sorts.

    Whoever calls gives a buffer and swaps its bytes in, so that a file is whole or not there.
    """
    from xlsxwriter import Workbook

    options = {"in_memory": True, "remove_timezone": True}
    with Workbook(out, options) as workbook:
        table = _Sheet(workbook)
        table.write(0, [title], kind="title")
        table.write(_HEAD_ROW, heads, kind="head")
        for number, row in enumerate(rows, _HEAD_ROW + 1):
            table.write(number, row)
        end = _HEAD_ROW + len(rows)
        if total:
            table.write(end + 1, total, bold=True)
        for number, note in enumerate(notes, end + 3):
            table.write(number, [note], kind="note")
        table.finish(_widths(heads, [*rows, total]), end)


class _Sheet:
    """The one sheet of a workbook and the looks of its cells, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._sheet = workbook.add_worksheet()
        self._formats: dict[tuple[str, bool], Any] = {}

    def write(
        self, row: int, cells: Iterable[Cell], *, kind: str | None = None, bold: bool = False
    ) -> None:
        """Write cells from the first column on, in a fixed look or each in its own."""
        for column, cell in enumerate(cells):
            self._put(row, column, cell, look=self._look(kind or _kind(cell), bold))

    def finish(self, widths: Sequence[float], last_row: int) -> None:
        """Fit the columns, keep the head in sight, and print the head on every page."""
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)
        self._sheet.freeze_panes(_HEAD_ROW + 1, 0)
        self._sheet.autofilter(_HEAD_ROW, 0, last_row, len(widths) - 1)
        self._sheet.repeat_rows(_HEAD_ROW)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)

    def _look(self, kind: str, bold: bool) -> Any:
        key = (kind, bold)
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(
                _LOOKS[kind] | ({"bold": True} if bold else {})
            )
        return self._formats[key]

    def _put(self, row: int, column: int, cell: Cell, *, look: Any) -> None:
        if cell is None or cell == "":
            self._sheet.write_blank(row, column, None, look)
        elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
            self._sheet.write_datetime(row, column, cell, look)
        elif isinstance(cell, int | float | Fraction):
            self._sheet.write_number(row, column, cell, look)
        else:
            self._sheet.write_string(row, column, as_text(cell), look)


def _kind(cell: Cell) -> str:
    match cell:
        case datetime():
            return "moment"
        case date():
            return "date"
        case Fraction():
            return "rate"
        case int():
            return "count"
        case float():
            return "number"
        case _:
            return "text"


def _widths(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> list[float]:
    """A width in characters for every column: its longest line, or its head on two lines."""
    lines = [[_longest(as_text(cell).splitlines()) for cell in row] for row in rows]
    longest = map(max, zip_longest([0] * len(heads), *lines, fillvalue=0))
    return [
        min(max(length + 2, _head_width(head), _NARROWEST), _WIDEST)
        for head, length in zip(heads, longest, strict=True)
    ]


def _head_width(head: str) -> float:
    return max(_longest(head.split()), len(head) / 2) + _FILTER_ARROW


def _longest(texts: Iterable[str]) -> int:
    return max(map(len, texts), default=0)
