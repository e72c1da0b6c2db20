"""Page operators: the texts and lines of a page in the language of PDF, y upwards.

The forms of a cell share half of their strips; what a strip draws is therefore written once, from
its own top left corner, and only moved to its place on each page.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from studycompanion.forms.embedding import font_name
from studycompanion.forms.faces import Face
from studycompanion.forms.geometry import POINT, SHEET_HEIGHT, Code, Rule, Text
from studycompanion.forms.glyphs import encoded
from studycompanion.forms.letters import COMMON, RareLetters
from studycompanion.forms.paging import Page

Font = tuple[str, Face]
"""The mark of the letters of a font, and its face."""
_Pieces = Callable[[str], list[tuple[str, bytes]]]
"""Splits a text into pieces: the mark of the letters that a piece needs, and its bytes."""

_FINE = 100
"""Units in a point."""
_SCALE = _FINE / POINT
_UNIT = f"q {1 / _FINE:g} 0 0 {1 / _FINE:g} 0 0 cm"
"""Taken back at the end of a page: whatever is added to it later reckons in points."""
_HEIGHT = round(SHEET_HEIGHT * _SCALE)
_SOLID, _DOTTED = "[] 0 d 0 J", f"[0 {2 * _FINE}] 0 d 1 J"
_STRIPS_KEPT = 1024


class _Drawn(NamedTuple):
    """What a strip draws from its own corner: texts, lines, and the fonts of the texts."""

    texts: str
    lines: str
    fonts: frozenset[Font]


def page_operators(page: Page, rare: RareLetters) -> tuple[str, set[Font]]:
    """The content stream of a page, ASCII only, and the fonts that it uses.

    Letters outside the fixed alphabet get their bytes from ``rare``.
    """
    texts, lines, fonts = [_UNIT, "BT"], [], set[Font]()
    for top, strip in page.placed:
        drawn = _drawn(strip.texts, strip.rules, rare)
        corner = f"1 0 0 1 0 {_HEIGHT - round(top * _SCALE)}"
        if drawn.texts:
            texts.append(f"{corner} Tm\n{drawn.texts}")
            fonts |= drawn.fonts
        if drawn.lines:
            lines.append(f"q {corner} cm\n{drawn.lines}\nQ")
    return "\n".join((*texts, "ET", *lines, *_codes(page), "Q")), fonts


def _drawn(texts: tuple[Text, ...], rules: tuple[Rule, ...], rare: RareLetters) -> _Drawn:
    try:
        return _common(texts, rules)
    except UnicodeEncodeError:
        return _written(texts, rules, lambda text: _split(text, rare))


@lru_cache(_STRIPS_KEPT)
def _common(texts: tuple[Text, ...], rules: tuple[Rule, ...]) -> _Drawn:
    """A strip in the fixed alphabet, which is the same in every document."""
    return _written(texts, rules, lambda text: [(COMMON.mark, encoded(text))])


def _split(text: str, rare: RareLetters) -> list[tuple[str, bytes]]:
    try:
        return [(COMMON.mark, encoded(text))]
    except UnicodeEncodeError:
        return rare.split(text)


def _written(texts: tuple[Text, ...], rules: tuple[Rule, ...], pieces: _Pieces) -> _Drawn:
    fonts = set[Font]()
    words = "\n".join(_texts(texts, pieces, fonts))
    return _Drawn(words, "\n".join(_lines(rules)), frozenset(fonts))


def _texts(texts: Iterable[Text], pieces: _Pieces, fonts: set[Font]) -> Iterator[str]:
    """Each text moves on from where the one before began."""
    font_now, space_now, left_now, low_now = None, 0.0, 0, 0
    for x, y, text, face, size, space in texts:
        if space != space_now:
            space_now = space
            yield f"{round(space * _SCALE)} Tw"
        left, low = round(x * _SCALE), -round(y * _SCALE)
        yield f"{left - left_now} {low - low_now} Td"
        left_now, low_now = left, low
        for mark, data in pieces(text):
            if font_now != (mark, face, size):
                font_now = (mark, face, size)
                fonts.add((mark, face))
                yield f"/{font_name(face, mark)} {size * _FINE:g} Tf"
            yield f"<{data.hex()}> Tj"
    if space_now:
        yield "0 Tw"


def _codes(page: Page) -> Iterator[str]:
    """Each code as a small mask, a bit a module: the least that can be drawn and said."""
    for top, strip in page.placed:
        for code in strip.codes:
            side, x = round(code.size * _SCALE), round(code.x * _SCALE)
            y = _HEIGHT - round((top + code.y) * _SCALE) - side
            count = len(code.rows)
            yield (
                f"q {side} 0 0 {side} {x} {y} cm BI /W {count} /H {count}"
                f" /IM true /D [1 0] /BPC 1 /F /AHx ID {_bits(code)}>\nEI Q"
            )


def _bits(code: Code) -> str:
    width = -len(code.rows) % 8 + len(code.rows)
    return "".join(f"{int(row.ljust(width, '0'), 2):0{width // 4}X}" for row in code.rows)


def _lines(rules: Iterable[Rule]) -> Iterator[str]:
    state_now = ""
    for rule in rules:
        state = f"{rule.thickness * _FINE:g} w {_DOTTED if rule.is_dotted else _SOLID}"
        if state != state_now:
            state_now = state
            yield state
        yield _line(rule)


def _line(rule: Rule) -> str:
    x1, y1, x2, y2 = (round(edge * _SCALE) for edge in rule[:4])
    return f"{x1} {-y1} m {x2} {-y2} l S"
