"""Strips of boxes to tick: drawn, since no face has such letters."""

from studycompanion.forms.blocks import Choices
from studycompanion.forms.breaking import break_lines
from studycompanion.forms.faces import printable, text_width
from studycompanion.forms.geometry import (
    BODY_SIZE,
    GAP,
    INDENT,
    LEADING,
    LEFT,
    POINT,
    RIGHT,
    Rule,
    baseline,
)
from studycompanion.forms.strips import BODY, Strip, left_text

_SIDE = 3.6
_AFTER_BOX, _AFTER_OPTION = 1.8, 5.0


def choice_strips(block: Choices) -> list[Strip]:
    """Label and options on one line, else the label and each option on lines of their own."""
    options = [printable(option) for option in block.options]
    label = printable(block.label)
    widths = [_width(option) + _SIDE + _AFTER_BOX + _AFTER_OPTION for option in options]
    start = LEFT + INDENT + (_width(label) + _AFTER_OPTION if label else 0.0)
    if start + sum(widths) - _AFTER_OPTION <= RIGHT:
        return [_line(block, options, label, start, widths)]
    return _one_below_another(block, options, label)


def _width(text: str) -> float:
    return text_width(text, *BODY) * POINT


def _line(
    block: Choices, options: list[str], label: str, start: float, widths: list[float]
) -> Strip:
    texts = [left_text(label, BODY, x=LEFT + INDENT)] if label else []
    rules: list[Rule] = []
    for number, (option, width) in enumerate(zip(options, widths, strict=True)):
        rules += _box(start, is_crossed=number == block.chosen)
        texts.append(left_text(option, BODY, x=start + _SIDE + _AFTER_BOX))
        start += width
    return Strip(LEADING, tuple(texts), tuple(rules), before=GAP)


def _one_below_another(block: Choices, options: list[str], label: str) -> list[Strip]:
    """The first and the last two lines stay together, and an option with its own lines."""
    strips = [Strip(LEADING, (left_text(label, BODY, x=LEFT + INDENT),))] if label else []
    left = LEFT + INDENT
    inner = left + _SIDE + _AFTER_BOX
    for number, option in enumerate(options):
        lines = break_lines(option, BODY, width=RIGHT - inner)
        for n, line in enumerate(lines):
            rules = _box(left, is_crossed=number == block.chosen) if n == 0 else ()
            strips.append(Strip(LEADING, (left_text(line.text, BODY, x=inner),), rules))
    last = len(strips) - 1
    return [
        strip._replace(before=GAP if n == 0 else 0.0, stays=n < last)
        for n, strip in enumerate(strips)
    ]


def _box(x: float, *, is_crossed: bool) -> tuple[Rule, ...]:
    """A square whose foot stands on the baseline, crossed where it is chosen."""
    bottom = baseline(BODY_SIZE, LEADING) + 0.3
    top, right = bottom - _SIDE, x + _SIDE
    square = (
        Rule(x, top, right, top),
        Rule(x, bottom, right, bottom),
        Rule(x, top, x, bottom),
        Rule(right, top, right, bottom),
    )
    cross = (Rule(x, top, right, bottom, 1.0), Rule(x, bottom, right, top, 1.0))
    return square + (cross if is_crossed else ())
