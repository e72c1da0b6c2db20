"""Who stands on the roll of a session, and under which number."""

from collections.abc import Iterable
from datetime import date

from studycompanion.domain.attendance import ABSENT, Attendance, Mark
from studycompanion.domain.ids import mark_id
from studycompanion.domain.people import OrgUnit, UnitKind
from studycompanion.domain.study import Calling, SessionState, StudySession
from studycompanion.storage.queries import study
from studycompanion.storage.queries.study import CalledPerson
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

Called = dict[str, CalledPerson]
_UNTOUCHED = (Mark.UNMARKED, Mark.EXEMPT)


def cells_under(reader: Reader, unit_id: str) -> list[str]:
    """The cells of a unit: itself, or all that stand below it at any depth."""
    units = reader.find(OrgUnit)
    below = {unit_id}
    grown = True
    while grown:
        more = {u.id for u in units if u.parent_id in below} - below
        below, grown = below | more, bool(more)
    return [u.id for u in units if u.id in below and u.kind is UnitKind.CELL]


def bring_roll_up(
    uow: UnitOfWork, session: StudySession, today: date, *, choose: Iterable[str] | None = None
) -> None:
    """Put everyone whom an open session calls on its roll; unmarked ones who left go off it.

    Only the people of ``choose`` are called where they are given. Whoever comes later gets the next
    number, so that those on a printed sheet stay; before the day itself all are numbered anew.
    """
    if session.state is SessionState.CLOSED:
        return
    lines = {line.member_id: line for line in uow.find(Attendance, session_id=session.id)}
    called = _called(uow, session, lines if choose is None else set(choose))
    gone = [line for member_id, line in lines.items() if member_id not in called]
    for line in gone:
        if line.mark is Mark.UNMARKED:
            uow.remove(line)
    kept = [line for line in lines.values() if line.member_id in called]
    _follow_people(uow, called, kept)
    _add_missing(uow, session, called, lines=list(lines.values()), today=today)


def _called(reader: Reader, session: StudySession, chosen: Iterable[str]) -> Called:
    """Whom a session calls on its day, in name order."""
    on = session.at.date()
    if session.calling is Calling.CHOSEN:
        cells = [u.id for u in reader.find(OrgUnit, kind=UnitKind.CELL)]
        everyone = study.callable_people(reader.connection, on, cells, topic_id=None)
        wanted = set(chosen)
        return {m: person for m, person in everyone.items() if m in wanted}
    cells = cells_under(reader, session.unit_id)
    called = study.callable_people(reader.connection, on, cells, topic_id=session.topic_id)
    settled = _settled(reader, session.makes_up_id)
    return {m: person for m, person in called.items() if m not in settled}


def _settled(reader: Reader, repeated_id: str | None) -> set[str]:
    """Who need not come again to a session that repeats another."""
    if repeated_id is None:
        return set()
    lines = reader.find(Attendance, session_id=repeated_id)
    return {line.member_id for line in lines if line.mark not in ABSENT}


def _follow_people(uow: UnitOfWork, called: Called, lines: list[Attendance]) -> None:
    """Lines without a mark follow their person to another cell or status before the evening."""
    for line in lines:
        fresh = called[line.member_id]
        if line.mark is Mark.UNMARKED or _is_exempt_by_itself(line):
            uow.change(
                line,
                cell_id=fresh.cell_id,
                is_guest=fresh.status.is_guest,
                mark=_first_mark(fresh),
            )


def _is_exempt_by_itself(line: Attendance) -> bool:
    """Whether nobody but the program has marked the line so far."""
    return line.mark is Mark.EXEMPT and line.revision == 1


def _first_mark(person: CalledPerson) -> Mark:
    return Mark.EXEMPT if person.status.is_exempt else Mark.UNMARKED


def _add_missing(
    uow: UnitOfWork,
    session: StudySession,
    called: Called,
    *,
    lines: list[Attendance],
    today: date,
) -> None:
    known = {line.member_id for line in lines}
    missing = [person for member_id, person in called.items() if member_id not in known]
    if not missing:
        return
    number = max((line.number for line in lines), default=0)
    fresh = [_line(session, p, number=n) for n, p in enumerate(missing, number + 1)]
    uow.add_all(fresh)
    if lines and today < session.at.date():
        _number_anew(uow, session.id, called)


def _number_anew(uow: UnitOfWork, session_id: str, called: Called) -> None:
    """Number everyone by name, unless somebody has a mark already."""
    lines = uow.find(Attendance, session_id=session_id)
    if any(line.mark not in _UNTOUCHED for line in lines):
        return
    places = {member_id: n for n, member_id in enumerate(called, 1)}
    for line in lines:
        uow.change(line, number=places.get(line.member_id, line.number))


def _line(session: StudySession, person: CalledPerson, *, number: int) -> Attendance:
    return Attendance(
        id=mark_id(session.id, person.member_id),
        session_id=session.id,
        member_id=person.member_id,
        cell_id=person.cell_id,
        mark=_first_mark(person),
        is_guest=person.status.is_guest,
        number=number,
    )
