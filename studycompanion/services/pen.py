"""Forms signed with a pen: noting it for one, many or a whole cell."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.errors import UserError
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.reviews import PersonLine, overview
from studycompanion.storage.queries import papers

if TYPE_CHECKING:
    pass

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
    "signed_in_future", "no_forms_made" where nobody has a form yet, or "nothing_to_note" where
    those that are made are signed already.
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
            raise UserError("nothing_to_note" if len(without) < len(lines) else "no_forms_made")
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
