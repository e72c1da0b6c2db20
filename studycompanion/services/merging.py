"""Two records of one person become one: the other's marks and papers go over to the kept one."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from studycompanion.domain.access import ReviewAccess
from studycompanion.domain.attendance import ABSENT, ATTENDED, Attendance, Mark
from studycompanion.domain.ids import mark_id
from studycompanion.domain.paperwork import IssuedForm
from studycompanion.domain.people import (
    Member,
    MemberRole,
    Membership,
    MemberStatus,
    Sex,
    masked_card,
    name_fields,
)
from studycompanion.domain.plan import ActionItem, ActionPlan
from studycompanion.domain.record import Record
from studycompanion.domain.review import SelfReview
from studycompanion.domain.roster import births_agree
from studycompanion.domain.study import SessionState, StudySession, TopicCall
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.domain.word_form import WordForm
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services import members
from studycompanion.services.calling import cells_under
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.member_history import SHOWN
from studycompanion.services.members import MemberLine
from studycompanion.storage.queries import study
from studycompanion.storage.unit_of_work import UnitOfWork

_DATED: tuple[type[Record], ...] = (Membership, MemberStatus, MemberRole)


def likely_same(desk: Desk, member_id: str) -> tuple[MemberLine, ...]:
    """Who of today's members bears the same name (without dấu) and a birth that agrees."""
    with desk.read() as reader:
        guest = reader.get(Member, member_id)
        named = reader.find(Member, search_key=guest.search_key)
    ids = {m.id for m in named if m.id != member_id and births_agree(m.birth, guest.birth)}
    return tuple(line for line in members.list_members(desk) if line.id in ids) if ids else ()


@dataclass(frozen=True, slots=True)
class MergeField:
    """A field in which two records of a person differ, as each of them shows it.

    ``takes_gone`` is what is proposed: the value of the record that goes where the other has none.
    """

    name: str
    gone: str
    kept: str

    @property
    def takes_gone(self) -> bool:
        """Whether only the record that goes says anything."""
        return not self.kept


def compare(desk: Desk, member_id: str, into_id: str) -> tuple[MergeField, ...]:
    """Where the record that would go and the one that would stay differ, in the order of forms."""
    with desk.read() as reader:
        gone, kept = reader.get(Member, member_id), reader.get(Member, into_id)
    return tuple(
        MergeField(name, _words(name, gone), _words(name, kept))
        for name in SHOWN
        if getattr(gone, name) != getattr(kept, name)
    )


def _words(name: str, member: Member) -> str:
    value = getattr(member, name)
    if isinstance(value, PartialDate):
        return value.display
    if isinstance(value, Sex):
        return word("sexes", value)
    return masked_card(value) if name == "card_number" else value or ""


def merge_people(
    desk: Desk, member_id: str, into_id: str, *, take: Collection[str] = ()
) -> Done[Member]:
    """Let the record ``member_id`` go and give what it has to ``into_id``, in one step.

    The fields ``take`` of the member get the values of the record that goes; ``compare`` names
    them. Counts of closed sessions stay as they are. Raises ``UserError`` ``merge_self``,
    ``not_there``, ``merge_papers`` (both have a paper of one topic), ``has_papers`` (a form was
    issued to the one that goes), or ``session_closed`` where both stand on the roll of a closed
    session.
    """
    if member_id == into_id:
        raise UserError("merge_self")
    with desk.write("people_merge", member=into_id) as tx:
        gone, kept = tx.uow.get(Member, member_id), tx.uow.get(Member, into_id)
        for line in tx.uow.find(Attendance, member_id=gone.id):
            _move_line(tx.uow, line, kept.id)
        _move_papers(tx.uow, gone.id, kept.id)
        for kind in _DATED:
            for record in tx.uow.find(kind, member_id=gone.id):
                tx.uow.remove(record)
        tx.uow.remove(gone)
        kept = tx.uow.change(kept, **_taken(gone, take))
    return Done(kept, tx.changes)


def _taken(gone: Member, take: Collection[str]) -> dict[str, object]:
    """The values that go over; a name brings its keys along."""
    values: dict[str, object] = {name: getattr(gone, name) for name in SHOWN if name in take}
    return values | (name_fields(gone.full_name) if "full_name" in take else {})


def _move_line(uow: UnitOfWork, line: Attendance, into_id: str) -> None:
    session = uow.get(StudySession, line.session_id)
    other = uow.find_one(Attendance, mark_id(session.id, into_id))
    is_closed = session.state is SessionState.CLOSED
    if other is not None and is_closed:
        raise UserError("session_closed")
    moved = replace(line, id=mark_id(session.id, into_id), member_id=into_id, revision=1)
    uow.remove(line)
    if other is None:
        uow.add(moved if is_closed else _at_home(uow, session, moved))
    elif _says_more(line.mark, other.mark):
        facts = {"mark": line.mark, "reason": line.reason, "arrived_at": line.arrived_at}
        uow.change(other, **facts)


def _says_more(mark: Mark, other: Mark) -> bool:
    """Who came as one of the two was not absent as the other; a mark says more than none."""
    return other is Mark.UNMARKED or (mark in ATTENDED and other in ABSENT)


def _at_home(uow: UnitOfWork, session: StudySession, line: Attendance) -> Attendance:
    """The line under the cell and status that the person had on that evening, if it called them."""
    cells = cells_under(uow, session.unit_id)
    called = study.callable_people(uow.connection, session.at.date(), cells, topic_id=None)
    own = called.get(line.member_id)
    if own is None:
        return line
    return replace(line, cell_id=own.cell_id, is_guest=own.status.is_guest)


def _move_papers(uow: UnitOfWork, member_id: str, into_id: str) -> None:
    if uow.find(IssuedForm, member_id=member_id):
        raise UserError("has_papers")
    papers: list[SelfReview | ActionPlan] = [
        *uow.find(SelfReview, member_id=member_id),
        *uow.find(ActionPlan, member_id=member_id),
    ]
    for paper in papers:
        if uow.find(type(paper), member_id=into_id, topic_id=paper.topic_id):
            raise UserError("merge_papers")
        uow.change(paper, member_id=into_id)
    for trace in (
        *uow.find(ReviewAccess, member_id=member_id),
        *uow.find(WordForm, member_id=member_id),
    ):
        uow.change(trace, member_id=into_id)
    for item in uow.find(ActionItem, accountable_id=member_id):
        uow.change(item, accountable_id=into_id)
    for call in uow.find(TopicCall, member_id=member_id):
        if uow.find(TopicCall, member_id=into_id, topic_id=call.topic_id):
            uow.remove(call)
        else:
            uow.change(call, member_id=into_id)
