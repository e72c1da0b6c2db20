"""Sessions of a topic, and who is called to them."""

from datetime import date, datetime

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.domain.ids import mark_id, new_id
from studycompanion.domain.people import OrgUnit, UnitKind
from studycompanion.domain.study import SessionState, StudySession, Topic
from studycompanion.domain.vietnamese import tidy
from studycompanion.errors import UserError
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.opening import home_id
from studycompanion.storage.queries import people, study
from studycompanion.storage.queries.study import CalledPerson
from studycompanion.storage.queries.study import SessionLine as SessionLine
from studycompanion.storage.unit_of_work import Reader, UnitOfWork


def add_session(
    desk: Desk,
    topic_id: str,
    at: datetime,
    *,
    place: str = "",
    cell_id: str | None = None,
) -> Done[StudySession]:
    """Add a session of one cell, or of everyone in the file; its roll is there at once."""
    with desk.write("session_add", topic=topic_id) as tx:
        uow = tx.uow
        uow.get(Topic, topic_id)
        session = StudySession(
            id=new_id(),
            topic_id=topic_id,
            unit_id=cell_id or _everyone(uow, desk.today),
            at=at.replace(tzinfo=None, second=0, microsecond=0),
            place=tidy(place),
        )
        uow.add(session)
        bring_roll_up(uow, session)
    return Done(session, tx.changes)


def _everyone(reader: Reader, on: date) -> str:
    """The one cell that has members, else the unit above all cells."""
    peopled = [c.id for c in people.cells(reader.connection, on) if c.members]
    home = reader.get(OrgUnit, home_id(reader))
    if len(peopled) > 1:
        return home.parent_id or home.id
    return peopled[0] if peopled else home.id


def _cells_under(reader: Reader, unit_id: str) -> list[str]:
    """The cells of a unit: itself, or all that stand below it at any depth."""
    units = reader.find(OrgUnit)
    below = {unit_id}
    grown = True
    while grown:
        more = {u.id for u in units if u.parent_id in below} - below
        below, grown = below | more, bool(more)
    return [u.id for u in units if u.id in below and u.kind is UnitKind.CELL]


def bring_roll_up(uow: UnitOfWork, session: StudySession) -> None:
    """Put everyone whom an open session calls on its roll; unmarked ones who left go off it."""
    if session.state is SessionState.CLOSED:
        return
    cells = _cells_under(uow, session.unit_id)
    called = study.callable_people(
        uow.connection, session.at.date(), cells, topic_id=session.topic_id
    )
    lines = {line.member_id: line for line in uow.find(Attendance, session_id=session.id)}
    missing = [p for member_id, p in called.items() if member_id not in lines]
    uow.add_all([_line(session, person) for person in missing])
    for member_id, line in lines.items():
        if member_id not in called and line.mark is Mark.UNMARKED:
            uow.remove(line)


def _line(session: StudySession, person: CalledPerson) -> Attendance:
    is_exempt = person.status.is_exempt
    return Attendance(
        id=mark_id(session.id, person.member_id),
        session_id=session.id,
        member_id=person.member_id,
        cell_id=person.cell_id,
        mark=Mark.EXEMPT if is_exempt else Mark.UNMARKED,
        is_guest=person.status.is_guest,
    )


def list_sessions(desk: Desk, topic_id: str | None = None) -> tuple[SessionLine, ...]:
    """Sessions, newest first, of one topic or all."""
    with desk.read() as reader:
        return study.sessions(reader.connection, topic_id=topic_id)


def session_line(reader: Reader, session_id: str) -> SessionLine:
    """One session; raises ``UserError("not_there")``."""
    found = study.sessions(reader.connection, session_id=session_id)
    if not found:
        raise UserError("not_there")
    return found[0]
