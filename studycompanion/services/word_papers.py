"""The blocks of a paper as a Word document, so that an office can go on writing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from studycompanion.exchange.word_out import Grid, Para, Part, Place, Run
from studycompanion.services.demo.marking import mark_of
from studycompanion.services.desk import Desk

if TYPE_CHECKING:
    from studycompanion.forms.blocks import Block

WORD = ".docx"
_WIDTH = 165.0
_LEFT_HEAD = 73.0
_GAP = 6.0
_INDENT = 10.0
_BOX, _CROSSED = "☐", "☒"


def word_file(
    desk: Desk, documents: Iterable[Sequence["Block"]], *, title: str, author: str
) -> bytes:
    """The bytes of a .docx of one or several papers, each beginning a page."""
    from studycompanion.exchange.word_out import write_document

    parts = [list(parts_of(blocks)) for blocks in documents]
    return write_document(parts, title=title, author=author, when=desk.clock(), foot=mark_of(desk))


def parts_of(blocks: Sequence["Block"]) -> Iterator[Part]:
    """The blocks as parts of a Word document."""
    from studycompanion.forms.blocks import Signatures

    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        yield from _part(block, before_signing=isinstance(following, Signatures))


def _part(block: "Block", *, before_signing: bool) -> Iterator[Part]:
    from studycompanion.forms import blocks as kinds

    match block:
        case kinds.Header():
            yield _header(block)
        case kinds.Title():
            yield _para(Run(block.title, is_bold=True, size=16), place="centre", before=14)
            yield _para(Run(block.subject, is_bold=True), place="centre")
            yield _para(Run("-----"), place="centre")
        case kinds.FieldLine():
            runs = (Run(f"{block.label} "), Run(block.value, is_bold=block.is_bold))
            yield Para(runs, indent=_INDENT, before=_GAP, is_ruled=not block.value)
        case kinds.Heading():
            yield Para(
                (Run(block.text, is_bold=True),),
                indent=_INDENT,
                before=_GAP,
                stays=True,
                turns=block.turns,
            )
        case kinds.Paragraph():
            yield Para(
                (Run(block.text),),
                "justify",
                indent=_INDENT,
                before=_GAP,
                stays=block.stays or before_signing,
            )
        case kinds.RuledLines():
            yield from [Para(is_ruled=True, leading=25.5)] * block.count
        case kinds.Choices():
            yield from _choices(block, before_signing)
        case kinds.Table():
            yield _table(block)
        case kinds.Signatures():
            yield _signatures(block)


def _para(*runs: Run, place: Place = "left", before: float = 0.0, leading: float = 18.0) -> Para:
    return Para(runs, place, before=before, leading=leading)


def _header(block: "Block") -> Grid:
    from studycompanion.forms.blocks import Header

    assert isinstance(block, Header)
    left = [Run(block.superior), Run(block.issuer, is_bold=True)]
    if block.number:
        left += [Run("*"), Run(block.number)]
    right = [
        Run(block.party, is_bold=True, is_underlined=True, size=15),
        Run(block.dated, is_italic=True),
    ]
    cells = tuple(tuple(_para(run, place="centre") for run in side) for side in (left, right))
    return Grid((_LEFT_HEAD, _WIDTH - _LEFT_HEAD), (cells,))


def _choices(block: "Block", stays: bool) -> Iterator[Para]:
    from studycompanion.forms.blocks import Choices

    assert isinstance(block, Choices)
    said = [
        f"{_CROSSED if n == block.chosen else _BOX} {option}"
        for n, option in enumerate(block.options)
    ]
    lines = ["    ".join([block.label, *said])] if block.label else said
    for n, line in enumerate(lines):
        yield Para((Run(line),), indent=_INDENT, before=_GAP if n == 0 else 0.0, stays=stays)


def _table(block: "Block") -> Grid:
    from studycompanion.forms.blocks import Table

    assert isinstance(block, Table)
    whole = sum(column.share for column in block.columns)
    size, leading = block.size, block.size * 1.2
    places: list[Place] = [_place(column.align.value) for column in block.columns]

    def row(cells: Iterable[str], is_bold: bool) -> tuple[tuple[Para, ...], ...]:
        return tuple(
            tuple(
                _para(Run(line, is_bold=is_bold, size=size), place=place, leading=leading)
                for line in text.splitlines()
            )
            for text, place in zip(cells, places, strict=True)
        )

    head = tuple(
        tuple(
            _para(Run(line, is_bold=True, size=size), place="centre", leading=leading)
            for line in column.head
        )
        for column in block.columns
    )
    rows = [head, *(row(cells, is_bold=False) for cells in block.rows)]
    if block.total:
        rows.append(row(block.total, is_bold=True))
    widths = tuple(_WIDTH * column.share / whole for column in block.columns)
    return Grid(widths, tuple(rows), heads=1, has_lines=True, height=block.row_height)


def _place(align: str) -> Place:
    places: dict[str, Place] = {"left": "left", "centre": "centre", "right": "right"}
    return places[align]


def _signatures(block: "Block") -> Grid:
    from studycompanion.forms.blocks import Signatures

    assert isinstance(block, Signatures)
    sides = tuple(tuple(_signing(side)) for side in (block.left, block.right))
    return Grid((_WIDTH / 2, _WIDTH / 2), (sides,), stays=True)


def _signing(side: object) -> Iterator[Para]:
    from studycompanion.forms.blocks import Recipients, Signature

    if isinstance(side, Recipients):
        yield _para(Run(side.label, is_underlined=True), before=18)
        last = len(side.items) - 1
        for n, item in enumerate(side.items):
            end = "." if n == last else ";"
            yield _para(Run(f"- {item}{end}", size=12), leading=14.4)
    elif isinstance(side, Signature):
        yield _para(Run(side.capacity, is_bold=True), place="centre", before=18)
        if side.post:
            yield _para(Run(side.post), place="centre")
        if side.hint:
            yield _para(Run(side.hint, is_italic=True, size=13), place="centre")
        yield from [_para(place="centre")] * 4
        yield _para(Run(side.full_name, is_bold=True), place="centre")
