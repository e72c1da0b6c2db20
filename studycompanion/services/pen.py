"""Forms signed with a pen: noting it for one, many or a whole cell, and who is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.errors import UserError
from studycompanion.messages import speaking, word
from studycompanion.services import printable
from studycompanion.services.changes import Done
from studycompanion.services.demo.marking import mark_of, with_mark
from studycompanion.services.desk import Desk
from studycompanion.services.lists import check_suffix, swap_in
from studycompanion.services.reviews import PersonLine, overview
from studycompanion.storage.queries import papers

if TYPE_CHECKING:
    from studycompanion.forms.blocks import Block

PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class PenNoted:
    """How many forms were noted as signed, and whose have no form that could be."""

    count: int
    without_form: tuple[str, ...]


def note_signed(
    desk: Desk,
    topic_id: str,
    on: date,
    *,
    cell_id: str = "",
    members: frozenset[str] = frozenset(),
) -> Done[PenNoted]:
    """Note that forms were signed with a pen; those that are signed already stay as they are.

    ``cell_id`` "" means every cell, no ``members`` everybody. Raises ``UserError``
    "signed_in_future", or "nothing_to_note" where nobody has a form to sign.
    """
    if on > desk.today:
        raise UserError("signed_in_future")
    owing = _owing(desk, topic_id, cell_id)
    lines = [one for one in owing if not members or one.member_id in members]
    with desk.write("forms_signed", count=str(len(lines))) as tx:
        current = _current(papers.forms_of(tx.uow.connection, topic_id))
        count, without = 0, []
        for line in lines:
            form = current.get(line.member_id)
            if form is None:
                without.append(line.full_name)
            elif not form.state.is_signed:
                as_printed(form).check_move(FormState.SIGNED_ON_PAPER)
                said = {"signed_on": on, "signed_by": desk.actor.name}
                tx.uow.change(form, state=FormState.SIGNED_ON_PAPER, **said)
                count += 1
        if not count:
            raise UserError("nothing_to_note")
    return Done(PenNoted(count, tuple(without)), tx.changes)


def as_printed(form: IssuedForm) -> IssuedForm:
    """Paper that was signed came out of a printer, be it of another PC."""
    waits = (FormState.NOT_PRINTED, FormState.SENT_TO_PRINTER)
    return replace(form, state=FormState.PRINTED) if form.state in waits else form


def _owing(desk: Desk, topic_id: str, cell_id: str) -> list[PersonLine]:
    lines = overview(desk, topic_id)
    return [one for one in lines if one.owes and cell_id in ("", one.cell_id)]


def _current(forms: Iterable[IssuedForm]) -> dict[str, IssuedForm]:
    """The form in force of each member, the last where there are two kinds."""
    return {form.member_id: form for form in forms if form.state.is_current}


def unsigned(desk: Desk, topic_id: str, cell_id: str = "") -> tuple[PersonLine, ...]:
    """Who owes a form of a topic that is not signed yet, by cell and name."""
    lines = _owing(desk, topic_id, cell_id)
    missing = [one for one in lines if one.form_state is None or not one.form_state.is_signed]
    return tuple(sorted(missing, key=lambda one: (one.cell_name, one.cell_id)))


def write_unsigned(desk: Desk, topic_id: str, path: Path, cell_id: str = "") -> Path:
    """Write the list of those who have not signed as a PDF, a table for each cell."""
    from studycompanion import forms

    check_suffix(path, PDF)
    with speaking("vi"):
        title = word("unsigned", "title")
        blocks = tuple(_blocks(desk, title, unsigned(desk, topic_id, cell_id)))
    pages = with_mark(printable.laid_out(blocks), mark_of(desk))
    return swap_in(path, forms.draw(pages, title=title, author="", when=desk.clock()))


def _blocks(desk: Desk, title: str, lines: tuple[PersonLine, ...]) -> "Iterator[Block]":
    from studycompanion.forms.blocks import Align, Column, Heading, Paragraph, Table, Title

    yield Title(title, word("unsigned", "day", day=f"{desk.today:%d/%m/%Y}"))
    if not lines:
        yield Paragraph(word("unsigned", "nobody"))
    heads = (("number", 8, Align.CENTRE), ("name", 44, Align.LEFT), ("state", 28, Align.LEFT))
    columns = tuple(Column((word("unsigned", key),), share, align) for key, share, align in heads)
    sign = Column((word("unsigned", "sign"),), 20)
    for name, group in groupby(lines, key=lambda one: one.cell_name):
        rows = tuple(_row(number, one) for number, one in enumerate(group, 1))
        yield Heading(word("unsigned", "cell", cell=name, n=len(rows)))
        yield Table((*columns, sign), rows, 9.0)


def _row(number: int, one: PersonLine) -> tuple[str, ...]:
    state = word("form_states", one.form_state.value) if one.form_state else ""
    return (str(number), one.full_name, state or word("finding", "not_made"), "")
