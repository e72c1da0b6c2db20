"""The people of a sheet: its rows walked from top to bottom with what the rows between say."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from studycompanion.domain.roster import Reading, RosterPerson, RosterProblem
from studycompanion.exchange.roster_in.person import PersonReader, name_problem
from studycompanion.exchange.roster_in.rows import (
    Kind,
    Row,
    kind,
    may_be_name,
    rows,
    section_name,
)
from studycompanion.exchange.roster_in.sections import cell_named, is_one_cell
from studycompanion.exchange.roster_in.sheet import Sheet
from studycompanion.exchange.roster_in.tables import Table
from studycompanion.exchange.roster_in.values import text

_PLAIN = Reading()


@dataclass(slots=True)
class Found:
    """What was read so far; ``cells`` are all names of cells."""

    people: list[RosterPerson] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)
    cells: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Place:
    """Where the walk stands: under which cell and group, inside the table or below its end."""

    cell: str
    group: str = ""
    is_open: bool = True
    is_after_gap: bool = False


def read_sheet(
    sheet: Sheet, its_tables: Sequence[Table], found: Found, reading: Reading = _PLAIN
) -> None:
    """Add the people of the tables of a sheet to ``found``."""
    place = _Place("")
    for table in its_tables:
        place = place if place.cell else _Place(_cell_of_sheet(sheet, table))
        for row in rows(sheet, table, reading.mended):
            _take(row, place, found, this_year=reading.this_year)


def _cell_of_sheet(sheet: Sheet, table: Table) -> str:
    """The cell that the title lines name, the lowest first, else the sheet's own name."""
    titles = [text(cell) for cells in reversed(sheet.rows[: table.header]) for cell in cells]
    names = filter(is_one_cell, map(cell_named, (*titles, sheet.name)))
    return next(names, "")


def _take(row: Row, place: _Place, found: Found, *, this_year: int | None) -> None:
    what = kind(row)
    if what is Kind.PERSON or (what is Kind.UNSURE and _is_inside(row, place)):
        _read(row, place, found, this_year=this_year)
    elif what is Kind.CELL:
        place.cell, place.group, place.is_open = section_name(row), "", True
    elif what is Kind.GROUP:
        place.group = section_name(row)
    elif what is Kind.NAMELESS:
        code = "formula" if row.has_failed else "name_missing"
        found.problems.append(name_problem(row, code))
    elif what is Kind.END:
        place.is_open = False
    place.is_after_gap = what is Kind.BLANK


def _is_inside(row: Row, place: _Place) -> bool:
    """Whether a row that has hardly more than a name is one of the list."""
    is_bare = row.lines == [row.label] and len(row.table.columns.at) > 1
    return place.is_open and may_be_name(row.label) and not (place.is_after_gap and is_bare)


def _read(row: Row, place: _Place, found: Found, *, this_year: int | None) -> None:
    reader = PersonReader(row, this_year)
    person = reader.read(place.cell, place.group)
    found.people.append(person)
    found.cells.update((person.cell_name, place.cell))
    found.problems.extend(reader.problems)
