"""Strips of a table: a head that pages repeat, and one strip per row.

A row is cut only when it is taller than a page; then every line of it is a strip.
"""

from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, pairwise

from studycompanion.forms.blocks import Column, Table
from studycompanion.forms.breaking import Line, Style, break_lines
from studycompanion.forms.faces import Face, printable
from studycompanion.forms.geometry import (
    BOTTOM,
    CELL_LEADING,
    CELL_SIZE,
    GAP,
    LEFT,
    TOP,
    WIDTH,
    Rule,
    Text,
    baseline,
)
from studycompanion.forms.strips import Strip, balanced_lines

_CELL = Style(Face.REGULAR, CELL_SIZE)
_HEAD = Style(Face.BOLD, CELL_SIZE)
_PADDING_X, _PADDING_Y = 1.4, 1.0
_HEAD_PADDING_X = 0.8
_FRAMES_KEPT = 16
_BASELINE = baseline(CELL_SIZE, CELL_LEADING)


def table_strips(block: Table) -> list[Strip]:
    """The head, then the rows; each row stays under a head."""
    edges, head = _frame(block.columns)
    room = BOTTOM - TOP - head.height
    strips = [replace(head, before=GAP, stays=True)]
    for row in block.rows:
        strips += _row_strips(row, edges, head, least=block.row_height, room=room)
    return strips


@lru_cache(maxsize=_FRAMES_KEPT)
def _frame(columns: tuple[Column, ...]) -> tuple[list[float], Strip]:
    """What the tables of all members share: the vertical lines and the head."""
    edges = _edges(columns)
    return edges, _head_strip(columns, edges)


def _edges(columns: tuple[Column, ...]) -> list[float]:
    """The x of every vertical line."""
    unit = WIDTH / sum(column.share for column in columns)
    return [LEFT + unit * share for share in accumulate((c.share for c in columns), initial=0.0)]


def _head_strip(columns: tuple[Column, ...], edges: list[float]) -> Strip:
    spans = list(pairwise(edges))
    cells = [_head_lines(c, right - left) for c, (left, right) in zip(columns, spans, strict=True)]
    rows = max(map(len, cells))
    height = rows * CELL_LEADING + 2 * _PADDING_Y
    texts: list[Text] = []
    for lines, (left, right) in zip(cells, spans, strict=True):
        top = (height - len(lines) * CELL_LEADING) / 2
        for n, line in enumerate(lines):
            x = (left + right - line.width) / 2
            texts.append(Text(x, top + n * CELL_LEADING + _BASELINE, line.text, *_HEAD))
    rules = (_across(edges, 0.0), *_uprights(edges, height), _across(edges, height))
    return Strip(height, tuple(texts), rules)


def _head_lines(column: Column, width: float) -> list[Line]:
    room = width - 2 * _HEAD_PADDING_X
    parts = (balanced_lines(part, _HEAD, room) for part in column.head)
    return [line for lines in parts for line in lines]


def _uprights(edges: list[float], height: float) -> tuple[Rule, ...]:
    return tuple(Rule(x, 0.0, x, height) for x in edges)


def _across(edges: list[float], y: float) -> Rule:
    return Rule(edges[0], y, edges[-1], y)


def _row_strips(
    row: tuple[str, ...], edges: list[float], head: Strip, *, least: float, room: float
) -> list[Strip]:
    cells = [
        _cell_lines(text, right - left)
        for text, (left, right) in zip(row, pairwise(edges), strict=True)
    ]
    count = max(map(len, cells))
    height = max(count * CELL_LEADING + 2 * _PADDING_Y, least)
    if height > room:
        return [_slice(cells, edges, head, n=n, count=count) for n in range(count)]
    texts = (
        Text(x + _PADDING_X, _PADDING_Y + n * CELL_LEADING + _BASELINE, line, *_CELL)
        for lines, x in zip(cells, edges, strict=False)
        for n, line in enumerate(lines)
    )
    rules = (*_uprights(edges, height), _across(edges, height))
    return [Strip(height, tuple(texts), rules, head=head)]


def _cell_lines(text: str, width: float) -> list[str]:
    room = width - 2 * _PADDING_X
    parts = (break_lines(printable(part), _CELL, width=room) for part in text.splitlines())
    return [line.text for lines in parts for line in lines]


def _slice(cells: list[list[str]], edges: list[float], head: Strip, *, n: int, count: int) -> Strip:
    """The ``n``-th line of every cell of a row too tall for a page; a page's end closes it."""
    above = _PADDING_Y if n == 0 else 0.0
    is_last = n == count - 1
    height = above + CELL_LEADING + (_PADDING_Y if is_last else 0.0)
    texts = tuple(
        Text(x + _PADDING_X, above + _BASELINE, lines[n], *_CELL)
        for lines, x in zip(cells, edges, strict=False)
        if n < len(lines)
    )
    under = (_across(edges, height),)
    rules = (*_uprights(edges, height), *(under if is_last else ()))
    foot = () if is_last else under
    return Strip(height, texts, rules, stays=n in (0, count - 2), head=head, foot=foot)
