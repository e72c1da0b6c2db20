"""Cells of an .xlsx whose formula failed: the reader takes them for empty ones, people must not."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from posixpath import join, normpath

from studycompanion.exchange.roster_in.guard import column_number
from studycompanion.exchange.roster_in.sheet import Sheet

_FAILED = re.compile(
    rb"<(?:\w+:)?c\s(?=[^>]*\bt=[\"']e[\"'])[^>]*?\br=[\"']([A-Z]+)(\d+)[\"'][^>]*>"
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
_LISTED = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATED = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)=[\"']([^\"']*)[\"']")


def with_formula_errors(sheets: list[Sheet], data: bytes) -> list[Sheet]:
    """The sheets of an .xlsx with what its failed formulas show, such as #REF!, in their cells."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        where = _parts_of(parts)
        for sheet in sheets:
            xml = parts.read(where[sheet.name]) if sheet.name in where else b""
            for row, column, shown in _failed(xml):
                if not sheet.cell(row, column) and row < len(sheet.rows):
                    cells = sheet.rows[row]
                    cells.extend([""] * (column + 1 - len(cells)))
                    cells[column] = shown
    return sheets


def _failed(xml: bytes) -> Iterator[tuple[int, int, str]]:
    for letters, digits, shown in _FAILED.findall(xml):
        yield int(digits) - 1, column_number(letters) - 1, unescape(shown.decode())


def _parts_of(parts: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by the sheet's name; empty for a workbook of another kind."""
    names = set(parts.namelist())
    book, links = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if not {book, links} <= names:
        return {}
    targets = {
        one.get("Id", ""): one.get("Target", "") for one in _all(_RELATED, parts.read(links))
    }
    found = {
        unescape(one.get("name", "")): normpath(join("/xl", targets.get(one.get("r:id", ""), "")))
        for one in _all(_LISTED, parts.read(book))
    }
    return {name: part[1:] for name, part in found.items() if part[1:] in names}


def _all(tag: re.Pattern[bytes], xml: bytes) -> Iterator[dict[str, str]]:
    """The attributes of every such tag."""
    for inside in tag.findall(xml):
        yield {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(inside)}
