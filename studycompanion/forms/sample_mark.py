"""The word at the foot of every page that what it says is made up."""

from collections.abc import Iterable

from studycompanion.forms.breaking import break_lines
from studycompanion.forms.geometry import ASCENT, BODY_SIZE, BOTTOM, POINT, SHEET_WIDTH, Text
from studycompanion.forms.paging import Page, Placed
from studycompanion.forms.strips import BODY, Strip

_BELOW_TEXT = 4.0
"""Millimetres between the lowest text and the mark, which stands in the bottom margin."""


def marked(pages: Iterable[Page], words: str) -> tuple[Page, ...]:
    """The pages with ``words`` centred in the bottom margin of each."""
    [line] = break_lines(words, BODY, width=SHEET_WIDTH)
    place = (SHEET_WIDTH - line.width) / 2
    text = Text(place, ASCENT * BODY_SIZE * POINT, line.text, *BODY)
    strip = Placed(BOTTOM + _BELOW_TEXT, Strip(0.0, (text,)))
    return tuple(Page((*page.placed, strip)) for page in pages)
