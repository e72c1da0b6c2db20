"""Blocks to pages: each block becomes strips, the strips fill pages from the top."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from studycompanion.forms.bars import bar_strips
from studycompanion.forms.blocks import (
    Bars,
    Block,
    Choices,
    FieldLine,
    Header,
    Heading,
    Paragraph,
    RuledLines,
    Signatures,
    Table,
    Title,
)
from studycompanion.forms.boxes import choice_strips
from studycompanion.forms.fixed import header_strips, signature_strips, title_strips
from studycompanion.forms.geometry import BOTTOM, FOOTED_BOTTOM, GAP
from studycompanion.forms.grid import table_strips
from studycompanion.forms.paging import Page, fill_pages
from studycompanion.forms.prose import (
    field_strips,
    heading_strips,
    paragraph_strips,
    ruled_strips,
)
from studycompanion.forms.strips import Strip

_BLOCKS_KEPT = 512
"""The forms of a cell share most of their blocks, so that these are laid out once."""

_CLOSING_LINES = 3
"""A paragraph of no more lines above a signature says only that somebody signs."""
_AFTER_NAMES = 4 * GAP
"""What follows a signature is another's part."""


def lay_out(
    blocks: Iterable[Block], *, of_all: bool = False, has_foot: bool = False
) -> tuple[Page, ...]:
    """The pages of one document, numbered from its second page on; ``of_all`` writes "2/5".

    ``has_foot`` leaves room for what ``footing.with_foot`` puts under the text.
    """
    strips = list(chain.from_iterable(_tied(list(blocks))))
    return fill_pages(strips, of_all=of_all, bottom=FOOTED_BOTTOM if has_foot else BOTTOM)


def _tied(blocks: list[Block]) -> Iterator[list[Strip]]:
    """The strips of every block; what belongs to the next one ends on its page."""
    is_tied = _are_tied(blocks)
    before: Block | None = None
    for block, stays in zip(blocks, is_tied, strict=True):
        strips = _strips(block)
        if stays and strips:
            strips = [*strips[:-1], strips[-1]._replace(stays=True)]
        if isinstance(before, Signatures) and strips:
            strips = [strips[0]._replace(before=_AFTER_NAMES), *strips[1:]]
        yield strips
        before = block


def _are_tied(blocks: list[Block]) -> list[bool]:
    """Of each block whether its end stays with the next one.

    Nobody signs on a page that holds nothing but the closing words, and boxes to tick stay with
    what they judge.
    """
    tied: list[bool] = []
    following: Block | None = None
    ends = False
    for block in reversed(blocks):
        tied.append(ends or isinstance(following, Choices))
        closes = ends and isinstance(block, Paragraph) and len(_strips(block)) <= _CLOSING_LINES
        following, ends = block, closes or isinstance(block, Signatures)
    return tied[::-1]


@lru_cache(maxsize=_BLOCKS_KEPT)
def _strips(block: Block) -> list[Strip]:
    match block:
        case Paragraph():
            return paragraph_strips(block)
        case FieldLine():
            return field_strips(block)
        case Heading():
            return heading_strips(block)
        case Choices():
            return choice_strips(block)
        case Table():
            return table_strips(block)
        case Bars():
            return bar_strips(block)
        case RuledLines():
            return ruled_strips(block)
        case Header():
            return header_strips(block)
        case Title():
            return title_strips(block)
        case _:
            return signature_strips(block)
