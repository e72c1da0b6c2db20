"""The commitment forms of the sample: issued, printed, and signed by most."""

from studycompanion.domain.paperwork import FormState, IssuedForm, Variant
from studycompanion.domain.study import Topic
from studycompanion.services.commitments import gather
from studycompanion.services.demo.acts import STEP
from studycompanion.services.desk import Desk
from studycompanion.services.issuing import Printer
from studycompanion.services.members import list_members

_ONE_UNSIGNED_IN = 15


def print_forms(desk: Desk, topic: Topic) -> None:
    """Issue a form to everyone who owes one, and print it."""
    gathering = gather(desk, topic.id, variant=Variant.FILLED)
    printer = Printer(desk, gathering, Variant.FILLED)
    for _ in printer.issue([one for one in gathering.subjects if not one.reason]):
        pass
    for state in (FormState.SENT_TO_PRINTER, FormState.PRINTED):
        with desk.write(STEP) as tx:
            forms = tx.uow.find(IssuedForm, topic_id=topic.id)
            for form in forms:
                form.check_move(state)
            tx.uow.change_all(forms, state=state)


def sign_forms(desk: Desk, topic: Topic) -> None:
    """All but a few have signed."""
    with desk.write(STEP) as tx:
        forms = {form.member_id: form for form in tx.uow.find(IssuedForm, topic_id=topic.id)}
        signers = [member for member in list_members(desk) if member.id in forms]
        for number, member in enumerate(signers, start=1):
            if number % _ONE_UNSIGNED_IN:
                form = forms[member.id]
                form.check_move(FormState.SIGNED_ON_PAPER)
                signed = {"signed_on": desk.today, "signed_by": member.full_name}
                tx.uow.change(form, state=FormState.SIGNED_ON_PAPER, **signed)
