"""Sheets that only help with printing: the cover of a cell's stack, and a test with rulers."""

from collections.abc import Iterable, Iterator

from studycompanion.forms.breaking import Style
from studycompanion.forms.faces import Face
from studycompanion.forms.geometry import (
    BOTTOM,
    LEADING,
    LEFT,
    RIGHT,
    SHEET_HEIGHT,
    SHEET_WIDTH,
    TOP,
    Rule,
    Text,
)
from studycompanion.forms.paging import Page, Placed
from studycompanion.forms.strips import BODY, Strip, balanced_lines, centred

_COVER = Style(Face.BOLD, 28.0)
_COVER_LEADING = 2 * LEADING
_SMALL = Style(Face.REGULAR, 10.0)
_MARK = 8.0
_RULER_TOP, _RULER_LEFT = 120.0, 45.0
_ACROSS, _DOWN = 120, 120


def cover_page(title: str, lines: Iterable[str]) -> Page:
    """A page to lay on top of a cell's stack: what it is in large letters, then smaller lines."""
    texts: list[Text] = []
    top = 0.0
    for line in balanced_lines(title, _COVER, RIGHT - LEFT):
        texts += centred((line,), _COVER, middle=SHEET_WIDTH / 2, top=top)
        top += _COVER_LEADING
    for words in lines:
        wrapped = balanced_lines(words, BODY, RIGHT - LEFT)
        texts += centred(wrapped, BODY, middle=SHEET_WIDTH / 2, top=top)
        top += len(wrapped) * LEADING
    return Page((Placed(SHEET_HEIGHT / 3, Strip(top, tuple(texts))),))


def ruler_pages(title: str, fronts: tuple[str, ...], backs: tuple[str, ...]) -> tuple[Page, Page]:
    """The front and the back of a sheet: corners of the margins, and rulers in millimetres.

    Both rulers begin at the same place of the sheet, the back's from the right where margins are
    mirrored, so that a sheet held to the light shows how well the two sides meet.
    """
    return _ruler_page(title, fronts), _ruler_page(title, backs)


def _ruler_page(title: str, lines: tuple[str, ...]) -> Page:
    texts = centred(
        balanced_lines(title, BODY, RIGHT - LEFT), BODY, middle=SHEET_WIDTH / 2, top=TOP + 10
    )
    for number, words in enumerate(lines):
        wrapped = balanced_lines(words, BODY, RIGHT - LEFT - 10)
        top = TOP + 24 + number * 2 * LEADING
        texts += centred(wrapped, BODY, middle=SHEET_WIDTH / 2, top=top)
    rules = (*_corners(), *_across(), *_down())
    return Page((Placed(0.0, Strip(SHEET_HEIGHT, (*texts, *_numbers()), rules)),))


def _corners() -> Iterator[Rule]:
    for x, inward in ((LEFT, 1), (RIGHT, -1)):
        for y, down in ((TOP, 1), (BOTTOM, -1)):
            yield Rule(x, y, x + inward * _MARK, y)
            yield Rule(x, y, x, y + down * _MARK)


def _across() -> Iterator[Rule]:
    yield Rule(_RULER_LEFT, _RULER_TOP, _RULER_LEFT + _ACROSS, _RULER_TOP)
    for mm in range(_ACROSS + 1):
        x = _RULER_LEFT + mm
        yield Rule(x, _RULER_TOP, x, _RULER_TOP + _tick(mm), 0.3)


def _down() -> Iterator[Rule]:
    yield Rule(_RULER_LEFT, _RULER_TOP, _RULER_LEFT, _RULER_TOP + _DOWN)
    for mm in range(_DOWN + 1):
        y = _RULER_TOP + mm
        yield Rule(_RULER_LEFT, y, _RULER_LEFT - _tick(mm), y, 0.3)


def _tick(mm: int) -> float:
    return 5.0 if mm % 10 == 0 else 3.0 if mm % 5 == 0 else 1.5


def _numbers() -> Iterator[Text]:
    for mm in range(0, _ACROSS + 1, 10):
        yield Text(_RULER_LEFT + mm - 1.6, _RULER_TOP + 10, str(mm), *_SMALL)
    for mm in range(10, _DOWN + 1, 10):
        yield Text(_RULER_LEFT - 12, _RULER_TOP + mm + 1.2, str(mm), *_SMALL)
