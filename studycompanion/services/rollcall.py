"""The roll call: each mark is one transaction, on disk before it shows."""

from dataclasses import dataclass
from datetime import datetime

from studycompanion.domain.attendance import Attendance, Mark, Totals
from studycompanion.domain.history import Mode
from studycompanion.domain.ids import mark_id
from studycompanion.domain.study import SessionState, StudySession
from studycompanion.domain.vietnamese import tidy
from studycompanion.errors import UserError
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.sessions import SessionLine, bring_roll_up, session_line
from studycompanion.storage.queries import study
from studycompanion.storage.queries.study import RollLine as RollLine
from studycompanion.storage.unit_of_work import Reader


@dataclass(frozen=True, slots=True)
class Roll:
    """A session with everyone on its roll."""

    session: SessionLine
    lines: tuple[RollLine, ...]


def open_roll(desk: Desk, session_id: str) -> Roll:
    """The roll of a session; people who joined since it was made are put on it first."""
    with desk.write("roll_update", mode=Mode.QUIET, session=session_id) as tx:
        bring_roll_up(tx.uow, tx.uow.get(StudySession, session_id))
    with desk.read() as reader:
        session = session_line(reader, session_id)
        return Roll(session, study.roll(reader.connection, session_id, session.at.date()))


def _open_session(reader: Reader, session_id: str) -> StudySession:
    session = reader.get(StudySession, session_id)
    if session.state is SessionState.CLOSED:
        raise UserError("session_closed")
    return session


def mark(
    desk: Desk,
    session_id: str,
    member_id: str,
    mark: Mark,
    *,
    reason: str = "",
    arrived_at: datetime | None = None,
) -> Done[Attendance]:
    """Mark one person; raises ``UserError`` ``session_closed`` or ``not_on_roll``."""
    with desk.write("mark", member=member_id, mark=mark.value) as tx:
        _open_session(tx.uow, session_id)
        line = tx.uow.find_one(Attendance, mark_id(session_id, member_id))
        if line is None:
            raise UserError("not_on_roll")
        line = tx.uow.change(line, mark=mark, reason=tidy(reason), arrived_at=arrived_at)
    return Done(line, tx.changes)


def mark_unmarked(desk: Desk, session_id: str, mark: Mark) -> Done[int]:
    """Mark everyone who has no mark yet, in one step; returns how many."""
    with desk.write("mark_unmarked", session=session_id, mark=mark.value) as tx:
        _open_session(tx.uow, session_id)
        lines = tx.uow.find(Attendance, session_id=session_id, mark=Mark.UNMARKED)
        tx.uow.change_all(lines, mark=mark)
    return Done(len(lines), tx.changes)


def totals(desk: Desk, session_id: str) -> Totals:
    """How the roll of a session stands; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        reader.get(StudySession, session_id)
        return study.totals(reader.connection, session_id)
