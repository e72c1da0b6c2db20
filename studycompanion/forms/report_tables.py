"""Tables by cell: as text in columns as wide as their figures need, and as plain values."""

from collections.abc import Iterable
from fractions import Fraction

from studycompanion.domain.paperwork import CellFigures
from studycompanion.domain.vietnamese import group_thousands, percent
from studycompanion.forms.blocks import Align, Column, Table
from studycompanion.forms.geometry import WIDTH
from studycompanion.forms.grid import least_width
from studycompanion.forms.report_spec import RATES, ColumnWords, TableWords

Value = str | int | Fraction | None
"""What a cell of a report holds; a fraction is a rate, None a rate without a base."""

_NARROWEST_NAME = 22.0
"""What the column of names keeps of the page's width, in mm."""

_ALIGN = {"number": Align.CENTRE, "cell": Align.LEFT}


def report_table(words: TableWords, cells: tuple[CellFigures, ...], total: CellFigures) -> Table:
    """The table of all cells with its total."""
    rows = tuple(tuple(map(text, row)) for row in values(words.columns, cells))
    last = tuple(map(text, total_values(words.columns, total, words.total)))
    shares = _shares(words.columns, (*rows, last))
    columns = tuple(
        Column((column.head,), share, _ALIGN.get(column.key, Align.RIGHT))
        for column, share in zip(words.columns, shares, strict=True)
    )
    return Table(columns, rows, total=last)


def values(columns: Iterable[ColumnWords], cells: tuple[CellFigures, ...]) -> list[list[Value]]:
    """A row of plain values for each cell."""
    keys = [column.key for column in columns]
    return [[_value(key, cell, number) for key in keys] for number, cell in enumerate(cells, 1)]


def total_values(columns: Iterable[ColumnWords], total: CellFigures, word: str) -> list[Value]:
    """The row below all cells: ``word`` in place of a name, and no number."""
    named = {"number": "", "cell": word}
    return [named.get(column.key) or _value(column.key, total, "") for column in columns]


def _value(key: str, cell: CellFigures, number: int | str) -> Value:
    if key == "number":
        return number
    return cell.cell if key == "cell" else cell.figure(key)


def text(value: Value) -> str:
    """A value as papers write it: dots for thousands, a decimal comma and two places in rates."""
    if isinstance(value, str):
        return value
    return group_thousands(value) if isinstance(value, int) else percent(value)


def _shares(columns: tuple[ColumnWords, ...], rows: Iterable[tuple[str, ...]]) -> list[float]:
    """Widths in mm: names get what they need of what the figures leave.

    Columns of a kind are alike, unless that would break names.
    """
    keys = [column.key for column in columns]
    needed = [
        least_width(column.head, shown)
        for column, shown in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    widest: dict[str, float] = {}
    for key, width in zip(keys, needed, strict=True):
        widest[_kind(key)] = max(widest.get(_kind(key), 0.0), width)
    alike = [widest[_kind(key)] for key in keys]
    figures = alike if _left(keys, alike) >= widest.get("cell", 0.0) else needed
    room = max(_left(keys, figures), _NARROWEST_NAME)
    return [min(w, room) if k == "cell" else w for k, w in zip(keys, figures, strict=True)]


def _left(keys: list[str], widths: list[float]) -> float:
    return WIDTH - sum(width for key, width in zip(keys, widths, strict=True) if key != "cell")


def _kind(key: str) -> str:
    if key in ("number", "cell"):
        return key
    return "rate" if key in RATES else "count"
