"""Taking sessions, topics and people off the lists; the bin brings each back whole.

Whatever hangs on a record goes with it in the same step. Papers that were issued stay for ever, so
a record that bears one stays too.
"""

from studycompanion.domain.attendance import Attendance
from studycompanion.domain.paperwork import IssuedForm
from studycompanion.domain.people import Member, MemberRole, Membership, MemberStatus
from studycompanion.domain.plan import ActionItem, ActionPlan, Evidence, ProgressNote
from studycompanion.domain.record import Record
from studycompanion.domain.review import ReviewText, SelfReview, StageStep
from studycompanion.domain.study import StudySession, Topic, TopicCall, TopicFile
from studycompanion.errors import UserError
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.storage.unit_of_work import UnitOfWork


def _remove_all(uow: UnitOfWork, kind: type[Record], **equals: object) -> None:
    for record in uow.find(kind, **equals):
        uow.remove(record)


def _remove_papers(uow: UnitOfWork, **equals: object) -> None:
    """Reviews and plans with all their parts; ``UserError("has_papers")`` where a form exists."""
    if uow.find(IssuedForm, **equals):
        raise UserError("has_papers")
    for plan in uow.find(ActionPlan, **equals):
        for item in uow.find(ActionItem, plan_id=plan.id):
            _remove_all(uow, ProgressNote, item_id=item.id)
            _remove_all(uow, Evidence, item_id=item.id)
            uow.remove(item)
        _remove_all(uow, StageStep, subject_id=plan.id)
        uow.remove(plan)
    for review in uow.find(SelfReview, **equals):
        _remove_all(uow, ReviewText, review_id=review.id)
        _remove_all(uow, StageStep, subject_id=review.id)
        uow.remove(review)


def remove_session(desk: Desk, session_id: str) -> Done[None]:
    """Take a session with its roll off the list; ``UserError("session_needed")`` by a make-up."""
    with desk.write("session_remove", session=session_id) as tx:
        session = tx.uow.get(StudySession, session_id)
        make_ups = tx.uow.find(StudySession, makes_up_id=session_id)
        made_up = tx.uow.find(Attendance, made_up_in_id=session_id)
        if make_ups or made_up:
            raise UserError("session_needed")
        _remove_all(tx.uow, Attendance, session_id=session_id)
        tx.uow.remove(session)
    return Done(None, tx.changes)


def remove_topic(desk: Desk, topic_id: str) -> Done[None]:
    """Take a topic with sessions, reviews and plans off the list; ``UserError("has_papers")``."""
    with desk.write("topic_remove", topic=topic_id) as tx:
        topic = tx.uow.get(Topic, topic_id)
        _remove_papers(tx.uow, topic_id=topic_id)
        sessions = tx.uow.find(StudySession, topic_id=topic_id)
        for session in sessions:
            _remove_all(tx.uow, Attendance, session_id=session.id)
        for session in sorted(sessions, key=lambda s: s.makes_up_id is None):
            tx.uow.remove(session)
        _remove_all(tx.uow, TopicCall, topic_id=topic_id)
        _remove_all(tx.uow, TopicFile, topic_id=topic_id)
        tx.uow.remove(topic)
    return Done(None, tx.changes)


def remove_members(desk: Desk, member_ids: list[str]) -> Done[None]:
    """Take people entered by mistake off the list, with all that was written of them.

    Who left, died or was struck off keeps a status instead. Raises ``UserError`` ``has_papers``,
    or ``member_needed`` by one who is accountable for another's task.
    """
    with desk.write("members_remove", count=str(len(member_ids))) as tx:
        for member_id in member_ids:
            member = tx.uow.get(Member, member_id)
            if tx.uow.find(ActionItem, accountable_id=member_id):
                raise UserError("member_needed")
            _remove_papers(tx.uow, member_id=member_id)
            for kind in (Attendance, TopicCall, MemberRole, MemberStatus, Membership):
                _remove_all(tx.uow, kind, member_id=member_id)
            tx.uow.remove(member)
    return Done(None, tx.changes)
