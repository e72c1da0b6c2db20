"""Handwriting laid into an issued form: noted as what it is, and never counted as signed."""

from studycompanion.domain.history import Mode
from studycompanion.domain.ids import new_id
from studycompanion.domain.paperwork import IssuedForm
from studycompanion.domain.signing import FormSignature, Means, SignerRole
from studycompanion.domain.work import Silent
from studycompanion.errors import UserError
from studycompanion.services import printing
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.printing import Wanted


def lay_in(
    desk: Desk, topic_id: str, member_id: str, role: SignerRole, picture: bytes
) -> Done[FormSignature]:
    """Lay a picture of handwriting into a member's form; the form's state stays as it is.

    Raises what ``drawing.strokes_of`` and ``drawing.lay_in`` do, and "not_there" for somebody
    for whom no form is made.
    """
    from studycompanion.forms.signing import drawing

    strokes = drawing.strokes_of(picture)
    wanted = Wanted(topic_id=topic_id, members=frozenset({member_id}))
    papers = printing.prepare(desk, wanted, job=Silent())
    if not papers:
        raise UserError("not_there")
    [paper] = papers
    pdf = drawing.lay_in(paper.pdf, role, strokes)
    note = FormSignature(
        id=new_id(),
        form_id=paper.form_id,
        role=role,
        means=Means.DRAWING,
        signer=paper.title,
        certificate="",
        signed_at=desk.clock(),
    )
    with desk.write("form_drawing", mode=Mode.BARRIER, member=member_id) as tx:
        tx.uow.change(tx.uow.get(IssuedForm, paper.form_id), blob_id=tx.uow.keep_blob(pdf))
        tx.uow.add(note)
    return Done(note, tx.changes)
