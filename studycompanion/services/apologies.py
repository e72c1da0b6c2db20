"""What people say before a session they cannot come to: a proposal, never a mark by itself."""

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.domain.vietnamese import tidy
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.rollcall import check_open, line_of


def note_apology(desk: Desk, session_id: str, member_id: str, reason: str) -> Done[Attendance]:
    """Note why somebody asks to be excused; an empty reason takes it back.

    Raises ``UserError`` ``session_closed`` or ``not_on_roll``.
    """
    with desk.write("apology", member=member_id, session=session_id) as tx:
        check_open(tx.uow, session_id)
        line = line_of(tx.uow, session_id, member_id)
        line = tx.uow.change(line, apology=tidy(reason))
    return Done(line, tx.changes)


def accept_apologies(desk: Desk, session_id: str) -> Done[int]:
    """Mark everyone who apologised and has no mark yet as absent with that reason, in one step."""
    with desk.write("apologies_accept", session=session_id) as tx:
        check_open(tx.uow, session_id)
        lines = tx.uow.find(Attendance, session_id=session_id, mark=Mark.UNMARKED)
        asked = [line for line in lines if line.apology]
        for line in asked:
            tx.uow.change(line, mark=Mark.EXCUSED, reason=line.apology, arrived_at=None)
    return Done(len(asked), tx.changes)
