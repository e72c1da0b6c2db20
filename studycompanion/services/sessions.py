"""Sessions of a topic: added, changed and listed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from studycompanion.domain.ids import new_id
from studycompanion.domain.paperwork import RuleSet
from studycompanion.domain.people import OrgUnit
from studycompanion.domain.study import Calling, SessionKind, StudySession, Topic
from studycompanion.domain.vietnamese import tidy
from studycompanion.errors import UserError
from studycompanion.services import rules
from studycompanion.services.calling import bring_roll_up
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.opening import home_id
from studycompanion.storage.queries import people, rolls
from studycompanion.storage.queries.rolls import SessionLine as SessionLine
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

_REPEATING = (SessionKind.SECOND, SessionKind.MAKE_UP)


def add_session(
    desk: Desk,
    topic_id: str,
    at: datetime,
    *,
    cell_id: str | None = None,
    member_ids: Sequence[str] | None = None,
    **fields: Any,
) -> Done[StudySession]:
    """Add a session of one cell, of everyone in the file, or of chosen people; its roll is there.

    ``fields`` are those of ``StudySession`` that people fill in: place, kind, chair, minute_taker,
    speaker, agenda, and ``makes_up_id`` for the session that a make-up or second shift repeats.
    Raises ``UserError`` ``not_there``, ``make_up_of_what`` or ``nobody_chosen``.
    """
    with desk.write("session_add", topic=topic_id) as tx:
        topic = tx.uow.get(Topic, topic_id)
        if cell_id is not None:
            tx.uow.get(OrgUnit, cell_id)
        session = StudySession(
            id=new_id(),
            topic_id=topic_id,
            unit_id=cell_id or everyone(tx.uow, desk.today),
            at=wall_minute(at),
            calling=Calling.UNIT if member_ids is None else Calling.CHOSEN,
            counting_id=_counting(tx.uow, topic.year),
            **{"speaker": topic.speaker} | _clean(fields),
        )
        store(tx.uow, session, desk.today, member_ids=member_ids)
    return Done(session, tx.changes)


def store(
    uow: UnitOfWork, session: StudySession, today: date, *, member_ids: Sequence[str] | None
) -> None:
    """Keep a new session with its roll; raises as ``add_session`` does."""
    _check_repeat(uow, session)
    _check_chosen(session, member_ids)
    uow.add(session)
    bring_roll_up(uow, session, today, choose=member_ids)


def change_session(
    desk: Desk,
    session_id: str,
    revision: int,
    *,
    member_ids: Sequence[str] | None = None,
    **fields: Any,
) -> Done[StudySession]:
    """Change an open session read at ``revision``; its roll follows, marks stay.

    ``member_ids`` makes it a session of just these people, ``calling=Calling.UNIT`` one of its
    whole unit again. Raises ``UserError`` ``moved_on``, ``session_closed``, ``make_up_of_what``.
    """
    with desk.write("session_change", session=session_id) as tx:
        session = replace(tx.uow.get(StudySession, session_id), revision=revision)
        if member_ids is not None:
            fields["calling"] = Calling.CHOSEN
        session = tx.uow.change(session, **_clean(fields))
        _check_repeat(tx.uow, session)
        _check_chosen(session, member_ids or ("",))
        bring_roll_up(tx.uow, session, desk.today, choose=member_ids)
    return Done(session, tx.changes)


def _clean(fields: dict[str, Any]) -> dict[str, Any]:
    """Tidied texts, an agenda line by line, and a wall time of whole minutes."""
    found = {n: tidy(v) if type(v) is str else v for n, v in fields.items()}
    if "agenda" in fields:
        lines = map(tidy, fields["agenda"].splitlines())
        found["agenda"] = "\n".join(line for line in lines if line)
    if "at" in fields:
        found["at"] = wall_minute(fields["at"])
    return found


def wall_minute(at: datetime) -> datetime:
    """A moment as the clock on the wall shows it, in whole minutes."""
    return at.replace(tzinfo=None, second=0, microsecond=0)


def _check_repeat(reader: Reader, session: StudySession) -> None:
    """A make-up repeats a session of its topic that repeats none; a second shift may."""
    if session.makes_up_id is None:
        if session.kind is SessionKind.MAKE_UP:
            raise UserError("make_up_of_what")
        return
    repeated = reader.get(StudySession, session.makes_up_id)
    is_sound = repeated.topic_id == session.topic_id and repeated.makes_up_id is None
    if session.kind not in _REPEATING or not is_sound or repeated.id == session.id:
        raise UserError("make_up_of_what")


def _check_chosen(session: StudySession, member_ids: Sequence[str] | None) -> None:
    if session.calling is Calling.CHOSEN and not member_ids:
        raise UserError("nobody_chosen")


def _counting(reader: Reader, year: int) -> str | None:
    found = reader.find(RuleSet, kind=rules.COUNTING)
    return rules.in_force(found, year).id if found else None


def everyone(reader: Reader, on: date) -> str:
    """The one cell that has members, else the unit above all cells."""
    peopled = [c.id for c in people.cells(reader.connection, on) if c.members]
    home = reader.get(OrgUnit, home_id(reader))
    if len(peopled) > 1:
        return home.parent_id or home.id
    return peopled[0] if peopled else home.id


def session_card(desk: Desk, session_id: str) -> StudySession:
    """A session with all its fields; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        return reader.get(StudySession, session_id)


def list_sessions(desk: Desk, topic_id: str | None = None) -> tuple[SessionLine, ...]:
    """Sessions, newest first, of one topic or all."""
    with desk.read() as reader:
        return rolls.sessions(reader.connection, topic_id=topic_id)


def session_line(reader: Reader, session_id: str) -> SessionLine:
    """One session; raises ``UserError("not_there")``."""
    found = rolls.sessions(reader.connection, session_id=session_id)
    if not found:
        raise UserError("not_there")
    return found[0]
