"""Columns typed with the fonts of old: found, shown to the user, and decoded once confirmed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from studycompanion.domain.roster import OldLetters, Reading
from studycompanion.domain.vietnamese.legacy import Encoding, decode, likely_encoding
from studycompanion.domain.vietnamese.syllables import syllable_share
from studycompanion.exchange.roster_in.rules import Field
from studycompanion.exchange.roster_in.sheet import Cell, Sheet, column_letter
from studycompanion.exchange.roster_in.tables import Table, tables

_SHOWN = 4
_ENOUGH = 400
_PLAIN = Reading()


def decoded_tables(sheet: Sheet, reading: Reading = _PLAIN) -> list[Table]:
    """The tables of a sheet, whose header may itself be typed with a font of old."""
    found = (tables(_decoded_whole(sheet, encoding), reading) for encoding in Encoding)
    return next(filter(None, found), [])


def _decoded_whole(sheet: Sheet, encoding: Encoding) -> Sheet:
    if encoding is Encoding.UNICODE:
        return sheet
    return replace(sheet, rows=[[_decoded(cell, encoding) for cell in row] for row in sheet.rows])


def _decoded(cell: Cell, encoding: Encoding) -> Cell:
    return decode(cell, encoding) if isinstance(cell, str) else cell


def old_letters(sheet: Sheet, found: Sequence[Table], reading: Reading) -> list[OldLetters]:
    """The columns of a sheet that are typed with a font of old, as far as their words tell."""
    seen = []
    names, number = found[0].columns.names, found[0].columns.at.get(Field.NUMBER)
    by_names = likely_encoding([text for column in names for text in _texts(sheet, found, column)])
    for column in sorted({*names, *found[0].columns.at.values()} - {number}):
        texts = _texts(sheet, found, column)
        encoding = likely_encoding(texts)
        if encoding is Encoding.UNICODE and _gain(texts, by_names) > 0:
            encoding = by_names
        if encoding is not Encoding.UNICODE:
            seen.append(_shown(sheet, found[0], column, texts=texts, encoding=encoding))
    told = reading.encodings
    return [replace(one, is_decided=(one.sheet, one.column) in told) for one in seen]


def _texts(sheet: Sheet, found: Iterable[Table], column: int) -> list[str]:
    """Different texts of the column that no Unicode font is needed for, a few hundred at most."""
    cells = (sheet.cell(row, column) for table in found for row in range(table.first, table.stop))
    texts = (cell for cell in cells if isinstance(cell, str) and not cell.isascii())
    western = (text for text in texts if max(text) <= "\xff")
    return list(dict.fromkeys(islice(western, _ENOUGH)))


def _gain(texts: Sequence[str], encoding: Encoding) -> int:
    """How many more words of the texts are Vietnamese once decoded."""
    before, _ = syllable_share(texts)
    after, _ = syllable_share(decode(text, encoding) for text in texts)
    return after - before


def _shown(
    sheet: Sheet, table: Table, column: int, *, texts: Sequence[str], encoding: Encoding
) -> OldLetters:
    different = [text for text in dict.fromkeys(texts) if decode(text, encoding) != text]
    before = tuple(" ".join(text.split()) for text in different[:_SHOWN])
    return OldLetters(
        sheet.name,
        column_letter(column),
        table.columns.heading(column),
        encoding,
        before,
        tuple(decode(text, encoding) for text in before),
    )


def decoded(
    sheet: Sheet, found: Sequence[Table], encodings: Mapping[tuple[str, str], Encoding]
) -> Sheet:
    """The sheet with the confirmed columns decoded, and what stands beside them if it gains."""
    told = {letter: e for (name, letter), e in encodings.items() if name == sheet.name}
    spoken = {e for e in told.values() if e is not Encoding.UNICODE}
    if not spoken:
        return sheet
    width = max(map(len, sheet.rows), default=0)
    told_of = [told.get(column_letter(column)) for column in range(width)]
    sure = [e is not None and not _has_unicode(sheet, at, found) for at, e in enumerate(told_of)]
    usual = min(spoken)
    rows = [
        [
            _meant(cell, encoding or usual, is_sure=is_sure)
            for cell, encoding, is_sure in zip(row, told_of, sure, strict=False)
        ]
        for row in sheet.rows
    ]
    return replace(sheet, rows=rows)


def _has_unicode(sheet: Sheet, column: int, found: Sequence[Table]) -> bool:
    """Whether a cell below the header holds letters that no old font can show."""
    cells = (sheet.cell(row, column) for row in range(found[0].first, len(sheet.rows)))
    return any(isinstance(cell, str) and max(cell, default="") > "\xff" for cell in cells)


def _meant(cell: Cell, encoding: Encoding, *, is_sure: bool) -> Cell:
    """Where not every cell is of old letters, those are that make more words once decoded.

    So it is with titles and rows between people, and where Unicode was typed into the column.
    """
    if not isinstance(cell, str) or cell.isascii():
        return cell
    return decode(cell, encoding) if is_sure or _gain([cell], encoding) > 0 else cell
