"""Tables to text with semicolons, as a Vietnamese Excel opens it: UTF-8 with its mark."""

import csv
from collections.abc import Sequence
from io import StringIO

from studycompanion.exchange.cells import Cell, as_text

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def separated_table(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """The bare table, its heads in the first line.

    An apostrophe keeps text such as "=1+1" from being reckoned out by the program that opens it.
    """
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerows([_guarded(cell) for cell in row] for row in (heads, *rows))
    return written.getvalue().encode("utf-8-sig")


def _guarded(cell: Cell) -> str:
    text = as_text(cell)
    is_risky = isinstance(cell, str) and len(text) > 1 and text.startswith(_STARTS_FORMULA)
    return f"'{text}" if is_risky else text
