"""Study topics (chuyên đề học tập) and their sessions (buổi học)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from studycompanion.domain.record import Record


class Audience(StrEnum):
    """Whom a topic calls."""

    ALL = "all"
    OFFICIAL = "official"
    COMMITTEE = "committee"
    CHOSEN = "chosen"


class SessionKind(StrEnum):
    """What a session is for: the first shift, another shift, a make-up, or online."""

    FIRST = "first"
    SECOND = "second"
    MAKE_UP = "make_up"
    ONLINE = "online"


class Calling(StrEnum):
    """Whom a session calls: everyone of its unit, or only the people put on its roll."""

    UNIT = "unit"
    CHOSEN = "chosen"


class SessionState(StrEnum):
    """A session is open for marks until it is closed."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Record):
    """One topic of a year; ``clarity_id`` is the key of the rule set that its plans must meet.

    ``commits_with`` is the topic whose commitment form serves this one too, None for its own.
    """

    title: str
    year: int
    clarity_id: str
    issuing_body: str = ""
    document: str = ""
    speaker: str = ""
    audience: Audience = Audience.ALL
    due_report: date | None = None
    due_review: date | None = None
    due_plan: date | None = None
    due_commitment: date | None = None
    prompts: tuple[str, ...] = ()
    copied_from: str | None = None
    is_archived: bool = False
    commits_with: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCall(Record):
    """One chosen person of a topic whose audience is CHOSEN."""

    topic_id: str
    member_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFile(Record):
    """A file kept with a topic; ``blob_id`` is the SHA-256 of its bytes."""

    topic_id: str
    name: str
    blob_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySession(Record):
    """A session; ``at`` is local wall time, ``unit_id`` the unit that it is called for.

    A make-up names the session missed in ``makes_up_id``; ``counting_id`` is the key of the rules
    by which its marks are counted.
    """

    topic_id: str
    unit_id: str
    at: datetime
    place: str = ""
    kind: SessionKind = SessionKind.FIRST
    makes_up_id: str | None = None
    chair: str = ""
    minute_taker: str = ""
    speaker: str = ""
    agenda: str = ""
    state: SessionState = SessionState.OPEN
    closed_at: datetime | None = None
    calling: Calling = Calling.UNIT
    counting_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStep(Record):
    """A session was closed or, for a reason, opened again: when and by whom."""

    session_id: str
    state: SessionState
    at: datetime
    by: str
    reason: str = ""
