"""The rows below a header, and what kind of row each is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from studycompanion.domain.vietnamese import title_name
from studycompanion.exchange.roster_in.rules import Field
from studycompanion.exchange.roster_in.sections import (
    cell_named,
    cell_named_alone,
    ends_table,
    group_named,
)
from studycompanion.exchange.roster_in.sheet import Cell, Sheet
from studycompanion.exchange.roster_in.tables import Table
from studycompanion.exchange.roster_in.values import is_failed, is_row_number, text

_TELLING = (Field.BIRTH, Field.MALE, Field.FEMALE, Field.CARD, Field.JOINED, Field.OFFICIAL)
_DIGITS_OF_A_YEAR = 4
_LONGEST_NAME = 60
_NOTHING: Mapping[tuple[str, int, str], str] = MappingProxyType({})
_NONE: Mapping[str, str] = MappingProxyType({})
_NEVER_IN_NAMES = re.compile(r"[\d:;/()…]")


class Kind(StrEnum):
    """What a row is; UNSURE has a name and nothing that tells a person from a signature."""

    BLANK = "blank"
    PERSON = "person"
    UNSURE = "unsure"
    NAMELESS = "nameless"
    CELL = "cell"
    GROUP = "group"
    END = "end"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; ``held_by`` gives, per field, the row that holds a merged cell's text.

    ``mended`` holds what the user typed instead of cells, by the code of their field.
    """

    sheet: Sheet
    table: Table
    index: int
    held_by: Mapping[Field, Mapping[int, int]]
    mended: Mapping[str, str]

    def cell(self, field: Field) -> Cell:
        """The cell under a field's header; "" where the table has no such column."""
        if field in self.mended:
            return self.mended[field]
        column = self.table.columns.at.get(field)
        if column is None:
            return ""
        merged = self.held_by.get(field)
        return self.sheet.cell(merged.get(self.index, self.index) if merged else self.index, column)

    @property
    def label(self) -> str:
        """What stands in the name columns, as typed."""
        return " ".join(filter(None, self._names()))

    @property
    def name(self) -> str:
        """The name in mixed case."""
        return " ".join(map(title_name, filter(None, self._names())))

    @property
    def lines(self) -> list[str]:
        """All texts of the row, those of columns without a field too."""
        return [line for line in map(text, self.sheet.rows[self.index]) if line]

    @property
    def is_numbered(self) -> bool:
        """Whether the row has its number in the list."""
        return is_row_number(self.cell(Field.NUMBER))

    @property
    def tells_of_someone(self) -> bool:
        """Whether a date or a card number stands in the row; mere counts do not tell."""
        return any(_has_a_year(self.cell(field)) for field in _TELLING)

    @property
    def has_failed(self) -> bool:
        """Whether a formula of the row failed, in any column that is read."""
        columns = self.table.columns
        at = {*columns.names, *columns.at.values()}
        return any(is_failed(self.sheet.cell(self.index, column)) for column in at)

    def _names(self) -> Iterator[str]:
        if Field.NAME in self.mended:
            return iter([text(self.mended[Field.NAME])])
        return (text(self.sheet.cell(self.index, at)) for at in self.table.columns.names)


def rows(
    sheet: Sheet, table: Table, mended: Mapping[tuple[str, int, str], str] = _NOTHING
) -> Iterator[Row]:
    """The rows below the header of a table, with what the user mended in them."""
    typed: dict[int, dict[str, str]] = {}
    for (name, number, field), value in mended.items():
        if name == sheet.name:
            typed.setdefault(number - 1, {})[field] = value
    at = table.columns.at
    held_by = {
        field: sheet.merged_column(at[field]) for field in (Field.CELL, Field.GROUP) if field in at
    }
    return (
        Row(sheet, table, index, held_by, typed.get(index, _NONE))
        for index in range(table.first, table.stop)
    )


def kind(row: Row) -> Kind:
    """What the row is, by itself."""
    label = row.label
    if any(map(str.isalpha, label)):
        if Field.NAME in row.mended:
            return Kind.PERSON
        return _kind_with_label(row, label)
    lines = row.lines
    if not lines:
        return Kind.BLANK
    if row.tells_of_someone or row.has_failed:
        return Kind.NAMELESS if row.is_numbered else Kind.OTHER
    section = _section(lines[0], is_alone=len(lines) == 1)
    return section or (Kind.END if any(map(ends_table, lines)) else Kind.OTHER)


def _kind_with_label(row: Row, label: str) -> Kind:
    if row.is_numbered and row.tells_of_someone:
        return Kind.PERSON
    is_alone = row.lines == [label]
    if section := _section(label, is_alone=is_alone):
        return section
    if ends_table(label) and not row.is_numbered:
        return Kind.END
    return Kind.PERSON if row.is_numbered or row.tells_of_someone else Kind.UNSURE


def _section(line: str, *, is_alone: bool) -> Kind | None:
    if cell_named(line) or (is_alone and cell_named_alone(line)):
        return Kind.CELL
    return Kind.GROUP if group_named(line) else None


def section_name(row: Row) -> str:
    """The cell or group that a row of such a kind names."""
    line = row.label or row.lines[0]
    return cell_named(line) or group_named(line) or cell_named_alone(line)


def may_be_name(label: str) -> bool:
    """Whether a text that nothing else vouches for can be a name."""
    return len(label) < _LONGEST_NAME and not _NEVER_IN_NAMES.search(label)


def _has_a_year(cell: Cell) -> bool:
    return sum(map(str.isdigit, text(cell))) >= _DIGITS_OF_A_YEAR
