"""What is to be done next: sessions, due papers, unsigned forms, backups, each with its place."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from studycompanion.domain.study import SessionState, Topic
from studycompanion.services import members, reports, safekeeping, sessions
from studycompanion.services.desk import Desk
from studycompanion.services.reports import CellReport
from studycompanion.services.sessions import SessionLine

SOON = timedelta(days=14)
BACKUP_AGE = timedelta(days=7)


class Kind(StrEnum):
    """What a line of the agenda is about; each opens the page that mends it."""

    NO_MEMBERS = "no_members"
    NO_TOPIC = "no_topic"
    NO_SESSION = "no_session"
    SESSION_COMING = "session_coming"
    SESSION_UNMARKED = "session_unmarked"
    REVIEWS_MISSING = "reviews_missing"
    PLANS_MISSING = "plans_missing"
    ITEMS_UNCLEAR = "items_unclear"
    FORMS_MISSING = "forms_missing"
    FORMS_UNSIGNED = "forms_unsigned"
    BACKUP_OLD = "backup_old"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: of which topic or session, how many people or tasks, until when."""

    kind: Kind
    title: str = ""
    count: int = 0
    due: date | None = None
    at: datetime | None = None
    topic_id: str | None = None
    session_id: str | None = None

    def is_late(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due < today


def agenda(desk: Desk) -> tuple[Line, ...]:
    """Everything that waits, the most pressing first; empty where nothing does."""
    if not any(cell.members for cell in members.list_cells(desk)):
        return (Line(Kind.NO_MEMBERS),)
    lines = _of_topics(desk) or [Line(Kind.NO_TOPIC)]
    lines += [line for s in sessions.list_sessions(desk) if (line := _of_session(desk, s))]
    lines += _of_backup(desk)
    return tuple(sorted(lines, key=lambda line: _urgency(line, desk.today)))


def _urgency(line: Line, today: date) -> tuple[bool, date, int]:
    """By day; what has none, or the same, in the order in which the work is done."""
    day = line.due or (line.at.date() if line.at else None)
    return (day is None, day or today, list(Kind).index(line.kind))


def _of_session(desk: Desk, session: SessionLine) -> Line | None:
    """A session that comes within two weeks, or one of the past with people unmarked."""
    now = desk.clock().replace(tzinfo=None)
    facts = {"title": session.topic_title, "at": session.at, "session_id": session.id}
    if session.state is SessionState.CLOSED:
        return None
    if now < session.at <= now + SOON:
        return Line(Kind.SESSION_COMING, count=session.called, **facts)  # type: ignore[arg-type]
    if session.at <= now and session.unmarked:
        return Line(Kind.SESSION_UNMARKED, count=session.unmarked, **facts)  # type: ignore[arg-type]
    return None


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
