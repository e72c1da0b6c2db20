"""What is looked at before a workbook is opened: how large it would become in memory.

A single stray cell in the last row and column makes a reader reserve room for all cells between.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

LARGEST_FILE = 50_000_000
"""Bytes of any roster file."""
LARGEST_UNPACKED = 300_000_000
"""Bytes of a workbook's parts together."""
MOST_CELLS = 5_000_000
"""Cells of the rectangle that a sheet's contents span."""

_PLACED = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]+)(\d+)[\"'][^>]*(?<!/)>")
_UNPLACED = re.compile(rb"<(?:\w+:)?c(?=[\s>/])(?![^>]*\sr=)")
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s>/])(?:[^>]*?\sr=[\"'](\d+)[\"'])?")
_ODS_PART = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s>/])([^>]*)>")
_ODS_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d+)[\"']")

Extent = tuple[int, int]
"""Rows and columns from the first cell to the last one that holds something."""


class TooLarge(Exception):
    """The file would not fit into memory."""


def check_workbook(data: bytes) -> None:
    """Raise TooLarge for a zipped workbook (.xlsx, .ods) whose contents would not fit.

    Raises zipfile.BadZipFile and its kin for a damaged file.
    """
    with zipfile.ZipFile(BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
            raise TooLarge
        for part in parts.infolist():
            if part.filename.endswith(".xml"):
                check_extents(_extents(part.filename, parts.read(part)))


def check_extents(extents: Iterable[Extent]) -> None:
    """Raise TooLarge if any sheet spans too many cells."""
    if any(rows * columns > MOST_CELLS for rows, columns in extents):
        raise TooLarge


def _extents(name: str, xml: bytes) -> Iterator[Extent]:
    if name == "content.xml":
        yield from _ods_extents(xml)
    elif b"sheetData" in xml:
        yield _xlsx_extent(xml)


def _xlsx_extent(xml: bytes) -> Extent:
    """The extent of the cells that are not empty; a cell may leave out where it stands."""
    placed = _PLACED.findall(xml)
    rows = max(map(int, {digits for _, digits in placed}), default=0)
    columns = max(map(column_number, {letters for letters, _ in placed}), default=0)
    if not _UNPLACED.search(xml):
        return rows, columns
    numbers = [int(digits or 0) for digits in _ROW.findall(xml)]
    widest = max(len(_UNPLACED.findall(row)) for row in _ROW.split(xml) if row)
    return max(rows, len(numbers), *numbers), max(columns, widest)


def column_number(letters: bytes) -> int:
    """The place of a column, from 1, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _ods_extents(xml: bytes) -> Iterator[Extent]:
    """The extents of the tables, their repeated rows and cells counted out."""
    row = column = last_row = last_column = repeated = 0
    for kind, attributes in _ODS_PART.findall(xml):
        match = _ODS_REPEATED.search(attributes)
        times = int(match[1]) if match else 1
        if kind == b"table":
            yield last_row, last_column
            row = repeated = last_row = last_column = 0
        elif kind == b"table-row":
            row, repeated, column = row + repeated, times, 0
        else:
            column += times
            if b"value-type" in attributes or not attributes.endswith(b"/"):
                last_row, last_column = row + repeated, max(last_column, column)
    yield last_row, last_column
