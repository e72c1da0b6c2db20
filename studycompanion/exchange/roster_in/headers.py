"""Which column holds what: texts of a header of one or more rows matched to fields."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from studycompanion.domain.roster import Reading
from studycompanion.domain.vietnamese import fold
from studycompanion.exchange.roster_in.rules import Field, rules
from studycompanion.exchange.roster_in.sheet import Sheet, column_letter
from studycompanion.exchange.roster_in.values import text

_IN_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_MALE, _FEMALE = "nam", "nu"
_PLAIN = Reading()

Line = list[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, counted from 0; a name may be split over several."""

    names: tuple[int, ...]
    at: Mapping[Field, int]
    headings: tuple[str, ...] = ()
    withheld: frozenset[int] = frozenset()

    @property
    def shape(self) -> str:
        """The same for files with the same header, however it is typed."""
        return hashlib.sha256("\n".join(map(fold, self.headings)).encode()).hexdigest()[:16]

    def heading(self, column: int) -> str:
        """What stands above a column, its rows joined."""
        return self.headings[column] if column < len(self.headings) else ""


def columns(sheet: Sheet, first: int, depth: int, *, reading: Reading = _PLAIN) -> Columns | None:
    """What the header of ``depth`` rows from row ``first`` says, or None where it names nobody.

    The leftmost column of a field counts; a column of a kind that is never kept has no field,
    whatever the user makes of it.
    """
    lines = header_lines(sheet, first, depth)
    stacks = list(map(_stack, zip(*lines, strict=True)))
    fields = [_field(stacks, column, reading) for column in range(len(stacks))]
    found = Columns(
        (),
        {},
        tuple(map(" ".join, stacks)),
        frozenset(
            at for at, (s, f) in enumerate(zip(stacks, fields, strict=True)) if _is_secret(s, f)
        ),
    )
    fields = _as_told(fields, found, reading)
    names = _name_columns(fields)
    if not names or not (_is_header(lines, fields) or found.shape in reading.columns):
        return None
    at: dict[Field, int] = {}
    for column, field in enumerate(fields):
        if field is not None:
            at.setdefault(field, column)
    return replace(found, names=names, at=at)


def _is_secret(stack: tuple[str, ...], found: Field | None) -> bool:
    """Whether a column without a field is of a kind that is never kept, in brackets too."""
    return found is None and _names_secret(" ".join(stack))


def _as_told(fields: list[Field | None], found: Columns, reading: Reading) -> list[Field | None]:
    """The fields of the columns where the user gave others; who takes a field gets it alone."""
    told = reading.columns.get(found.shape, {})
    given = {at: told[column_letter(at)] for at in range(len(fields)) if column_letter(at) in told}
    taken = set(given.values())
    return [
        None
        if at in found.withheld
        else (Field(given[at]) if given[at] else None)
        if at in given
        else (None if field in taken else field)
        for at, field in enumerate(fields)
    ]


def field_named(header: str, reading: Reading = _PLAIN) -> Field | None:
    """The field of a header's text, with or without what stands in brackets."""
    told = reading.headings.get(fold(header))
    if told:
        return Field(told)
    known = rules().headers
    return known.get(fold(header)) or known.get(fold(_IN_BRACKETS.sub(" ", header)))


def is_header_word(line: str) -> bool:
    """Whether the text can stand in a header by itself, be its column read or not."""
    found = field_named(line)
    return fold(line) in (_MALE, _FEMALE) or bool(found) or _is_never_kept(line, found)


def header_lines(sheet: Sheet, first: int, depth: int) -> list[Line]:
    """The texts of the rows, all equally long, merged texts repeated over their whole area."""
    last = first + depth - 1
    width = max(len(row) for row in sheet.rows[first : last + 1])
    lines = [
        [text(sheet.cell(row, column)) for column in range(width)] for row in range(first, last + 1)
    ]
    for (top, left), (bottom, right) in sheet.merges:
        for row in range(max(top, first), min(bottom, last) + 1):
            for column in range(left, min(right + 1, width)):
                lines[row - first][column] = text(sheet.cell(top, left))
    return _spread_groups(lines)


def _spread_groups(lines: list[Line]) -> list[Line]:
    """Without merged cells, the text above the first column of a group stands for its others."""
    for upper, lower in pairwise(lines):
        for column in range(1, len(upper)):
            if not upper[column] and lower[column] and lower[column - 1]:
                upper[column] = upper[column - 1]
    return lines


def _stack(texts: Sequence[str]) -> tuple[str, ...]:
    """The different texts above one column, from top to bottom."""
    return tuple(line for line, _ in groupby(texts) if line)


def _field(stacks: Sequence[tuple[str, ...]], column: int, reading: Reading) -> Field | None:
    stack = stacks[column]
    if not stack:
        return None
    neighbours = [*stacks[max(column - 1, 0) : column], *stacks[column + 1 : column + 2]]
    beside = {fold(other[-1]) for other in neighbours if other}
    lowest = fold(stack[-1])
    if lowest == _MALE and _FEMALE in beside:
        return Field.MALE
    if lowest == _FEMALE and _MALE in beside:
        return Field.FEMALE
    is_shared = any(other[:1] == stack[:1] for other in neighbours)
    return _match(stack, reading, is_shared=is_shared)


def _match(stack: tuple[str, ...], reading: Reading, *, is_shared: bool) -> Field | None:
    """The field of the texts read as one, else of the lowest, else of one that stands alone."""
    tries = [" ".join(stack), " ".join(stack[-2:]), stack[-1], *([] if is_shared else stack[:1])]
    if fold(tries[0]) in rules().headers:
        return rules().headers[fold(tries[0])]
    found = next(filter(None, (field_named(line, reading) for line in tries)), None)
    return None if _is_never_kept(" ".join(stack), found) else found


def _is_never_kept(header: str, found: Field | None) -> bool:
    """Whether a forbidden word stands there; in brackets it only tells of another number."""
    return _names_secret(header if found is Field.CARD else _IN_BRACKETS.sub(" ", header))


def _names_secret(header: str) -> bool:
    return any(f" {word} " in f" {fold(header)} " for word in rules().never_kept)


def _name_columns(fields: Sequence[Field | None]) -> tuple[int, ...]:
    whole = [column for column, field in enumerate(fields) if field is Field.NAME]
    if whole:
        return tuple(whole[: _run_length(whole)])
    if Field.GIVEN not in fields:
        return ()
    return tuple(fields.index(part) for part in (Field.FAMILY, Field.GIVEN) if part in fields)


def _run_length(columns: Sequence[int]) -> int:
    """How many of the columns stand side by side from the first on."""
    return next((i for i, column in enumerate(columns) if column != columns[0] + i), len(columns))


def _is_header(lines: list[Line], fields: Sequence[Field | None]) -> bool:
    """One known name is not enough, unless it is the only text there."""
    known = len({field for field in fields if field is not None})
    return known > 1 or sum(map(bool, lines[0])) == 1
