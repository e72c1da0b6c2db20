"""A sheet as read from a file: plain cells, and which of them are merged."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta
Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last (row, column) of a merged area, counted from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of a sheet from its very first cell; missing cells at a row's end count as empty."""

    name: str
    rows: list[list[Cell]]
    merges: tuple[Merge, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """The cell of a row and column counted from 0; "" outside of what was read."""
        cells = self.rows[row] if row < len(self.rows) else []
        return cells[column] if column < len(cells) else ""

    def merged_column(self, column: int) -> dict[int, int]:
        """For each row whose cell of ``column`` is merged: the row that holds its text."""
        return {
            row: top
            for (top, left), (bottom, _) in self.merges
            if left == column
            for row in range(top, min(bottom + 1, len(self.rows)))
        }


def column_letter(column: int) -> str:
    """The name of a column counted from 0, as sheets show it: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
