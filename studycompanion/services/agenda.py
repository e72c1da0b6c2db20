"""What is to be done next: sessions, due papers, unsigned forms, backups, each with its place.

It is kept in the file as it was last worked out, so that the next start can show it at once.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from studycompanion.domain.agenda import RENEWAL
from studycompanion.domain.agenda import Kind as Kind
from studycompanion.domain.agenda import Line as Line
from studycompanion.domain.study import SessionState, Topic
from studycompanion.errors import CodedError
from studycompanion.services import kept_agenda, members, reports, rollcall, safekeeping, sessions
from studycompanion.services.desk import Desk
from studycompanion.services.reports import CellReport
from studycompanion.services.sessions import SessionLine
from studycompanion.storage.queries import people
from studycompanion.storage.standing import standing

BACKUP_AGE = timedelta(days=7)
MAKE_UP_AGE = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Seen:
    """The agenda as it was worked out, and where the journal stood before."""

    lines: tuple[Line, ...]
    standing: str


def look(desk: Desk) -> Seen:
    """Everything that waits now, to be shown and kept."""
    stood = standing(desk.store)
    return Seen(agenda(desk), stood)


def remember(desk: Desk, seen: Seen | None = None) -> None:
    """Keep the agenda for the next start, by default worked out anew where anything changed.

    It is no step of the user's. A file that only opens with a password shows nothing before, one
    that can only be read stays as it is, and a disk that refuses costs no more than the haste.
    """
    store = desk.store
    if store.why_read_only is not None or store.key is not None:
        return
    with suppress(CodedError):
        kept = store.fact(kept_agenda.FACT)
        if seen is None and kept_agenda.lines(kept, standing(store)) is not None:
            return
        seen = seen or look(desk)
        text = kept_agenda.text(seen.lines, seen.standing)
        if text != kept:
            store.note(kept_agenda.FACT, text)


def agenda(desk: Desk) -> tuple[Line, ...]:
    """Everything that waits, the most pressing first; empty where nothing does."""
    if not any(cell.members for cell in members.list_cells(desk)):
        return (Line(Kind.NO_MEMBERS),)
    lines = _of_topics(desk) or [Line(Kind.NO_TOPIC)]
    held = sessions.list_sessions(desk)
    lines += [line for session in held if (line := _of_session(desk, session))]
    lines += _make_ups(desk, held)
    lines += _exemptions(desk)
    lines += _of_backup(desk)
    return tuple(sorted(lines, key=lambda line: _urgency(line, desk.today)))


def _urgency(line: Line, today: date) -> tuple[bool, date, int]:
    """By day; what has none, or the same, in the order in which the work is done."""
    day = line.due or (line.at.date() if line.at else None)
    return (day is None, day or today, list(Kind).index(line.kind))


def _of_session(desk: Desk, session: SessionLine) -> Line | None:
    """A session that comes within two weeks, or one of the past that is not closed yet."""
    now = desk.clock().replace(tzinfo=None)
    facts = {"title": session.topic_title, "at": session.at, "session_id": session.id}
    if session.state is SessionState.CLOSED:
        return None
    coming = Line(Kind.SESSION_COMING, count=session.called, **facts)  # type: ignore[arg-type]
    past = Line(Kind.SESSION_UNMARKED, count=session.unmarked, **facts)  # type: ignore[arg-type]
    if coming.holds(now):
        return coming
    if not past.holds(now) or not session.called:
        return None
    marked = Line(Kind.SESSION_TO_CLOSE, count=session.called, **facts)  # type: ignore[arg-type]
    return past if session.unmarked else marked


def _make_ups(desk: Desk, held: tuple[SessionLine, ...]) -> list[Line]:
    """Closed sessions of the last year that people missed, and that no session makes up yet."""
    begun = desk.clock().replace(tzinfo=None) - MAKE_UP_AGE
    made = {s.makes_up_id for s in held if s.state is SessionState.OPEN}
    lines = []
    for session in held:
        is_first = session.makes_up_id is None and session.id not in made
        if session.state is SessionState.CLOSED and is_first and session.at > begun:
            missed = rollcall.totals(desk, session.id).waiting
            facts = {"title": session.topic_title, "at": session.at, "session_id": session.id}
            if missed:
                lines.append(Line(Kind.MAKE_UP_DUE, count=missed, **facts))  # type: ignore[arg-type]
    return lines


def _exemptions(desk: Desk) -> list[Line]:
    """Exemptions that end soon, or have ended: a line for each day, with a sole person."""
    with desk.read() as reader:
        ending = people.exemptions(reader.connection, by=desk.today + RENEWAL)
    lines = []
    for day, group in groupby(ending, key=lambda one: one.until):
        of_day = list(group)
        first = of_day[0] if len(of_day) == 1 else None
        name, member_id = (first.full_name, first.member_id) if first else ("", None)
        made = Line(Kind.EXEMPTION_ENDS, name, len(of_day), due=day, member_id=member_id)
        lines.append(made)
    return lines


def _of_topics(desk: Desk) -> list[Line]:
    with desk.read() as reader:
        topics = reader.find(Topic, is_archived=False)
    with_session = {s.topic_id for s in sessions.list_sessions(desk)}
    lines: list[Line] = []
    for topic in topics:
        if topic.id not in with_session:
            lines.append(Line(Kind.NO_SESSION, topic.title, topic_id=topic.id))
        lines += _of_papers(topic, reports.topic_report(desk, topic.id))
    return lines or [Line(Kind.NO_TOPIC)][: not topics]


def _of_papers(topic: Topic, cells: tuple[CellReport, ...]) -> list[Line]:
    papers = [cell.papers for cell in cells]
    owing, forms = sum(p.owing for p in papers), sum(p.with_form for p in papers)
    waiting = (
        (Kind.REVIEWS_MISSING, owing - sum(p.with_review for p in papers), topic.due_review),
        (Kind.PLANS_MISSING, owing - sum(p.with_plan for p in papers), topic.due_plan),
        (Kind.ITEMS_UNCLEAR, sum(p.unclear_items for p in papers), topic.due_plan),
        (Kind.ITEMS_OVERDUE, sum(p.overdue_items for p in papers), None),
        (Kind.REPORTS_DUE, sum(p.to_report for p in papers), None),
        (Kind.FORMS_MISSING, owing - forms, topic.due_commitment),
        (Kind.FORMS_UNSIGNED, forms - sum(p.signed for p in papers), topic.due_commitment),
    )
    return [
        Line(kind, topic.title, count, due=due, topic_id=topic.id)
        for kind, count, due in waiting
        if count > 0
    ]


def _of_backup(desk: Desk) -> list[Line]:
    made = safekeeping.last_backup(desk)
    if made is not None and desk.clock() - made < BACKUP_AGE:
        return []
    return [Line(Kind.BACKUP_OLD, at=made.replace(tzinfo=None) if made else None)]
