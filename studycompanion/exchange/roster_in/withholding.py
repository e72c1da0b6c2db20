"""Leaving out what must not be read: columns of ethnicity, religion, identity numbers."""

from dataclasses import replace

from studycompanion.domain.roster import Reading
from studycompanion.exchange.roster_in.decoding import decoded_tables
from studycompanion.exchange.roster_in.sheet import Sheet


def without_secrets(sheet: Sheet, reading: Reading) -> Sheet:
    """The sheet with such columns empty below their header; no cells at all without a list."""
    found = decoded_tables(sheet, reading)
    if not found:
        return replace(sheet, rows=[], merges=())
    rows = [list(row) for row in sheet.rows]
    for table in found:
        for row in rows[table.first : table.stop]:
            for column in table.columns.withheld:
                row[column : column + 1] = [""] if column < len(row) else []
    return replace(sheet, rows=rows)
