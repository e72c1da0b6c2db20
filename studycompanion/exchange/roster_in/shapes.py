"""What the columns of the tables are, as the user sees and may change it."""

from collections.abc import Iterable

from studycompanion.domain.roster import ColumnUse, Field, Shape
from studycompanion.exchange.roster_in.sheet import Sheet, column_letter
from studycompanion.exchange.roster_in.tables import Table
from studycompanion.exchange.roster_in.values import text

_SAMPLES = 3
_LOOKED_AT = 30


def shapes(leaves: Iterable[tuple[Sheet, list[Table]]]) -> tuple[Shape, ...]:
    """One shape for each different header, in the order of the sheets."""
    found: dict[str, Shape] = {}
    for sheet, tables in leaves:
        for table in tables:
            key = table.columns.shape
            known = found.get(key)
            sheets = (*(known.sheets if known else ()), sheet.name)
            columns = known.columns if known else tuple(_columns(sheet, table))
            found[key] = Shape(key, tuple(dict.fromkeys(sheets)), columns)
    return tuple(found.values())


def _columns(sheet: Sheet, table: Table) -> Iterable[ColumnUse]:
    fields = {at: field for field, at in table.columns.at.items()}
    named = table.columns.names
    parts = {named[0]: Field.NAME} if len(named) == 1 else dict.fromkeys(named, Field.NAME)
    rows = range(table.first, min(table.stop, table.first + _LOOKED_AT))
    width = max((len(sheet.rows[row]) for row in rows), default=0)
    for at in range(max(width, len(table.columns.headings))):
        texts = dict.fromkeys(filter(None, (text(sheet.cell(row, at)) for row in rows)))
        yield ColumnUse(
            column_letter(at),
            table.columns.heading(at),
            fields.get(at, parts.get(at, "")),
            () if at in table.columns.withheld else tuple(texts)[:_SAMPLES],
            is_withheld=at in table.columns.withheld,
        )
