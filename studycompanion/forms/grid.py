"""Strips of a table: a head that pages repeat, and one strip per row.

A row is cut only when it is taller than a page; then every line of it is a strip.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from studycompanion.forms.blocks import Align, Column, Table
from studycompanion.forms.breaking import Line, Style, break_lines
from studycompanion.forms.faces import Face, printable, text_width
from studycompanion.forms.geometry import (
    BOTTOM,
    CELL_LEADING,
    CELL_SIZE,
    GAP,
    LEFT,
    POINT,
    TOP,
    WIDTH,
    Rule,
    Text,
    baseline,
)
from studycompanion.forms.strips import Strip, balanced_lines

_HEAD = Style(Face.BOLD, CELL_SIZE)
_PADDING_X, _PADDING_Y = 1.4, 1.0
_HEAD_PADDING_X = 0.8
_SLACK = 0.05
"""What rounding may take from a width, in mm."""
_FRAMES_KEPT = 16


def _leading(size: float) -> float:
    """The height of a line of type of ``size`` points, in mm."""
    return CELL_LEADING * size / CELL_SIZE


class _Cell(NamedTuple):
    """The lines of one cell, its edges in mm, and how the lines stand between them."""

    lines: list[Line]
    left: float
    right: float
    align: Align = Align.CENTRE
    style: Style = _HEAD

    def texts(self, top: float) -> list[Text]:
        """The lines at their places, the first ``top`` mm below the strip's top."""
        leading = _leading(self.style.size)
        base = top + baseline(self.style.size, leading)
        return [
            Text(self._x(line.width), base + n * leading, line.text, *self.style)
            for n, line in enumerate(self.lines)
        ]

    def _x(self, width: float) -> float:
        if self.align is Align.LEFT:
            return self.left + _PADDING_X
        if self.align is Align.RIGHT:
            return self.right - _PADDING_X - width
        return (self.left + self.right - width) / 2


class _Frame(NamedTuple):
    """What all rows of a table share: columns, the x of the vertical lines, and the head."""

    columns: tuple[Column, ...]
    edges: list[float]
    head: Strip
    size: float


def table_strips(block: Table) -> list[Strip]:
    """The head, then the rows and the total; each row stays under a head."""
    frame = _frame(block.columns, block.size)
    cell, bold = Style(Face.REGULAR, block.size), Style(Face.BOLD, block.size)
    strips = [frame.head._replace(before=GAP, stays=True)]
    for row in block.rows:
        strips += _row_strips(row, frame, cell, least=block.row_height)
    if block.total:
        strips[-1] = strips[-1]._replace(stays=True)
        strips += _row_strips(block.total, frame, bold, least=block.row_height)
    return strips


def least_width(head: str, texts: Iterable[str]) -> float:
    """How wide (mm) a column must be to cut no word of its head and no text, even in bold."""
    heads = _widest(head.split()) + 2 * _HEAD_PADDING_X
    return max(heads, _widest(texts) + 2 * _PADDING_X) + _SLACK


def _widest(texts: Iterable[str]) -> float:
    return max((text_width(printable(text), *_HEAD) for text in texts), default=0.0) * POINT


@lru_cache(maxsize=_FRAMES_KEPT)
def _frame(columns: tuple[Column, ...], size: float) -> _Frame:
    """Kept, because the tables of all members have the same."""
    edges = _edges(columns)
    return _Frame(columns, edges, _head_strip(columns, edges, size), size)


def _edges(columns: tuple[Column, ...]) -> list[float]:
    """The x of every vertical line."""
    unit = WIDTH / sum(column.share for column in columns)
    return [LEFT + unit * share for share in accumulate((c.share for c in columns), initial=0.0)]


def _head_strip(columns: tuple[Column, ...], edges: list[float], size: float) -> Strip:
    style, leading = Style(Face.BOLD, size), _leading(size)
    cells = [
        _Cell(_head_lines(column, right - left, style), left, right, style=style)
        for column, (left, right) in zip(columns, pairwise(edges), strict=True)
    ]
    height = max(len(cell.lines) for cell in cells) * leading + 2 * _PADDING_Y
    texts: list[Text] = []
    for cell in cells:
        texts += cell.texts((height - len(cell.lines) * leading) / 2)
    rules = (_across(edges, 0.0), *_uprights(edges, height), _across(edges, height))
    return Strip(height, tuple(texts), rules)


def _head_lines(column: Column, width: float, style: Style) -> list[Line]:
    room = width - 2 * _HEAD_PADDING_X
    parts = (balanced_lines(part, style, room) for part in column.head)
    return [line for lines in parts for line in lines]


def _uprights(edges: list[float], height: float) -> tuple[Rule, ...]:
    return tuple(Rule(x, 0.0, x, height) for x in edges)


def _across(edges: list[float], y: float) -> Rule:
    return Rule(edges[0], y, edges[-1], y)


def _row_strips(row: tuple[str, ...], frame: _Frame, style: Style, *, least: float) -> list[Strip]:
    edges, head = frame.edges, frame.head
    cells = [
        _Cell(_cell_lines(text, right - left, style), left, right, column.align, style)
        for text, column, (left, right) in zip(row, frame.columns, pairwise(edges), strict=True)
    ]
    count = max(len(cell.lines) for cell in cells)
    height = max(count * _leading(style.size) + 2 * _PADDING_Y, least)
    if height > BOTTOM - TOP - head.height:
        return [_slice(cells, frame, n=n, count=count) for n in range(count)]
    texts = tuple(text for cell in cells for text in cell.texts(_PADDING_Y))
    rules = (*_uprights(edges, height), _across(edges, height))
    return [Strip(height, texts, rules, head=head)]


def _cell_lines(text: str, width: float, style: Style) -> list[Line]:
    room = width - 2 * _PADDING_X
    parts = (break_lines(printable(part), style, width=room) for part in text.splitlines())
    return [line for lines in parts for line in lines]


def _slice(cells: list[_Cell], frame: _Frame, *, n: int, count: int) -> Strip:
    """The ``n``-th line of every cell of a row too tall for a page; a page's end closes it."""
    above = _PADDING_Y if n == 0 else 0.0
    is_last = n == count - 1
    height = above + _leading(frame.size) + (_PADDING_Y if is_last else 0.0)
    shown = (cell._replace(lines=cell.lines[n : n + 1]) for cell in cells)
    texts = tuple(text for cell in shown for text in cell.texts(above))
    under = (_across(frame.edges, height),)
    rules = (*_uprights(frame.edges, height), *(under if is_last else ()))
    foot = () if is_last else under
    return Strip(height, texts, rules, stays=n in (0, count - 2), head=frame.head, foot=foot)
