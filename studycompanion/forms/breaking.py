"""Breaking text into lines: greedy, with measured words; words too long are cut by letters."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from studycompanion.forms.faces import Face, word_widths
from studycompanion.forms.geometry import POINT

_DASH = re.compile(" [-–—] ")
_BREAK = re.compile(" (?![-–—] )")
"""Where a line may end: at a space, but a dash between words never starts a line."""


class Line(NamedTuple):
    """One line and its natural width in mm."""

    text: str
    width: float


class Style(NamedTuple):
    """A face and its size in points."""

    face: Face
    size: float


def break_lines(text: str, style: Style, *, width: float, indent: float = 0.0) -> tuple[Line, ...]:
    """Lines of at most ``width`` mm, the first shorter by ``indent``; an empty text has none.

    ``text`` must be printable. Every word lands on a line; one that is wider than a line is cut.
    """
    scale = style.size * POINT / 1000
    widths = word_widths(style.face)
    room, first = width / scale, (width - indent) / scale
    words = _words(text)
    lines = _whole(words, widths, first=first, room=room)
    if lines is None:
        lines = list(_greedy(words, widths, first=first, room=room))
    return tuple(Line(words, natural * scale) for words, natural in lines)


def _words(text: str) -> list[str]:
    """What a line is never broken in."""
    return [word for word in _BREAK.split(text) if word] if _DASH.search(text) else text.split()


def _whole(
    words: list[str], widths: dict[str, int], *, first: float, room: float
) -> list[tuple[str, int]] | None:
    """The lines where none of the words must be cut, else None.

    Works on where each word would end in one endless line, so that a line costs one search.
    """
    space = widths[" "]
    ends = list(accumulate([widths[word] + space for word in words]))
    lines, at, begun, free = [], 0, 0, first
    while at < len(words):
        end = bisect_right(ends, begun + free + space, at)
        if end == at:
            return None
        lines.append((" ".join(words[at:end]), ends[end - 1] - begun - space))
        at, begun, free = end, ends[end - 1], room
    return lines


def _greedy(
    words: list[str], widths: dict[str, int], *, first: float, room: float
) -> Iterator[tuple[str, int]]:
    space = widths[" "]
    line: list[str] = []
    used, free = 0, first
    for word in words:
        wide = widths[word]
        if line and used + space + wide > free:
            yield " ".join(line), used
            line, used, free = [], 0, room
        if free < min(wide, room) and (wide <= room or free < room / 4):
            yield "", 0
            free = room
        while wide > free and len(word) > 1:
            piece = _fitting(word, widths, free)
            yield piece, widths[piece]
            word = word[len(piece) :]
            wide, free = widths[word], room
        used += space + wide if line else wide
        line.append(word)
    if line:
        yield " ".join(line), used


def _fitting(word: str, widths: dict[str, int], room: float) -> str:
    """The longest beginning of ``word`` within ``room``, at least one letter."""
    ends = accumulate(widths[letter] for letter in word)
    return word[: max(1, sum(end <= room for end in ends))]


def balanced(text: str, style: Style, *, width: float) -> tuple[Line, ...]:
    """As few lines as ``width`` mm allows, of lengths as even as the words allow.

    No word is cut that ``width`` has room for.
    """
    lines = break_lines(text, style, width=width)
    low, high = min(_widest_word(text, style), width), width
    while len(lines) > 1 and high - low > 1:
        middle = (low + high) / 2
        tighter = break_lines(text, style, width=middle)
        low, high = (middle, high) if len(tighter) > len(lines) else (low, middle)
    return break_lines(text, style, width=high)


def _widest_word(text: str, style: Style) -> float:
    widths = word_widths(style.face)
    return max(map(widths.__getitem__, text.split()), default=0) * style.size * POINT / 1000
