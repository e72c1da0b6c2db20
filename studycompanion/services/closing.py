"""Ending the roll call of a session, and opening it again for a reason that is kept.

Undo passes over both: a closed session opens only with a reason, and then the marks from before can
still be taken back one by one.
"""

from dataclasses import dataclass

from studycompanion.domain.attendance import Attendance, Mark, Totals
from studycompanion.domain.history import Mode
from studycompanion.domain.ids import new_id
from studycompanion.domain.study import SessionState, SessionStep, StudySession
from studycompanion.domain.vietnamese import tidy
from studycompanion.errors import UserError
from studycompanion.services import rollcall
from studycompanion.services.changes import Changes, Done
from studycompanion.services.desk import Desk
from studycompanion.services.rollcall import RollLine
from studycompanion.storage.unit_of_work import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class Closed:
    """A session that was closed, and how it stood then."""

    session: StudySession
    totals: Totals


def waiting(desk: Desk, session_id: str) -> tuple[RollLine, ...]:
    """Who has no mark yet, in the order of the roll; raises ``UserError("not_there")``."""
    lines = rollcall.read_roll(desk, session_id).lines
    return tuple(line for line in lines if line.mark is Mark.UNMARKED)


def close_session(desk: Desk, session_id: str, *, rest: Mark | None = None) -> Done[Closed]:
    """Close the roll call; ``rest`` says what becomes of those without a mark.

    ``Mark.UNMARKED`` leaves them so, knowingly; any other mark is a step of its own, so that after
    reopening it can be taken back. Raises ``UserError`` ``session_closed``, ``session_unmarked``
    (with ``count``) where nothing is said of them, ``session_apologies`` (with ``count``) where
    people who apologised still wait for a decision.
    """
    changes = Changes()
    if rest not in (None, Mark.UNMARKED):
        _check_apologies(desk, session_id)
        changes = rollcall.mark_unmarked(desk, session_id, rest).changes
    with desk.write("session_close", mode=Mode.QUIET, session=session_id) as tx:
        session = rollcall.check_open(tx.uow, session_id)
        left = len(_unmarked(tx.uow, session_id))
        if left and rest is None:
            raise UserError("session_unmarked", count=left)
        session = _turn(tx.uow, desk, session, SessionState.CLOSED, reason="")
    return Done(Closed(session, rollcall.totals(desk, session_id)), changes | tx.changes)


def _check_apologies(desk: Desk, session_id: str) -> None:
    with desk.read() as reader:
        rollcall.check_open(reader, session_id)
        waiting = [line for line in _unmarked(reader, session_id) if line.apology]
    if waiting:
        raise UserError("session_apologies", count=len(waiting))


def _unmarked(reader: Reader, session_id: str) -> list[Attendance]:
    return reader.find(Attendance, session_id=session_id, mark=Mark.UNMARKED)


def reopen_session(desk: Desk, session_id: str, reason: str) -> Done[StudySession]:
    """Open a closed session again; raises ``UserError`` ``reopen_reason``, ``session_is_open``."""
    if not tidy(reason):
        raise UserError("reopen_reason")
    with desk.write("session_reopen", mode=Mode.QUIET, session=session_id) as tx:
        session = tx.uow.get(StudySession, session_id)
        if session.state is SessionState.OPEN:
            raise UserError("session_is_open")
        session = _turn(tx.uow, desk, session, SessionState.OPEN, reason=reason)
    return Done(session, tx.changes)


def _turn(
    uow: UnitOfWork, desk: Desk, session: StudySession, to: SessionState, *, reason: str
) -> StudySession:
    now = desk.clock()
    step = SessionStep(
        id=new_id(),
        session_id=session.id,
        state=to,
        at=now,
        by=desk.actor.name,
        reason=tidy(reason),
    )
    uow.add(step)
    return uow.change(session, state=to, closed_at=now if to is SessionState.CLOSED else None)


def session_steps(desk: Desk, session_id: str) -> tuple[SessionStep, ...]:
    """When, by whom and why a session was closed and opened again, oldest first."""
    with desk.read() as reader:
        steps = reader.find(SessionStep, session_id=session_id)
    return tuple(sorted(steps, key=lambda step: step.at))
