"""Cards with a QR code, eight to a page, with lines to cut along.

A code is drawn as dark runs on its rows. Its number has digits only, so that a scanner that types
in a keyboard's place is not garbled by an input method; 21 modules of 1.1 mm with four modules of
quiet around read well from worn paper.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from studycompanion.domain.session_sheet import Card
from studycompanion.forms.breaking import Line, Style
from studycompanion.forms.faces import Face
from studycompanion.forms.geometry import (
    POINT,
    SHEET_HEIGHT,
    SHEET_WIDTH,
    Rule,
    Text,
    baseline,
)
from studycompanion.forms.paging import Page, Placed
from studycompanion.forms.strips import Strip, balanced_lines

ACROSS, DOWN = 2, 4
WIDTH, HEIGHT = 90.0, 64.0
_LEFT = (SHEET_WIDTH - ACROSS * WIDTH) / 2
_TOP = (SHEET_HEIGHT - DOWN * HEIGHT) / 2
_MODULE, _QUIET = 1.1, 4
_CODE_TOP = 3.0
_NAME = Style(Face.BOLD, 14.0)
_LINE = Style(Face.REGULAR, 11.0)
_NUMBER = Style(Face.REGULAR, 10.0)
_LEADING = 1.2
_SCALES = (1.0, 0.9, 0.8, 0.7, 0.6)
"""How much smaller the words of a card may be, so that long names keep off the line to cut."""
_FOOT = 1.5


def card_pages(cards: Iterable[Card]) -> tuple[Page, ...]:
    """The pages, filled from left to right and from top to bottom; none without a card."""
    todo = list(cards)
    per_page = ACROSS * DOWN
    return tuple(
        Page(tuple(_placed(n, card) for n, card in enumerate(todo[start : start + per_page])))
        for start in range(0, len(todo), per_page)
    )


def _placed(place: int, card: Card) -> Placed:
    row, column = divmod(place, ACROSS)
    left = _LEFT + column * WIDTH
    return Placed(_TOP + row * HEIGHT, _strip(card, left))


def _strip(card: Card, left: float) -> Strip:
    middle = left + WIDTH / 2
    size = len(_modules(card.code))
    below = _CODE_TOP + (size + 2 * _QUIET) * _MODULE
    rules = (*_edges(left), *_code(card.code, middle - size * _MODULE / 2))
    return Strip(HEIGHT, tuple(_words(card, middle, below)), rules)


def _words(card: Card, middle: float, top: float) -> Iterator[Text]:
    """Number, name and lines, one below the other, in the largest size at which all have room."""
    for scale in _SCALES:
        told = _told(card, scale)
        if top + sum(height for *_, height in told) <= HEIGHT - _FOOT or scale == _SCALES[-1]:
            break
    for line, style, height in told:
        base = top + baseline(style.size, height)
        yield Text(middle - line.width / 2, base, line.text, *style)
        top += height


def _told(card: Card, scale: float) -> list[tuple[Line, Style, float]]:
    """The lines of a card with their heights in mm, all as large as ``scale`` says."""
    texts = ((_spaced(card.code), _NUMBER), (card.full_name, _NAME))
    told = []
    for text, full in (*texts, *((line, _LINE) for line in card.lines)):
        style = Style(full.face, full.size * scale)
        height = style.size * _LEADING * POINT
        lines = balanced_lines(text, style, WIDTH - 6.0)
        told += [(line, style, height) for line in lines]
    return told


def _spaced(code: str) -> str:
    return " ".join(code[n : n + 4] for n in range(0, len(code), 4))


def _edges(left: float) -> Iterator[Rule]:
    right = left + WIDTH
    for x1, y1, x2, y2 in (
        (left, 0.0, right, 0.0),
        (left, HEIGHT, right, HEIGHT),
        (left, 0.0, left, HEIGHT),
        (right, 0.0, right, HEIGHT),
    ):
        yield Rule(x1, y1, x2, y2, 0.4, True)


def _code(code: str, left: float) -> Iterator[Rule]:
    """The dark runs of every row, as lines one module thick."""
    top = _CODE_TOP + _QUIET * _MODULE
    for row, dark in enumerate(_modules(code)):
        y, start = top + (row + 0.5) * _MODULE, 0
        for is_dark, run in groupby(dark):
            end = start + len(list(run))
            if is_dark:
                x1, x2 = left + start * _MODULE, left + end * _MODULE
                yield Rule(x1, y, x2, y, _MODULE / POINT)
            start = end


@lru_cache(maxsize=64)
def _modules(code: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of a code of the highest correction, dark modules true."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    drawn = QRCode(None, QRErrorCorrectLevel.H)
    drawn.addData(code)
    drawn.make()
    return tuple(tuple(map(bool, row)) for row in drawn.modules)
