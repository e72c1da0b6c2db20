"""The plan to follow (kế hoạch làm theo Bác) and what makes each task clear (rõ)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from studycompanion.domain.record import Record
from studycompanion.domain.review import Stage


@dataclass(frozen=True, slots=True)
class ClarityPoint:
    """One point of a set: ``key`` in code, ``name`` ("rõ người"), ``head`` of its column.

    ``help`` says what to write there and ``example`` shows it; both may be "".
    """

    key: str
    name: str
    head: str
    help: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class ClaritySet:
    """A named set of points (5 rõ, 6 rõ ...), in the order in which papers print them."""

    code: str
    name: str
    points: tuple[ClarityPoint, ...]


class ItemStatus(StrEnum):
    """Where a task stands."""

    DOING = "doing"
    DONE = "done"


class Outcome(StrEnum):
    """What the cell found at year's end: đạt, đạt một phần, chưa đạt."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlan(Record):
    """A member's plan for a topic; ``clarity_id`` is the rule set it was made with."""

    member_id: str
    cell_id: str
    topic_id: str
    clarity_id: str
    stage: Stage = Stage.WRITING


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem(Record):
    """One task (việc làm theo); ``points`` holds the text of each clarity point by its key."""

    plan_id: str
    position: int
    points: dict[str, str] = field(default_factory=dict)
    due: date | None = None
    accountable_id: str | None = None
    helpers: str = ""
    status: ItemStatus = ItemStatus.DOING
    percent: int = 0
    from_review_text_id: str | None = None
    outcome: Outcome | None = None
    outcome_reason: str = ""

    def days_over(self, today: date) -> int:
        """How many days the due day has passed; 0 while there is time, or when it is over."""
        if self.due is None or self.status is ItemStatus.DONE or self.outcome is not None:
            return 0
        return max((today - self.due).days, 0)

    def missing_clears(self, clarity: ClaritySet) -> tuple[ClarityPoint, ...]:
        """The points of ``clarity`` that this task leaves unsaid, in the set's order."""
        return tuple(p for p in clarity.points if not self.points.get(p.key, "").strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressNote(Record):
    """A dated note on a task; notes are added, never changed.

    One that extends the task's time names the day before, ``due_before``, and the new ``due``;
    its text is the reason.
    """

    item_id: str
    at: datetime
    by: str
    text: str
    percent: int | None = None
    due_before: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """What shows that a task was done: a number, words, or a kept file called ``file_name``."""

    item_id: str
    on: date
    text: str
    number: str = ""
    blob_id: str | None = None
    file_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualTask(Record):
    """A task that is taken up again and again, with the texts of its points by key."""

    points: dict[str, str]
