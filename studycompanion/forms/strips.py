"""Strips: slices of a page that are never cut, each drawn from its own top left corner."""

from functools import lru_cache
from typing import NamedTuple

from studycompanion.forms.breaking import Line, Style, balanced
from studycompanion.forms.faces import Face, printable
from studycompanion.forms.geometry import BODY_SIZE, LEADING, Code, Room, Rule, Text, baseline

BODY = Style(Face.REGULAR, BODY_SIZE)
BOLD = Style(Face.BOLD, BODY_SIZE)
ITALIC = Style(Face.ITALIC, BODY_SIZE)

_LINES_KEPT = 512


class Strip(NamedTuple):
    """A slice ``height`` mm high, ``before`` mm under the last one unless it starts a page.

    ``stays``: not parted from the next strip; ``turns``: begins a page. ``head`` is repeated
    where this strip starts a page, ``foot`` is drawn where it ends one.
    """

    height: float
    texts: tuple[Text, ...] = ()
    rules: tuple[Rule, ...] = ()
    before: float = 0.0
    stays: bool = False
    turns: bool = False
    head: "Strip | None" = None
    foot: tuple[Rule, ...] = ()
    rooms: tuple[Room, ...] = ()
    codes: tuple[Code, ...] = ()


def left_text(text: str, style: Style, *, x: float, top: float = 0.0) -> Text:
    """A text from ``x`` on, in a line that starts ``top`` mm below the strip's top."""
    return Text(x, top + baseline(style.size, LEADING), text, *style)


def centred(lines: tuple[Line, ...], style: Style, *, middle: float, top: float) -> list[Text]:
    """Lines centred on ``middle``, ``LEADING`` apart, the first ``top`` mm down."""
    return [
        left_text(line.text, style, x=middle - line.width / 2, top=top + n * LEADING)
        for n, line in enumerate(lines)
    ]


def beside(strip: Strip, other: Strip) -> Strip:
    """Both in one strip, as high as the higher, with all else as ``strip`` has it."""
    return strip._replace(
        height=max(strip.height, other.height),
        texts=strip.texts + other.texts,
        rules=strip.rules + other.rules,
        rooms=strip.rooms + other.rooms,
    )


@lru_cache(maxsize=_LINES_KEPT)
def balanced_lines(text: str, style: Style, width: float) -> tuple[Line, ...]:
    """Any text as few, even lines of at most ``width`` mm."""
    return balanced(printable(text), style, width=width)
