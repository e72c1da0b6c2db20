"""Self-review (bản tự soi, tự sửa): its stages and its two sides, own and the cell's."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from studycompanion.domain.record import Record


class Stage(StrEnum):
    """How far a review or plan has come."""

    WRITING = "writing"
    PAPER = "paper"
    HANDED_IN = "handed_in"
    COMMENTED = "commented"
    CONFIRMED = "confirmed"
    LOCKED = "locked"

    @property
    def is_writable(self) -> bool:
        """Whether the member's own text may still change."""
        return self in (Stage.WRITING, Stage.PAPER)


class Side(StrEnum):
    """Whose part a text is."""

    OWN = "own"
    CELL = "cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfReview(Record):
    """One review; ``template_id`` is the content hash of the form it is written on.

    A paper handed in counts: its date, number of pages and the place of the original are kept.
    """

    member_id: str
    cell_id: str
    year: int
    template_id: str
    topic_id: str | None = None
    stage: Stage = Stage.WRITING
    entered_by: str = ""
    paper_on: date | None = None
    paper_pages: int | None = None
    paper_place: str = ""
    scan_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewText(Record):
    """The text under one section of a review; ``part`` is the section's key in the template."""

    review_id: str
    part: str
    side: Side
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStep(Record):
    """A review or plan (``subject_id``) reached a stage: when, by whom, and why if reopened."""

    subject_id: str
    stage: Stage
    at: datetime
    by: str
    reason: str = ""
