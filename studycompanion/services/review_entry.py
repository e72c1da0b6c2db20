"""Nhập thay: who typed a member's review for the member, only where somebody wants it noted."""

from studycompanion.domain.review import SelfReview
from studycompanion.domain.vietnamese import tidy
from studycompanion.errors import UserError
from studycompanion.services import reviews
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk


def note_entry(desk: Desk, topic_id: str, member_id: str, who: str) -> Done[SelfReview]:
    """Note that ``who`` types this review for the member, from now on; "" takes the note off.

    Raises ``UserError`` ``review_locked`` or ``not_there``.
    """
    who = tidy(who)
    with desk.write("review_entry", member=member_id) as tx:
        review = reviews.ensure_review(tx.uow, desk, topic_id, member_id)
        if not review.stage.is_writable:
            raise UserError("review_locked")
        at = desk.clock() if who else None
        review = tx.uow.change(review, entered_by=who, entered_at=at)
    return Done(review, tx.changes)
