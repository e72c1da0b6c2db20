"""Rows of a text file whose cells are parted by commas, semicolons or tabs."""

import codecs
import csv
import re
from io import StringIO

from studycompanion.exchange.roster_in.guard import check_extents
from studycompanion.exchange.roster_in.sheet import Sheet

SUFFIXES = (".csv", ".tsv", ".txt")
_SEPARATORS = ",;\t"
_LOOKED_AT = 5000
_DECLARED = re.compile(r"\"?sep=([,;\t|])\"?\r?", re.IGNORECASE)
"""The line by which Excel is told the separator; it counts as no row."""


class NotText(Exception):
    """The file is not text in UTF-8, or in UTF-16 with its mark."""


def separated_sheet(data: bytes, name: str) -> Sheet:
    """The one sheet of such a file; raises NotText or guard.TooLarge."""
    written = _decode(data)
    first, _, rest = written.partition("\n")
    if declared := _DECLARED.fullmatch(first):
        return _sheet(rest, name, declared[1])
    return _sheet(written, name, max(_SEPARATORS, key=written[:_LOOKED_AT].count))


def _sheet(written: str, name: str, separator: str) -> Sheet:
    try:
        rows = list(csv.reader(StringIO(written, newline=""), delimiter=separator))
    except csv.Error as trouble:
        raise NotText from trouble
    check_extents([(len(rows), max(map(len, rows), default=0))])
    return Sheet(name, [list(row) for row in rows])


def _decode(data: bytes) -> str:
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise NotText from trouble
