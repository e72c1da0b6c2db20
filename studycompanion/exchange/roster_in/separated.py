"""Rows of a text file whose cells are parted by commas, semicolons or tabs."""

import codecs
import csv
import re
from io import StringIO

from studycompanion.domain.vietnamese import nfc
from studycompanion.domain.vietnamese.legacy import Encoding, likely_encoding
from studycompanion.domain.vietnamese.syllables import syllable_share
from studycompanion.exchange.roster_in.guard import check_extents
from studycompanion.exchange.roster_in.sheet import Sheet

SUFFIXES = (".csv", ".tsv", ".txt")
_SEPARATORS = ",;\t"
_LOOKED_AT = 5000
_ENOUGH = 0.75
"""Of the words with dấu, those that must be Vietnamese."""
_DECLARED = re.compile(r"\"?sep=([,;\t|])\"?\r?", re.IGNORECASE)
"""The line by which Excel is told the separator; it counts as no row."""


class NotText(Exception):
    """The file is no text in an encoding that Vietnamese offices use."""


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
    """UTF-8, UTF-16, Windows' Vietnamese letters, or Western ones that an old font makes of them.

    The latter stay as they are: their columns are shown to the user first, see ``decoding``.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16")
    if data[1:2] == b"\0" or data[:1] == b"\0":
        return _strictly(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _from_bytes(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as trouble:
        raise NotText from trouble


def _from_bytes(data: bytes) -> str:
    windows = nfc(data.decode("cp1258", "replace"))
    good, words = syllable_share([windows[:_LOOKED_AT]])
    if words and good / words >= _ENOUGH:
        return windows
    western = data.decode("latin-1")
    if likely_encoding(western[:_LOOKED_AT].splitlines()) is Encoding.UNICODE:
        raise NotText
    return western
