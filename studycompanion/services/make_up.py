"""Who missed a closed session, and the session at which they make it up (buổi học bù)."""

from collections.abc import Sequence
from datetime import datetime

from studycompanion.domain.attendance import ABSENT
from studycompanion.domain.ids import new_id
from studycompanion.domain.study import Calling, SessionKind, SessionState, StudySession
from studycompanion.domain.vietnamese import tidy
from studycompanion.errors import UserError
from studycompanion.services import rollcall, sessions
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.rollcall import RollLine
from studycompanion.storage.unit_of_work import Reader


def missed(desk: Desk, session_id: str) -> tuple[RollLine, ...]:
    """Who was absent and has made it up nowhere since, in the order of the roll; guests left out.

    Asked of a make-up session, these are the ones who missed that too. Raises ``not_there``.
    """
    lines = rollcall.read_roll(desk, session_id).lines
    return tuple(line for line in lines if line.counted in ABSENT and not line.is_guest)


def add_make_up(
    desk: Desk,
    session_id: str,
    at: datetime,
    *,
    place: str = "",
    member_ids: Sequence[str] | None = None,
) -> Done[StudySession]:
    """Make the session for those who missed a closed one; coming there settles the absence.

    ``member_ids`` calls just these people. Raises ``UserError`` ``session_is_open``,
    ``nobody_missed`` or ``nobody_chosen``.
    """
    wanted = [line.member_id for line in missed(desk, session_id)]
    if member_ids is not None:
        wanted = [one for one in wanted if one in set(member_ids)]
    with desk.write("make_up_add", session=session_id) as tx:
        source = tx.uow.get(StudySession, session_id)
        if source.state is SessionState.OPEN:
            raise UserError("session_is_open")
        if not wanted:
            raise UserError("nobody_missed")
        session = _session(tx.uow, source, sessions.wall_minute(at), place=place)
        sessions.store(tx.uow, session, desk.today, member_ids=wanted)
    return Done(session, tx.changes)


def _session(reader: Reader, source: StudySession, at: datetime, *, place: str) -> StudySession:
    """Like the one that was missed, which is the first where a make-up was missed in its turn."""
    first = reader.get(StudySession, source.makes_up_id or source.id)
    return StudySession(
        id=new_id(),
        topic_id=first.topic_id,
        unit_id=first.unit_id,
        at=at,
        place=tidy(place) or first.place,
        kind=SessionKind.MAKE_UP,
        makes_up_id=first.id,
        chair=first.chair,
        minute_taker=first.minute_taker,
        speaker=first.speaker,
        calling=Calling.CHOSEN,
        counting_id=first.counting_id,
    )
