"""What a cell of a table that leaves the program holds, and how it reads as text."""

import re
from datetime import date, datetime
from fractions import Fraction

from studycompanion.domain.vietnamese import display_date, nfc, percent

Cell = str | int | float | Fraction | date | None
"""A fraction is a rate, shown in percent; a date may carry its hour."""

_UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that neither XML nor UTF-8 takes."""


def as_text(cell: Cell) -> str:
    """A cell as people read it: days as 05/02/2026, a decimal comma, no dots for thousands."""
    match cell:
        case None:
            return ""
        case str():
            return _UNSOUND.sub("", nfc(cell))
        case datetime():
            return f"{display_date(cell)} {cell:%H:%M}"
        case date():
            return display_date(cell)
        case Fraction():
            return percent(cell)
        case _:
            return str(cell).replace(".", ",")
