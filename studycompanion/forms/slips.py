"""Slips to cut apart, four to a page: title, whom it is for, text, tasks, and who signs.

A slip that its tasks overfill goes on upon the next one, under the same title.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from studycompanion.forms.blocks import (
    Block,
    FieldLine,
    Header,
    Paragraph,
    Signatures,
    Table,
    Title,
)
from studycompanion.forms.breaking import Line, Style, break_lines
from studycompanion.forms.faces import Face, printable
from studycompanion.forms.geometry import (
    CELL_LEADING,
    CELL_SIZE,
    SHEET_HEIGHT,
    SHEET_WIDTH,
    Rule,
    Text,
    baseline,
)
from studycompanion.forms.paging import Page, Placed
from studycompanion.forms.strips import Strip, balanced_lines

ACROSS, DOWN = 2, 2
WIDTH, HEIGHT = SHEET_WIDTH / ACROSS, SHEET_HEIGHT / DOWN
_EDGE = 10.0
_INNER = WIDTH - 2 * _EDGE
_ROWS = int((HEIGHT - 2 * _EDGE) / CELL_LEADING)
_SIGN_ROWS = 3
_WITH_SIGNATURE = 2
"""How many rows of the text stand at least above who signs."""
_TEXT, _BOLD = Style(Face.REGULAR, CELL_SIZE), Style(Face.BOLD, CELL_SIZE)


class _Row(NamedTuple):
    """A line of a slip; where it stands between the edges: 0 left, 0.5 the middle, 1 right."""

    line: Line
    style: Style
    place: float = 0.0


def slip_pages(papers: Iterable[Iterable[Block]]) -> tuple[Page, ...]:
    """The pages of all slips, filled from left to right and from top to bottom."""
    slips = [slip for blocks in papers for slip in _slips(list(blocks))]
    per_page = ACROSS * DOWN
    return tuple(
        Page(tuple(_placed(n, rows) for n, rows in enumerate(slips[start : start + per_page])))
        for start in range(0, len(slips), per_page)
    )


def _slips(blocks: list[Block]) -> Iterator[list[_Row]]:
    """One slip, or several where the rows of one are too many; the signature is on the last."""
    head = [row for block in blocks for row in _head(block)]
    body = [row for block in blocks for row in _body(block)]
    foot = [row for block in blocks for row in _foot(block)]
    room = _ROWS - len(head)
    while body and len(body) + len(foot) > room:
        taken = max(min(room, len(body) - _WITH_SIGNATURE), 1)
        yield head + body[:taken]
        body = body[taken:]
    yield head + body + foot


def _head(block: Block) -> Iterator[_Row]:
    match block:
        case Header(superior=superior, issuer=issuer):
            yield from _centred(superior, _TEXT)
            yield from _centred(issuer, _BOLD)
        case Title(title=title, subject=subject):
            yield _empty()
            yield from _centred(title, _BOLD)
            yield from _centred(subject, _TEXT)


def _body(block: Block) -> Iterator[_Row]:
    match block:
        case Paragraph(text=text):
            yield from _left(text)
        case FieldLine(label=label, value=value):
            yield from _left(f"{label} {value}")
        case Table(columns=columns, rows=rows):
            for number, row in enumerate(rows, 1):
                told = [row[0], *_told([" ".join(c.head) for c in columns[1:]], row[1:])]
                yield from _left(f"{number}. {'; '.join(told)}.")


def _told(heads: list[str], values: tuple[str, ...]) -> list[str]:
    pairs = zip(heads, values, strict=True)
    return [f"{head[:1].lower()}{head[1:]}: {value}" for head, value in pairs if value]


def _foot(block: Block) -> Iterator[_Row]:
    if isinstance(block, Signatures):
        signing = block.right
        yield from _centred(signing.capacity, _BOLD, place=0.85)
        yield from _centred(signing.post, _TEXT, place=0.85)
        yield from [_empty()] * _SIGN_ROWS
        yield from _centred(signing.full_name, _BOLD, place=0.85)


def _empty() -> _Row:
    return _Row(Line("", 0.0), _TEXT)


def _centred(text: str, style: Style, *, place: float = 0.5) -> Iterator[_Row]:
    return (_Row(line, style, place) for line in balanced_lines(text, style, _INNER))


def _left(text: str) -> Iterator[_Row]:
    lines = break_lines(printable(text), _TEXT, width=_INNER)
    return (_Row(line, _TEXT) for line in lines)


def _placed(place: int, rows: list[_Row]) -> Placed:
    down, across = divmod(place, ACROSS)
    left, base = across * WIDTH + _EDGE, baseline(CELL_SIZE, CELL_LEADING)
    texts = tuple(
        Text(
            left + (_INNER - row.line.width) * row.place,
            _EDGE + n * CELL_LEADING + base,
            row.line.text,
            *row.style,
        )
        for n, row in enumerate(rows)
        if row.line.text
    )
    return Placed(down * HEIGHT, Strip(HEIGHT, texts, tuple(_cuts(left - _EDGE))))


def _cuts(left: float) -> Iterator[Rule]:
    """Dotted lines to cut along, at the right and the foot of a slip, inside the sheet."""
    if left == 0:
        yield Rule(WIDTH, 0.0, WIDTH, HEIGHT, 0.4, True)
    yield Rule(left, HEIGHT, left + WIDTH, HEIGHT, 0.4, True)
