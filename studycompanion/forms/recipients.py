"""Who gets a paper (nơi nhận): the label 14 underlined, the items 12, as HD 05-HD/VPTW has it."""

from studycompanion.forms.blocks import Recipients
from studycompanion.forms.breaking import Style, break_lines
from studycompanion.forms.faces import Face, printable, text_width
from studycompanion.forms.geometry import (
    CELL_LEADING,
    CELL_SIZE,
    LEADING,
    LEFT,
    POINT,
    Rule,
    Text,
    baseline,
)
from studycompanion.forms.strips import BODY, Strip, left_text

_ITEM = Style(Face.REGULAR, CELL_SIZE)
_BELOW_LETTERS = 0.5
"""From the baseline to the underline, in mm."""


def recipients_strip(block: Recipients, width: float) -> Strip:
    """Label and items from the left margin on, in one strip."""
    first = left_text(printable(block.label), BODY, x=LEFT)
    end = LEFT + text_width(first.text, *BODY) * POINT
    under = first.y + _BELOW_LETTERS
    items = [
        Text(LEFT, LEADING + n * CELL_LEADING + baseline(CELL_SIZE, CELL_LEADING), line, *_ITEM)
        for n, line in enumerate(_item_lines(block.items, width))
    ]
    height = LEADING + len(items) * CELL_LEADING
    return Strip(height, (first, *items), (Rule(LEFT, under, end, under),))


def _item_lines(items: tuple[str, ...], width: float) -> list[str]:
    """A semicolon ends every item but the last, which ends with a full stop."""
    last = len(items) - 1
    marked = (f"- {item}{'.' if n == last else ';'}" for n, item in enumerate(items))
    parts = (break_lines(printable(item), _ITEM, width=width) for item in marked)
    return [line.text for lines in parts for line in lines]
