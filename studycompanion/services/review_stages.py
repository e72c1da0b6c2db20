"""Taking a review from stage to stage: handed in, commented, confirmed, locked, opened again."""

from studycompanion.domain.review import SelfReview, Stage
from studycompanion.errors import UserError
from studycompanion.services import stages
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.reviews import find_review, texts_of
from studycompanion.storage.unit_of_work import Reader


def move_review(
    desk: Desk, topic_id: str, member_id: str, to: Stage, *, reason: str = ""
) -> Done[SelfReview]:
    """Take a member's review to a stage; back to writing it needs a reason, which is kept.

    Raises ``UserError`` ``stage_move``, ``stage_reason``, and ``review_empty`` where there is
    neither a paper nor a text besides what was brought from last year.
    """
    with desk.write("review_stage", member=member_id, stage=to.value) as tx:
        review = find_review(tx.uow, topic_id, member_id)
        if review is None or not _has_something(tx.uow, review):
            raise UserError("review_empty")
        review = stages.move(tx.uow, desk, review, to, reason=reason)
    return Done(review, tx.changes)


def _has_something(reader: Reader, review: SelfReview) -> bool:
    texts = texts_of(reader, review).values()
    return review.paper_on is not None or any(text.is_written for text in texts)
