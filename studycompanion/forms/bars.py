"""Strips of a bar chart for paper: a key, then for each name one bar of each series.

The first series is solid, the second an outline, so that any printer tells them apart.
"""

import itertools

from studycompanion.forms.blocks import BarGroup, Bars
from studycompanion.forms.breaking import Style
from studycompanion.forms.faces import Face
from studycompanion.forms.geometry import (
    CELL_LEADING,
    CELL_SIZE,
    GAP,
    LEFT,
    POINT,
    RIGHT,
    Rule,
    Text,
    baseline,
)
from studycompanion.forms.strips import Strip, balanced_lines

_WORDS = 20.0
"""What the words beside a bar keep of the width, in mm."""
_BAR = 3.0
_KEY = 8.0
_STYLE = Style(Face.REGULAR, CELL_SIZE)
_BOLD = Style(Face.BOLD, CELL_SIZE)


def bar_strips(block: Bars) -> list[Strip]:
    """The key, which stays with the first group, then each group whole."""
    key = [_key(words, place) for place, words in enumerate(block.series)]
    return [*key, *(_group(group) for group in block.groups)]


def _key(words: str, place: int) -> Strip:
    text = Text(LEFT + _KEY + 2.0, baseline(CELL_SIZE, CELL_LEADING), words, *_STYLE)
    rules = _bar(LEFT, CELL_LEADING / 2, _KEY, place)
    return Strip(CELL_LEADING, (text,), rules, before=0.0 if place else GAP, stays=True)


def _group(group: BarGroup) -> Strip:
    texts = [
        Text(LEFT, n * CELL_LEADING + baseline(CELL_SIZE, CELL_LEADING), line.text, *_BOLD)
        for n, line in enumerate(balanced_lines(group.name, _BOLD, RIGHT - LEFT))
    ]
    top = len(texts) * CELL_LEADING
    rules: list[Rule] = []
    full = RIGHT - LEFT - _WORDS
    for place, (share, words) in enumerate(group.bars):
        middle = top + (place + 0.5) * CELL_LEADING
        rules.append(Rule(LEFT, middle, LEFT + full, middle, 0.25))
        if share:
            rules += _bar(LEFT, middle, full * min(float(share), 1.0), place)
        base = top + place * CELL_LEADING + baseline(CELL_SIZE, CELL_LEADING)
        texts.append(Text(LEFT + full + 2.0, base, words, *_STYLE))
    height = top + len(group.bars) * CELL_LEADING
    return Strip(height, tuple(texts), tuple(rules), before=GAP / 2)


def _bar(x: float, middle: float, width: float, place: int) -> tuple[Rule, ...]:
    if place == 0:
        return (Rule(x, middle, x + width, middle, _BAR / POINT),)
    top, bottom = middle - _BAR / 2, middle + _BAR / 2
    corners = ((x, top), (x + width, top), (x + width, bottom), (x, bottom), (x, top))
    pairs = itertools.pairwise(corners)
    return tuple(Rule(*one, *other, 0.75) for one, other in pairs)
