"""Taking sessions, topics and people off the lists; the bin brings each back whole.

Whatever hangs on a record goes with it in the same step. Papers that were issued stay for ever, so
a record that bears one stays too.
"""

from contextlib import AbstractContextManager
from typing import Any

from studycompanion.domain.attendance import Attendance
from studycompanion.domain.paperwork import IssuedForm
from studycompanion.domain.people import Member, MemberRole, Membership, MemberStatus
from studycompanion.domain.plan import ActionItem, ActionPlan, Evidence, ProgressNote
from studycompanion.domain.record import Record
from studycompanion.domain.review import ReviewText, SelfReview, StageStep
from studycompanion.domain.study import SessionStep, StudySession, Topic, TopicCall, TopicFile
from studycompanion.errors import UserError
from studycompanion.services import backups
from studycompanion.services.backups import Cause
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk, Transaction
from studycompanion.services.joint_forms import part
from studycompanion.storage.queries import papers
from studycompanion.storage.unit_of_work import UnitOfWork


def _remove_all(uow: UnitOfWork, kind: type[Record], **equals: object) -> None:
    for record in uow.find(kind, **equals):
        uow.remove(record)


def _check_unnamed(uow: UnitOfWork, topic: Topic) -> None:
    """``UserError("has_papers")`` where a form names the topic, be it beside others."""
    if papers.forms_of(uow.connection, topic.id):
        raise UserError("has_papers")


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
    return remove_sessions(desk, [session_id])


def remove_sessions(desk: Desk, session_ids: list[str]) -> Done[None]:
    """Take sessions with their rolls off the list in one step.

    Raises ``UserError("session_needed")`` where a make-up that stays hangs on one of them.
    """
    with _step(desk, "session", session_ids) as tx:
        gone = [tx.uow.get(StudySession, one) for one in session_ids]
        for session in gone:
            _check_unneeded(tx.uow, session, session_ids)
        for session in gone:
            _remove_all(tx.uow, Attendance, session_id=session.id)
        _remove_in_order(tx.uow, gone)
    return Done(None, tx.changes)


def _step(desk: Desk, kind: str, ids: list[str]) -> AbstractContextManager[Transaction]:
    """The transaction, named for one thing or for several; before several the data is backed up."""
    if len(ids) > 1:
        backups.before(desk, Cause.REMOVAL)
    if len(ids) == 1:
        params: dict[str, Any] = {kind: ids[0]}
        return desk.write(f"{kind}_remove", **params)
    return desk.write(f"{kind}s_remove", count=str(len(ids)))


def _check_unneeded(uow: UnitOfWork, session: StudySession, gone: list[str]) -> None:
    make_ups = [s.id for s in uow.find(StudySession, makes_up_id=session.id)]
    made_up = [line.session_id for line in uow.find(Attendance, made_up_in_id=session.id)]
    if set(make_ups + made_up) - set(gone):
        raise UserError("session_needed")


def _remove_in_order(uow: UnitOfWork, sessions: list[StudySession]) -> None:
    """Make-ups first, for they point to what they make up."""
    for session in sorted(sessions, key=lambda s: s.makes_up_id is None):
        _remove_all(uow, SessionStep, session_id=session.id)
        uow.remove(session)


def remove_topic(desk: Desk, topic_id: str) -> Done[None]:
    """Take a topic with sessions, reviews and plans off the list; ``UserError("has_papers")``."""
    return remove_topics(desk, [topic_id])


def remove_topics(desk: Desk, topic_ids: list[str]) -> Done[None]:
    """Take topics with all that hangs on them off the list in one step.

    Raises ``UserError`` ``has_papers``, or ``topic_needed`` by one that stays and is a copy.
    """
    with _step(desk, "topic", topic_ids) as tx:
        gone = [tx.uow.get(Topic, one) for one in topic_ids]
        for topic in gone:
            copies = {t.id for t in tx.uow.find(Topic, copied_from=topic.id)}
            if copies - set(topic_ids):
                raise UserError("topic_needed")
            _check_unnamed(tx.uow, topic)
            _remove_parts(tx.uow, topic)
            part(tx.uow, topic, staying=topic_ids)
        while gone:
            sources = {one for topic in gone for one in (topic.copied_from, topic.commits_with)}
            for topic in [topic for topic in gone if topic.id not in sources]:
                tx.uow.remove(topic)
                gone.remove(topic)
    return Done(None, tx.changes)


def _remove_parts(uow: UnitOfWork, topic: Topic) -> None:
    _remove_papers(uow, topic_id=topic.id)
    sessions = uow.find(StudySession, topic_id=topic.id)
    for session in sessions:
        _remove_all(uow, Attendance, session_id=session.id)
    _remove_in_order(uow, sessions)
    _remove_all(uow, TopicCall, topic_id=topic.id)
    _remove_all(uow, TopicFile, topic_id=topic.id)


def remove_members(desk: Desk, member_ids: list[str]) -> Done[None]:
    """Take people entered by mistake off the list, with all that was written of them.

    Who left, died or was struck off keeps a status instead. Raises ``UserError`` ``has_papers``,
    or ``member_needed`` by one who is accountable for another's task.
    """
    if len(member_ids) > 1:
        backups.before(desk, Cause.REMOVAL)
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
