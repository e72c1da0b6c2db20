"""Guests and people who have just moved here, put on the roll at the door."""

from dataclasses import dataclass, replace
from datetime import timedelta

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.domain.ids import mark_id, new_id
from studycompanion.domain.people import (
    Member,
    Membership,
    MemberStatus,
    OrgUnit,
    StatusKind,
    new_member,
)
from studycompanion.domain.study import StudySession
from studycompanion.domain.vietnamese import PartialDate, tidy
from studycompanion.errors import UserError
from studycompanion.services.calling import cells_under
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.members import card_on
from studycompanion.services.opening import home_id
from studycompanion.services.rollcall import check_open
from studycompanion.storage.unit_of_work import Reader, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Who stands at the door: a guest counts elsewhere, a newcomer belongs to the cell from now.

    ``origin`` is where they come from; without ``cell_id`` the session's own cell takes them.
    """

    full_name: str
    is_guest: bool
    origin: str = ""
    birth: PartialDate | None = None
    cell_id: str | None = None
    mark: Mark = Mark.PRESENT


def add_arrival(desk: Desk, session_id: str, arrival: Arrival) -> Done[Attendance]:
    """Put somebody unknown on the roll, marked at once.

    Raises ``UserError`` ``name_empty``, ``session_closed`` or ``not_there``.
    """
    if not tidy(arrival.full_name):
        raise UserError("name_empty")
    member = new_member(arrival.full_name, birth=arrival.birth, workplace=tidy(arrival.origin))
    step = "guest_add" if arrival.is_guest else "newcomer_add"
    with desk.write(step, session=session_id, member=member.id) as tx:
        session = check_open(tx.uow, session_id)
        cell_id = arrival.cell_id or _cell(tx.uow, session)
        tx.uow.get(OrgUnit, cell_id)
        tx.uow.add(member)
        _belong(tx.uow, member, session, cell_id, is_guest=arrival.is_guest)
        line = _last(tx.uow, session, member.id, cell_id)
        line = tx.uow.add(replace(line, mark=arrival.mark, is_guest=arrival.is_guest))
    return Done(line, tx.changes)


def _cell(reader: Reader, session: StudySession) -> str:
    """The session's cell; of a ward's session the cell of the file, or its first."""
    cells = cells_under(reader, session.unit_id)
    home = home_id(reader)
    if home in cells:
        return home
    if not cells:
        raise UserError("not_there")
    return sorted(cells)[0]


def _belong(
    uow: UnitOfWork, member: Member, session: StudySession, cell_id: str, *, is_guest: bool
) -> None:
    """A guest belongs to the cell for that evening only, a newcomer from it on."""
    day = session.at.date()
    until = day + timedelta(days=1) if is_guest else None
    status = StatusKind.TEMPORARY if is_guest else StatusKind.OFFICIAL
    cell = Membership(id=new_id(), member_id=member.id, unit_id=cell_id)
    held = MemberStatus(id=new_id(), member_id=member.id, status=status)
    uow.add(replace(cell, valid_from=day, valid_to=until))
    uow.add(replace(held, valid_from=day, valid_to=until))


def _last(reader: Reader, session: StudySession, member_id: str, cell_id: str) -> Attendance:
    """A line at the end of the roll."""
    numbers = [line.number for line in reader.find(Attendance, session_id=session.id)]
    return Attendance(
        id=mark_id(session.id, member_id),
        session_id=session.id,
        member_id=member_id,
        cell_id=cell_id,
        number=max(numbers, default=0) + 1,
    )


def put_on_roll(
    desk: Desk, session_id: str, member_id: str, *, mark: Mark = Mark.PRESENT
) -> Done[Attendance]:
    """Put a known person of the file on the roll, such as one from another cell as a guest.

    Raises ``UserError`` ``already_on_roll``, ``session_closed`` or ``not_there``.
    """
    with desk.write("roll_add", session=session_id, member=member_id) as tx:
        session = check_open(tx.uow, session_id)
        if tx.uow.find_one(Attendance, mark_id(session_id, member_id)) is not None:
            raise UserError("already_on_roll")
        card = card_on(tx.uow, member_id, session.at.date())
        is_own = card.cell_id in cells_under(tx.uow, session.unit_id)
        cell_id = card.cell_id if is_own else _cell(tx.uow, session)
        line = _last(tx.uow, session, member_id, cell_id)
        is_guest = card.status.is_guest or not is_own
        line = tx.uow.add(replace(line, mark=mark, is_guest=is_guest))
    return Done(line, tx.changes)
