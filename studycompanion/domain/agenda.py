"""What waits to be done: the kinds of lines of the agenda, and until when a line may be said."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

SOON = timedelta(days=14)
"""How long before a session its line appears."""
RENEWAL = timedelta(days=30)
"""How long before the end of an exemption its line appears, so that the cell can decide anew."""


class Kind(StrEnum):
    """What a line of the agenda is about; each opens the page that mends it."""

    NO_MEMBERS = "no_members"
    NO_TOPIC = "no_topic"
    NO_SESSION = "no_session"
    SESSION_COMING = "session_coming"
    SESSION_UNMARKED = "session_unmarked"
    SESSION_TO_CLOSE = "session_to_close"
    MAKE_UP_DUE = "make_up_due"
    REVIEWS_MISSING = "reviews_missing"
    PLANS_MISSING = "plans_missing"
    ITEMS_UNCLEAR = "items_unclear"
    ITEMS_OVERDUE = "items_overdue"
    REPORTS_DUE = "reports_due"
    FORMS_MISSING = "forms_missing"
    FORMS_UNSIGNED = "forms_unsigned"
    EXEMPTION_ENDS = "exemption_ends"
    BACKUP_OLD = "backup_old"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: of which topic, session or person, how many people or tasks, until when.

    ``at`` is the hour of a session on the wall, without a time zone.
    """

    kind: Kind
    title: str = ""
    count: int = 0
    due: date | None = None
    at: datetime | None = None
    topic_id: str | None = None
    session_id: str | None = None
    member_id: str | None = None

    def is_late(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due < today

    def holds(self, now: datetime) -> bool:
        """Whether time alone has not made it wrong: a session that came is no coming one."""
        if self.kind is Kind.SESSION_COMING:
            return self.at is not None and now < self.at <= now + SOON
        if self.kind in (Kind.SESSION_UNMARKED, Kind.SESSION_TO_CLOSE):
            return self.at is not None and self.at <= now
        return True
