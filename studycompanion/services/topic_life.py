"""A topic's whole life at a glance, cell by cell, and the one step that comes next."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from studycompanion.domain.study import SessionState, Topic
from studycompanion.services import participation, reports, rollcall, sessions
from studycompanion.services.desk import Desk
from studycompanion.services.sessions import SessionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """People: called, done with all sessions, not yet, exempt; then papers of those who owe them.

    ``papers_due`` people must hand in a review, a plan and a form.
    """

    called: int = 0
    studied: int = 0
    owing: int = 0
    exempt: int = 0
    papers_due: int = 0
    reviews: int = 0
    plans: int = 0
    unclear_items: int = 0
    forms: int = 0
    signed: int = 0


@dataclass(frozen=True, slots=True)
class CellLife:
    """The figures of one cell."""

    cell_id: str
    name: str
    figures: Figures


class Step(StrEnum):
    """What is to be done next for a topic."""

    ADD_SESSION = "add_session"
    HOLD_SESSION = "hold_session"
    CALL_ROLL = "call_roll"
    CLOSE_ROLL = "close_roll"
    MAKE_UP = "make_up"
    WRITE_REVIEWS = "write_reviews"
    WRITE_PLANS = "write_plans"
    CLEAR_ITEMS = "clear_items"
    ISSUE_FORMS = "issue_forms"
    SIGN_FORMS = "sign_forms"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step: of how many people or tasks, until when, and for which session."""

    step: Step
    count: int = 0
    due: date | None = None
    session_id: str | None = None


@dataclass(frozen=True, slots=True)
class TopicLife:
    """A topic with the figures of all its cells together and one by one."""

    topic: Topic
    total: Figures
    cells: tuple[CellLife, ...]
    next: NextStep


def topic_life(desk: Desk, topic_id: str) -> TopicLife:
    """How a topic stands; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        topic = reader.get(Topic, topic_id)
    studied = participation.studied_by_cell(desk, topic_id)
    cells = tuple(
        CellLife(line.cell_id, line.name, _figures(line, studied))
        for line in reports.topic_report(desk, topic_id)
    )
    total = _sum([cell.figures for cell in cells])
    lines = sessions.list_sessions(desk, topic_id)
    return TopicLife(topic, total, cells, _next(desk, topic, total, lines))


def _figures(line: reports.CellReport, studied: dict[str, participation.Studied]) -> Figures:
    people = studied.get(line.cell_id, participation.Studied())
    papers = line.papers
    return Figures(
        called=people.called,
        studied=people.studied,
        owing=people.owing,
        exempt=people.exempt,
        papers_due=papers.owing,
        reviews=papers.with_review,
        plans=papers.with_plan,
        unclear_items=papers.unclear_items,
        forms=papers.with_form,
        signed=papers.signed,
    )


def _sum(parts: list[Figures]) -> Figures:
    names = [field.name for field in fields(Figures)]
    return Figures(**{name: sum(getattr(part, name) for part in parts) for name in names})


def _next(desk: Desk, topic: Topic, total: Figures, lines: tuple[SessionLine, ...]) -> NextStep:
    """Sessions before papers, and of these the earliest that is open."""
    if not lines:
        return NextStep(Step.ADD_SESSION)
    now = desk.clock().replace(tzinfo=None)
    for line in reversed(lines):
        if line.state is SessionState.OPEN and line.at.date() <= now.date():
            step = Step.CALL_ROLL if line.unmarked else Step.CLOSE_ROLL
            return NextStep(step, line.unmarked, session_id=line.id)
    coming = [line for line in reversed(lines) if line.state is SessionState.OPEN]
    if coming:
        return NextStep(Step.HOLD_SESSION, coming[0].called, session_id=coming[0].id)
    return _make_up(desk, lines) or _paper(topic, total)


def _make_up(desk: Desk, lines: tuple[SessionLine, ...]) -> NextStep | None:
    for line in reversed(lines):
        missed = 0 if line.makes_up_id else rollcall.totals(desk, line.id).waiting
        if missed:
            return NextStep(Step.MAKE_UP, missed, session_id=line.id)
    return None


def _paper(topic: Topic, total: Figures) -> NextStep:
    due = total.papers_due
    waiting = (
        (Step.WRITE_REVIEWS, due - total.reviews, topic.due_review),
        (Step.WRITE_PLANS, due - total.plans, topic.due_plan),
        (Step.CLEAR_ITEMS, total.unclear_items, topic.due_plan),
        (Step.ISSUE_FORMS, due - total.forms, topic.due_commitment),
        (Step.SIGN_FORMS, total.forms - total.signed, topic.due_commitment),
    )
    for step, count, day in waiting:
        if count > 0:
            return NextStep(step, count, due=day)
    return NextStep(Step.NOTHING)
