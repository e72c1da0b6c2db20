"""Strips of the parts with fixed places: header, title and signatures."""

from itertools import chain

from studycompanion.forms.blocks import Header, Signature, Signatures, Title
from studycompanion.forms.breaking import Line, Style
from studycompanion.forms.faces import Face
from studycompanion.forms.geometry import GAP, LEADING, LEFT, RIGHT, WIDTH, Rule, Text
from studycompanion.forms.strips import BODY, BOLD, ITALIC, Strip, balanced_lines, centred

_PARTY = Style(Face.BOLD, 15.0)
_TITLE = Style(Face.BOLD, 16.0)
_HINT = Style(Face.ITALIC, 13.0)
_HEADER_LEFT_WIDTH = 74.0
_SIGN_ROOM = 4 * LEADING
_COLUMN_MARGIN = 1.5


def header_strips(block: Header) -> list[Strip]:
    """Superior over issuing body on the left; Party name, its rule, place and date right."""
    left_middle = LEFT + _HEADER_LEFT_WIDTH / 2
    right_width = WIDTH - _HEADER_LEFT_WIDTH
    right_middle = RIGHT - right_width / 2
    superior = balanced_lines(block.superior, BODY, _HEADER_LEFT_WIDTH - _COLUMN_MARGIN)
    issuer = balanced_lines(block.issuer, BOLD, _HEADER_LEFT_WIDTH - _COLUMN_MARGIN)
    party = balanced_lines(block.party, _PARTY, right_width)
    dated = balanced_lines(block.dated, ITALIC, right_width)
    below = len(superior) * LEADING
    rule_y = len(party) * LEADING + 0.4
    texts = [
        *centred(superior, BODY, middle=left_middle, top=0.0),
        *centred(issuer, BOLD, middle=left_middle, top=below),
        *centred(party, _PARTY, middle=right_middle, top=0.0),
        *centred(dated, ITALIC, middle=right_middle, top=rule_y + 1.2),
    ]
    half = max((line.width for line in party), default=0.0) / 2
    rule = Rule(right_middle - half, rule_y, right_middle + half, rule_y, 0.75)
    rows = max(len(superior) + len(issuer), len(party) + len(dated))
    return [Strip(rows * LEADING + 1.6, tuple(texts), (rule,))]


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
    """Both signatures in one strip, their names on one height; it is never cut."""
    half = WIDTH / 2
    words = [_words(side, half - 2 * _COLUMN_MARGIN) for side in (block.left, block.right)]
    room_top = max(sum(len(lines) for lines, _ in side) for side in words) * LEADING
    name_top = room_top + _SIGN_ROOM
    texts: list[Text] = []
    rows = 1
    for side, signature, middle in zip(
        words, (block.left, block.right), (LEFT + half / 2, RIGHT - half / 2), strict=True
    ):
        texts += _stacked(side, middle)
        name = balanced_lines(signature.full_name, BOLD, half - 2 * _COLUMN_MARGIN)
        texts += centred(name, BOLD, middle=middle, top=name_top)
        rows = max(rows, len(name))
    return [Strip(name_top + rows * LEADING, tuple(texts), before=3 * GAP)]


def _words(side: Signature, width: float) -> list[tuple[tuple[Line, ...], Style]]:
    rows = ((side.capacity, BOLD), (side.post, BODY), (side.hint, _HINT))
    return [(balanced_lines(text, style, width), style) for text, style in rows]


def _stacked(parts: list[tuple[tuple[Line, ...], Style]], middle: float) -> list[Text]:
    tops = [0]
    for lines, _ in parts:
        tops.append(tops[-1] + len(lines))
    return list(
        chain.from_iterable(
            centred(lines, style, middle=middle, top=top * LEADING)
            for (lines, style), top in zip(parts, tops, strict=False)
        )
    )
