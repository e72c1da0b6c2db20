"""Strips of the parts with fixed places: header, title and signatures."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from studycompanion.forms.blocks import Header, Recipients, Signature, Signatures, Title
from studycompanion.forms.breaking import Line, Style
from studycompanion.forms.faces import Face
from studycompanion.forms.geometry import GAP, LEADING, LEFT, RIGHT, WIDTH, Room, Rule, Text
from studycompanion.forms.recipients import recipients_strip
from studycompanion.forms.strips import (
    BODY,
    BOLD,
    ITALIC,
    Strip,
    balanced_lines,
    beside,
    centred,
)

_Wrapped = tuple[tuple[Line, ...], Style]
_PARTY = Style(Face.BOLD, 15.0)
_TITLE = Style(Face.BOLD, 16.0)
_HINT = Style(Face.ITALIC, 13.0)
_HEADER_LEFT_WIDTH = 74.0
_SIGN_ROOM = 4 * LEADING
_COLUMN_MARGIN = 1.5
_ROOM_GAP = 1.0
_SIGNERS_KEPT = 128


def header_strips(block: Header) -> list[Strip]:
    """Superior, issuing body and number on the left; Party name, its rule, place and date right."""
    right_width = WIDTH - _HEADER_LEFT_WIDTH
    right_middle = RIGHT - right_width / 2
    body = ((block.superior, BODY), (block.issuer, BOLD), *_numbered(block.number))
    left = _wrapped(body, _HEADER_LEFT_WIDTH - _COLUMN_MARGIN)
    party = balanced_lines(block.party, _PARTY, right_width)
    dated = balanced_lines(block.dated, ITALIC, right_width)
    rule_y = len(party) * LEADING + 0.4
    texts = [
        *_stacked(left, LEFT + _HEADER_LEFT_WIDTH / 2),
        *centred(party, _PARTY, middle=right_middle, top=0.0),
        *centred(dated, ITALIC, middle=right_middle, top=rule_y + 1.2),
    ]
    half = max((line.width for line in party), default=0.0) / 2
    rule = Rule(right_middle - half, rule_y, right_middle + half, rule_y, 0.75)
    rows = max(_rows(left), len(party) + len(dated))
    return [Strip(rows * LEADING + 1.6, tuple(texts), (rule,))]


def _numbered(number: str) -> tuple[tuple[str, Style], ...]:
    return (("*", BODY), (number, BODY)) if number else ()


def title_strips(block: Title) -> list[Strip]:
    """Title 16 and subject 14 in bold, then five hyphens, centred on the text."""
    middle = LEFT + WIDTH / 2
    title = balanced_lines(block.title, _TITLE, WIDTH)
    subject = balanced_lines(block.subject, BOLD, WIDTH)
    under = len(title) * LEADING + 1.0
    hyphens = under + len(subject) * LEADING - 1.2
    texts = [
        *centred(title, _TITLE, middle=middle, top=0.0),
        *centred(subject, BOLD, middle=middle, top=under),
        *centred(balanced_lines("-----", BODY, WIDTH), BODY, middle=middle, top=hyphens),
    ]
    return [Strip(hyphens + LEADING, tuple(texts), before=2 * GAP + 2.0)]


def signature_strips(block: Signatures) -> list[Strip]:
    """Signatures, or recipients and a signature, in one strip that is never cut."""
    half = WIDTH / 2
    sides = ((block.left, LEFT + half / 2), (block.right, RIGHT - half / 2))
    signing = [(side, middle) for side, middle in sides if isinstance(side, Signature)]
    signed = _signed(signing, half - 2 * _COLUMN_MARGIN)._replace(before=2 * GAP)
    if isinstance(block.left, Recipients):
        return [beside(signed, recipients_strip(block.left, half - _COLUMN_MARGIN))]
    return [signed]


def _signed(signing: list[tuple[Signature, float]], width: float) -> Strip:
    """Signatures around their middles, the names on one height."""
    above = [_said_above(_words(side), middle, width) for side, middle in signing]
    name_top = max(rows for rows, _ in above) * LEADING + _SIGN_ROOM
    texts: list[Text] = []
    rows = 1
    for (_, lines), (side, middle) in zip(above, signing, strict=True):
        name = balanced_lines(side.full_name, BOLD, width)
        texts += lines
        texts += centred(name, BOLD, middle=middle, top=name_top)
        rows = max(rows, len(name))
    rooms = tuple(
        _room(side.signer, middle, width, top=count * LEADING, bottom=name_top)
        for (count, _), (side, middle) in zip(above, signing, strict=True)
        if side.signer
    )
    return Strip(name_top + rows * LEADING, tuple(texts), rooms=rooms)


@lru_cache(_SIGNERS_KEPT)
def _said_above(
    words: tuple[tuple[str, Style], ...], middle: float, width: float
) -> tuple[int, list[Text]]:
    """How many lines stand above a name, and the lines; kept, since a cell's forms share them."""
    lines = _wrapped(words, width)
    return _rows(lines), _stacked(lines, middle)


def _room(signer: str, middle: float, width: float, *, top: float, bottom: float) -> Room:
    """The room between the words of one who signs and the name, a little apart from both."""
    height = bottom - top - 2 * _ROOM_GAP
    return Room(signer, middle - width / 2, top + _ROOM_GAP, width, height)


def _words(side: Signature) -> tuple[tuple[str, Style], ...]:
    return (side.capacity, BOLD), (side.post, BODY), (side.hint, _HINT)


def _wrapped(parts: Iterable[tuple[str, Style]], width: float) -> list[_Wrapped]:
    return [(balanced_lines(text, style, width), style) for text, style in parts]


def _rows(parts: list[_Wrapped]) -> int:
    return sum(len(lines) for lines, _ in parts)


def _stacked(parts: list[_Wrapped], middle: float) -> list[Text]:
    tops = [0]
    for lines, _ in parts:
        tops.append(tops[-1] + len(lines))
    return list(
        chain.from_iterable(
            centred(lines, style, middle=middle, top=top * LEADING)
            for (lines, style), top in zip(parts, tops, strict=False)
        )
    )
