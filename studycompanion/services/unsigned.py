"""Who has not signed a commitment form yet: a list by cell and party group, as PDF or Excel."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from studycompanion.domain.vietnamese import fold, natural
from studycompanion.messages import speaking, word
from studycompanion.services import printable
from studycompanion.services.demo.marking import mark_of, with_mark
from studycompanion.services.desk import Desk
from studycompanion.services.lists import EXCEL, check_suffix, export_list, swap_in
from studycompanion.services.party_groups import group_name, group_order
from studycompanion.services.reviews import PersonLine, overview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studycompanion.forms.blocks import Block

PDF = ".pdf"


def unsigned(
    desk: Desk, topic_id: str, cell_id: str = "", *, group: str | None = None
) -> tuple[PersonLine, ...]:
    """Who owes a form of a topic that is not signed yet, by cell, party group and name.

    ``cell_id`` "" means every cell, ``group`` None every group and "" those who are in none.
    """
    missing = [
        one
        for one in overview(desk, topic_id)
        if one.owes
        and cell_id in ("", one.cell_id)
        and group in (None, one.group)
        and not (one.form_state and one.form_state.is_signed)
    ]
    return tuple(sorted(missing, key=_order))


def _order(one: PersonLine) -> tuple[object, ...]:
    return natural(fold(one.cell_name)), one.cell_id, group_order(one.group)


def write_unsigned(
    desk: Desk, topic_id: str, path: Path, cell_id: str = "", *, group: str | None = None
) -> Path:
    """Write the list as a PDF with a table for each group, or as one Excel table, by the ending.

    Raises ``UserError("export_suffix")`` for other endings.
    """
    suffix = check_suffix(path, PDF, EXCEL)
    lines = unsigned(desk, topic_id, cell_id, group=group)
    with speaking("vi"):
        return (_write_excel if suffix == EXCEL else _write_pdf)(desk, path, lines)


def _write_pdf(desk: Desk, path: Path, lines: tuple[PersonLine, ...]) -> Path:
    from studycompanion import forms

    title = word("unsigned", "title")
    blocks = tuple(_blocks(title, _day(desk), lines))
    pages = with_mark(printable.laid_out(blocks), mark_of(desk))
    return swap_in(path, forms.draw(pages, title=title, author="", when=desk.clock()))


def _write_excel(desk: Desk, path: Path, lines: tuple[PersonLine, ...]) -> Path:
    heads = [word("unsigned", key) for key in ("number", "name", "of_cell", "of_group", "state")]
    rows = [
        (number, one.full_name, one.cell_name, one.group, state_words(one))
        for number, one in enumerate(lines, 1)
    ]
    notes = list(filter(None, (_day(desk), mark_of(desk))))
    return export_list(path, word("unsigned", "title"), heads, rows, notes=notes)


def _day(desk: Desk) -> str:
    return word("unsigned", "day", day=f"{desk.today:%d/%m/%Y}")


def _blocks(title: str, day: str, lines: tuple[PersonLine, ...]) -> "Iterator[Block]":
    from studycompanion.forms.blocks import Align, Column, Heading, Paragraph, Table, Title

    yield Title(title, day)
    if not lines:
        yield Paragraph(word("unsigned", "nobody"))
    heads = (("number", 8, Align.CENTRE), ("name", 44, Align.LEFT), ("state", 28, Align.LEFT))
    columns = tuple(Column((word("unsigned", key),), share, align) for key, share, align in heads)
    sign = Column((word("unsigned", "sign"),), 20)
    for cell, people in groupby(lines, key=lambda one: one.cell_name):
        everyone = list(people)
        yield Heading(word("unsigned", "cell", cell=cell, n=len(everyone)))
        is_grouped = any(one.group for one in everyone)
        for group, some in groupby(everyone, key=lambda one: one.group):
            rows = tuple(_row(number, one) for number, one in enumerate(some, 1))
            if is_grouped:
                said = word("unsigned", "cell", cell=group_name(group), n=len(rows))
                yield Paragraph(said, stays=True)
            yield Table((*columns, sign), rows, 9.0)


def state_words(one: PersonLine) -> str:
    """How far a form is, or that there is none."""
    state = one.form_state
    return word("form_states", state.value) if state else word("finding", "not_made")


def _row(number: int, one: PersonLine) -> tuple[str, ...]:
    return (str(number), one.full_name, state_words(one), "")
