"""Who a roster is of, by the lines above its table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studycompanion.domain.vietnamese import fold, tidy
from studycompanion.exchange.roster_in.sections import cell_named, is_one_cell, unit_name
from studycompanion.exchange.roster_in.sheet import Sheet

_ABOVE, _LONGEST = 8, 90
_BODIES = ("dang bo", "dang uy")
_KINDS = frozenset(["dang", "bo", "uy", "phuong", "xa", "dac", "khu", "co", "so"])


@dataclass(frozen=True, slots=True)
class Heading:
    """The names that stand above a roster; "" where the file names none."""

    superior: str = ""
    cell: str = ""


def heading_of(sheets: Sequence[Sheet]) -> Heading:
    """The superior body and the cell above the table of the first sheet that holds one.

    A kind of body alone ("ĐẢNG BỘ PHƯỜNG") is no name.
    """
    lines = list(_lines(sheets))
    bodies = [line for line in lines if fold(line).startswith(_BODIES) and _has_name(line)]
    cells = [name for line in lines if (name := cell_named(line)) and is_one_cell(name)]
    return Heading(unit_name(bodies[0]) if bodies else "", cells[0] if cells else "")


def _lines(sheets: Sequence[Sheet]) -> Iterator[str]:
    for sheet in [sheet for sheet in sheets if sheet.rows][:1]:
        for row in sheet.rows[:_ABOVE]:
            for cell in row:
                if isinstance(cell, str) and 0 < len(text := tidy(cell)) <= _LONGEST:
                    yield text


def _has_name(line: str) -> bool:
    return bool(set(fold(line).split()) - _KINDS)
