"""Who signed a form and when, in one line: with a pen as it was noted, or with keys."""

from dataclasses import dataclass

from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.signing import FormSignature, Means
from studycompanion.domain.vietnamese import display_date
from studycompanion.messages import word
from studycompanion.services.desk import Desk
from studycompanion.services.filed_scans import FiledForm, filed_forms
from studycompanion.storage.queries import papers


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back of a person's form of a topic: who signed it, and its scanned pages."""

    note: str
    scans: tuple[FiledForm, ...]


def returned(desk: Desk, member_id: str, topic_id: str) -> Returned:
    """What came back of a person's form; an empty note where nobody has signed yet."""
    return Returned(_note(desk, member_id, topic_id), filed_forms(desk, member_id, topic_id))


def _note(desk: Desk, member_id: str, topic_id: str) -> str:
    with desk.read() as reader:
        found = papers.forms_of(reader.connection, topic_id, member_id=member_id)
        mine = [form for form in found if form.state.is_signed]
        if not mine:
            return ""
        if mine[-1].state is not FormState.SIGNED_DIGITALLY:
            return _by_pen(mine[-1])
        kept = reader.find(FormSignature, form_id=mine[-1].id)
    zone = desk.clock().tzinfo
    made = [one for one in kept if one.means is not Means.DRAWING]
    made.sort(key=lambda one: one.signed_at)
    return "; ".join(
        word(
            "signed_note",
            one.role.value,
            who=one.signer,
            day=display_date(one.signed_at.astimezone(zone).date()),
        )
        for one in made
    )


def _by_pen(form: IssuedForm) -> str:
    if form.signed_on is None:
        return ""
    return word("signed_note", "pen", day=display_date(form.signed_on), who=form.signed_by)
