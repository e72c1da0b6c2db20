"""Where the tables of a sheet stand: their header of one to three rows and the rows below it."""

from dataclasses import dataclass, replace

from studycompanion.domain.roster import Reading
from studycompanion.exchange.roster_in.headers import (
    Columns,
    columns,
    field_named,
    header_lines,
    is_header_word,
)
from studycompanion.exchange.roster_in.rules import Field
from studycompanion.exchange.roster_in.sheet import Cell, Sheet
from studycompanion.exchange.roster_in.values import text

_SEARCHED_ROWS = 200
_DEEPEST = 3
_LONGEST_HEADER = 100
_SAMPLE = 30
_PLAIN = Reading()
_NAMING = (Field.NAME, Field.FAMILY, Field.GIVEN)


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it, ``first`` to before ``stop``, counted from 0."""

    header: int
    columns: Columns
    first: int
    stop: int


def tables(sheet: Sheet, reading: Reading = _PLAIN) -> list[Table]:
    """The tables of a sheet from top to bottom; a header repeated further down starts another."""
    found: list[Table] = []
    searched = range(min(len(sheet.rows), _SEARCHED_ROWS))
    table = next(filter(None, (_table_at(sheet, row, reading) for row in searched)), None)
    while table is not None:
        below = _repeated(sheet, table, reading)
        found.append(replace(table, stop=below.header) if below else table)
        table = below
    return found


def _repeated(sheet: Sheet, table: Table, reading: Reading) -> Table | None:
    """The next table whose name column is headed as that of ``table``."""
    column = table.columns.names[0]
    heading = sheet.cell(table.header, column)
    rows = (row for row in range(table.first, table.stop) if sheet.cell(row, column) == heading)
    return (
        next(filter(None, (_table_at(sheet, row, reading) for row in rows)), None)
        if heading
        else None
    )


def _table_at(sheet: Sheet, row: int, reading: Reading) -> Table | None:
    """The table whose header starts in ``row``, if one does."""
    if not any(_names_people(cell, reading) for cell in sheet.rows[row]):
        return None
    depth = _merged_depth(sheet, row)
    found = columns(sheet, row, depth, reading=reading)
    while found is not None and depth < _DEEPEST and _is_sub_header(sheet, row + depth, found):
        depth += 1
        found = columns(sheet, row, depth, reading=reading)
    if found is None:
        return None
    first = row + depth
    return Table(row, _with_given_names(sheet, found, row, first), first, len(sheet.rows))


def _names_people(cell: Cell, reading: Reading) -> bool:
    is_short = isinstance(cell, str) and len(cell) < _LONGEST_HEADER
    return is_short and field_named(str(cell), reading) in _NAMING


def _merged_depth(sheet: Sheet, row: int) -> int:
    """How many rows the cells merged downwards from ``row`` cover."""
    lows = [bottom for (top, _), (bottom, _) in sheet.merges if top == row]
    return min(max(lows, default=row) - row + 1, _DEEPEST)


def _is_sub_header(sheet: Sheet, row: int, found: Columns) -> bool:
    """Whether the row parts the header further: nobody's name or number, but words of a header."""
    keys = {*found.names, found.at.get(Field.NUMBER, found.names[0])}
    if row >= len(sheet.rows) or any(text(sheet.cell(row, column)) for column in keys):
        return False
    cells = sheet.rows[row]
    return any(isinstance(cell, str) and is_header_word(cell) for cell in cells) or any(
        all(isinstance(cell, str) and text(cell) for cell in cells[left : right + 1])
        for (_, left), (bottom, right) in sheet.merges
        if bottom == row - 1 and left < right < len(cells)
    )


def _with_given_names(sheet: Sheet, found: Columns, header: int, first: int) -> Columns:
    """A headless column beside the only name column holds given names, if it mostly holds words."""
    column, beside = found.names[0], found.names[0] + 1
    lines = header_lines(sheet, header, first - header)
    if len(found.names) > 1 or any(any(line[beside : beside + 1]) for line in lines):
        return found
    rows = range(first, first + _SAMPLE)
    people = [row for row in rows if text(sheet.cell(row, column))]
    given = [row for row in people if text(sheet.cell(row, beside)).replace(" ", "").isalpha()]
    return replace(found, names=(column, beside)) if 2 * len(given) > len(people) else found
