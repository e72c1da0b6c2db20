"""Another form for one member's review: what fits stays, everything else is kept and offered."""

from dataclasses import dataclass

from studycompanion.domain.paperwork import FormTemplate
from studycompanion.domain.review import ReviewText, SelfReview, Side
from studycompanion.domain.study import Topic
from studycompanion.errors import UserError
from studycompanion.services import review_forms, reviews
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.reviews import ReviewCard
from studycompanion.storage.unit_of_work import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class FormChoice:
    """A form that a review can be written on; ``loses`` names the written parts it lacks."""

    code: str
    name: str
    is_chosen: bool
    loses: tuple[str, ...] = ()


def form_choices(desk: Desk, topic_id: str, member_id: str) -> tuple[FormChoice, ...]:
    """The forms of the topic's year, the one in use marked; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        review = reviews.find_review(reader, topic_id, member_id)
        now = review.template_id if review else ""
        written = _written(reader, review)
        return tuple(
            FormChoice(one.code, one.name, one.id == now, _lost(one, written))
            for one in _forms(reader, topic_id)
        )


def _forms(reader: Reader, topic_id: str) -> tuple[FormTemplate, ...]:
    year = reader.get(Topic, topic_id).year
    return review_forms.forms_of(reader, year)


def _written(reader: Reader, review: SelfReview | None) -> dict[tuple[Side, str], str]:
    """The titles of what is written in a review in sentences, by side and key."""
    if review is None:
        return {}
    card = reviews.card(reader, review.topic_id or "", review.member_id)
    found = (s for s in (*card.sections, *card.others) if s.part.kind.is_prose and s.text.strip())
    return {(s.side, s.key): s.title for s in found}


def _lost(form: FormTemplate, written: dict[tuple[Side, str], str]) -> tuple[str, ...]:
    has = {(part.side, part.key) for part in review_forms.parts(form)}
    return tuple(title for at, title in written.items() if at not in has)


def change_form(desk: Desk, topic_id: str, member_id: str, code: str) -> Done[ReviewCard]:
    """Write a member's review on another form from now on.

    Texts of sections that both forms have stay where they are; the others are kept and come back
    with their form. Raises ``UserError`` ``review_locked``, ``unknown_form`` or ``not_there``.
    """
    with desk.write("review_form", member=member_id) as tx:
        found = {one.code: one for one in _forms(tx.uow, topic_id)}
        if code not in found:
            raise UserError("unknown_form", code=code, known=", ".join(found))
        review = _writable(tx.uow, desk, topic_id, member_id)
        tx.uow.change(review, template_id=found[code].id)
    return Done(reviews.open_review(desk, topic_id, member_id), tx.changes)


def _writable(uow: UnitOfWork, desk: Desk, topic_id: str, member_id: str) -> SelfReview:
    review = reviews.ensure_review(uow, desk, topic_id, member_id)
    if not review.stage.is_writable:
        raise UserError("review_locked")
    return review


def take_over(
    desk: Desk, topic_id: str, member_id: str, old_key: str, new_key: str
) -> Done[ReviewCard]:
    """Put what stands under a section of another form below the text of a section of this one.

    Raises ``UserError`` ``not_there`` or ``review_locked``.
    """
    with desk.write("review_take", member=member_id) as tx:
        review = _writable(tx.uow, desk, topic_id, member_id)
        old = _stranger(tx.uow, review, old_key)
        target = reviews.writable(tx.uow, review, new_key)
        if not target.part.kind.is_prose:
            raise UserError("not_there")
        text = "\n".join(filter(None, (target.text.rstrip(), old.text)))
        reviews.put(tx.uow, review, target, text)
        tx.uow.change(old, text="")
    return Done(reviews.open_review(desk, topic_id, member_id), tx.changes)


def put_away(desk: Desk, topic_id: str, member_id: str, old_key: str) -> Done[ReviewCard]:
    """Take off what stands under a section of another form; undo brings it back.

    Raises ``UserError`` ``not_there`` or ``review_locked``.
    """
    with desk.write("review_put_away", member=member_id) as tx:
        review = _writable(tx.uow, desk, topic_id, member_id)
        tx.uow.change(_stranger(tx.uow, review, old_key), text="")
    return Done(reviews.open_review(desk, topic_id, member_id), tx.changes)


def _stranger(reader: Reader, review: SelfReview, key: str) -> ReviewText:
    others = reviews.card(reader, review.topic_id or "", review.member_id).others
    found = next((one for one in others if one.key == key), None)
    if found is None:
        raise UserError("not_there")
    [text] = reader.find(ReviewText, review_id=review.id, part=key, side=found.side)
    return text
