"""Strips of running text: paragraphs, headings, field lines and lines to write on."""

from functools import lru_cache

from studycompanion.forms.blocks import FieldLine, Heading, Paragraph, RuledLines
from studycompanion.forms.breaking import Line, Style, break_lines
from studycompanion.forms.faces import Face, printable
from studycompanion.forms.geometry import (
    BODY_SIZE,
    GAP,
    INDENT,
    LEADING,
    LEFT,
    POINT,
    RIGHT,
    WIDTH,
    WRITING_PITCH,
    Rule,
    Text,
    baseline,
)
from studycompanion.forms.strips import BODY, BOLD, Strip, left_text

_SPACE = BODY_SIZE * POINT / 4
_WIDEST_GAP = 3.0
"""A line whose gaps would grow by more than this many mm is left ragged."""

_CLOSING_KEPT_WHOLE = 8
_LABELS_KEPT = 64


def paragraph_strips(block: Paragraph) -> list[Strip]:
    """One strip per line, justified; the first two and the last two lines stay together."""
    lines = break_lines(printable(block.text), BODY, width=WIDTH, indent=INDENT)
    last = len(lines) - 1
    tied = _tied_lines(len(lines), block.stays)
    return [
        Strip(
            LEADING,
            (_justified(line, INDENT if n == 0 else 0.0, is_last=n == last),),
            before=GAP if n == 0 else 0.0,
            stays=n in tied,
        )
        for n, line in enumerate(lines)
    ]


def _tied_lines(count: int, stays: bool) -> frozenset[int]:
    if not stays:
        return frozenset({0, count - 2} if count > 1 else ())
    first = 0 if count <= _CLOSING_KEPT_WHOLE else count - 3
    return frozenset({0, *range(first, count)})


def _justified(line: Line, indent: float, *, is_last: bool) -> Text:
    gaps = line.text.count(" ")
    spare = WIDTH - indent - line.width
    space = 0.0 if is_last or not gaps else spare / gaps
    x, y = LEFT + indent, baseline(BODY_SIZE, LEADING)
    return Text(x, y, line.text, Face.REGULAR, BODY_SIZE, space if space <= _WIDEST_GAP else 0.0)


def heading_strips(block: Heading) -> list[Strip]:
    """Bold lines that stay with what follows."""
    lines = break_lines(printable(block.text), BOLD, width=WIDTH, indent=INDENT)
    strips = [
        Strip(LEADING, (left_text(line.text, BOLD, x=LEFT + (INDENT if n == 0 else 0.0)),))
        for n, line in enumerate(lines)
    ]
    tied = [strip._replace(stays=True) for strip in _one_after_another(strips)]
    return [tied[0]._replace(turns=block.turns), *tied[1:]] if tied else []


def field_strips(block: FieldLine) -> list[Strip]:
    """Label and value on one line, going on from the left margin; dots for an empty value."""
    label = _label(block.label)
    named = label[-1] if label else Line("", 0.0)
    indent = INDENT + named.width + _SPACE
    first = left_text(named.text, BODY, x=LEFT + INDENT)
    style = BOLD if block.is_bold else BODY
    lines = break_lines(printable(block.value), style, width=WIDTH, indent=indent)
    value = _value(lines, style, first, indent) if lines else _dotted(first, indent)
    above = [Strip(LEADING, (left_text(line.text, BODY, x=LEFT + INDENT),)) for line in label[:-1]]
    return _one_after_another([*above, *value])


@lru_cache(_LABELS_KEPT)
def _label(text: str) -> tuple[Line, ...]:
    return break_lines(printable(text), BODY, width=WIDTH - INDENT)


def _value(lines: tuple[Line, ...], style: Style, first: Text, indent: float) -> list[Strip]:
    start, *rest = lines
    beside = left_text(start.text, style, x=LEFT + indent)
    below = [Strip(LEADING, (left_text(line.text, style, x=LEFT),)) for line in rest]
    return [Strip(LEADING, (first, beside)), *below]


def _one_after_another(strips: list[Strip]) -> list[Strip]:
    """Strips of one short block: a gap above the first, and none is parted from the next."""
    last = len(strips) - 1
    return [
        strip._replace(before=GAP if n == 0 else 0.0, stays=n < last)
        for n, strip in enumerate(strips)
    ]


def _dotted(first: Text, indent: float) -> list[Strip]:
    y = baseline(BODY_SIZE, LEADING)
    return [Strip(LEADING, (first,), (Rule(LEFT + indent, y, RIGHT, y, 0.6, True),))]


def ruled_strips(block: RuledLines) -> list[Strip]:
    """Dotted lines over the whole width; the first two and the last two stay together."""
    rule = Rule(LEFT, WRITING_PITCH, RIGHT, WRITING_PITCH, 0.6, True)
    tied = _tied_lines(block.count, stays=False)
    return [Strip(WRITING_PITCH, rules=(rule,), stays=n in tied) for n in range(block.count)]
