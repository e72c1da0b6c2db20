"""The roll call: each mark is one transaction, on disk before it shows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from studycompanion.domain.attendance import Attendance, Mark, Totals
from studycompanion.domain.history import Mode
from studycompanion.domain.ids import mark_id
from studycompanion.domain.study import SessionState, StudySession
from studycompanion.domain.vietnamese import tidy
from studycompanion.errors import UserError
from studycompanion.services import counting
from studycompanion.services.calling import bring_roll_up
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.sessions import SessionLine, session_line, wall_minute
from studycompanion.storage.queries import attendance, rolls
from studycompanion.storage.queries.rolls import RollLine as RollLine
from studycompanion.storage.unit_of_work import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class Roll:
    """A session with everyone on its roll."""

    session: SessionLine
    lines: tuple[RollLine, ...]


def open_roll(desk: Desk, session_id: str) -> Roll:
    """The roll of a session; people who joined since it was made are put on it first.

    Where nothing can be written it is read as it stands.
    """
    if desk.store.why_read_only is not None:
        return read_roll(desk, session_id)
    with desk.write("roll_update", mode=Mode.QUIET, session=session_id) as tx:
        bring_roll_up(tx.uow, tx.uow.get(StudySession, session_id), desk.today)
    return read_roll(desk, session_id)


def read_roll(desk: Desk, session_id: str) -> Roll:
    """The roll of a session as it is kept; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        session = session_line(reader, session_id)
        return Roll(session, rolls.roll(reader.connection, session_id, session.at.date()))


def check_open(reader: Reader, session_id: str) -> StudySession:
    """A session that takes marks; raises ``UserError`` ``not_there`` or ``session_closed``."""
    session = reader.get(StudySession, session_id)
    if session.state is SessionState.CLOSED:
        raise UserError("session_closed")
    return session


def line_of(reader: Reader, session_id: str, member_id: str) -> Attendance:
    """The line of a person; raises ``UserError("not_on_roll")``."""
    line = reader.find_one(Attendance, mark_id(session_id, member_id))
    if line is None:
        raise UserError("not_on_roll")
    return line


def mark(
    desk: Desk,
    session_id: str,
    member_id: str,
    mark: Mark,
    *,
    reason: str = "",
    arrived_at: datetime | None = None,
) -> Done[Attendance]:
    """Mark one person; raises ``UserError`` ``session_closed`` or ``not_on_roll``.

    Who is late came now, unless an hour is given or known; an excused absence without a reason
    takes over what was said beforehand.
    """
    with desk.write("mark", member=member_id, mark=mark.value) as tx:
        session = check_open(tx.uow, session_id)
        line = line_of(tx.uow, session_id, member_id)
        reason = tidy(reason) or (line.apology if mark is Mark.EXCUSED else "")
        hour = _arrival(desk, session, line, mark=mark, given=arrived_at)
        line = tx.uow.change(line, mark=mark, reason=reason, arrived_at=hour)
    return Done(line, tx.changes)


def _arrival(
    desk: Desk, session: StudySession, line: Attendance, *, mark: Mark, given: datetime | None
) -> datetime | None:
    """When one who is late came; None where that is not known, and for every other mark."""
    if mark is not Mark.LATE:
        return None
    if given is not None:
        return wall_minute(given)
    now = wall_minute(desk.clock())
    is_now = now.date() == session.at.date() and now > session.at
    return line.arrived_at or (now if is_now else None)


def mark_many(
    desk: Desk, session_id: str, member_ids: Sequence[str], mark: Mark, *, reason: str = ""
) -> Done[int]:
    """Mark several people alike in one step; returns how many lines changed.

    Raises ``UserError`` ``session_closed`` or ``not_on_roll``.
    """
    count = str(len(member_ids))
    with desk.write("mark_many", session=session_id, mark=mark.value, count=count) as tx:
        check_open(tx.uow, session_id)
        lines = [line_of(tx.uow, session_id, member_id) for member_id in member_ids]
        changed = _set_all(tx.uow, lines, mark, reason=tidy(reason))
    return Done(changed, tx.changes)


def mark_unmarked(desk: Desk, session_id: str, mark: Mark) -> Done[int]:
    """Mark everyone who has no mark yet, in one step; returns how many.

    Those who asked beforehand to be excused wait for a decision of their own.
    """
    with desk.write("mark_unmarked", session=session_id, mark=mark.value) as tx:
        check_open(tx.uow, session_id)
        lines = tx.uow.find(Attendance, session_id=session_id, mark=Mark.UNMARKED, apology="")
        changed = _set_all(tx.uow, lines, mark, reason="")
    return Done(changed, tx.changes)


def _set_all(uow: UnitOfWork, lines: list[Attendance], mark: Mark, *, reason: str) -> int:
    before = len(uow.changes)
    uow.change_all(lines, mark=mark, reason=reason, arrived_at=None)
    return len(uow.changes) - before


def totals(desk: Desk, session_id: str) -> Totals:
    """How the roll of a session stands; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        session = reader.get(StudySession, session_id)
        found = attendance.totals(reader.connection, session_id)
        return replace(found, counting=counting.of_session(reader, session).counting)
