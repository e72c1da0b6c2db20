"""Self-review (bản tự soi, tự sửa): its stages and its two sides, own and the cell's."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from studycompanion.domain.record import Record
from studycompanion.errors import UserError


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


MOVES: dict[Stage, tuple[Stage, ...]] = {
    Stage.WRITING: (Stage.HANDED_IN, Stage.PAPER),
    Stage.PAPER: (Stage.HANDED_IN, Stage.COMMENTED, Stage.PAPER),
    Stage.HANDED_IN: (Stage.COMMENTED, Stage.CONFIRMED),
    Stage.COMMENTED: (Stage.CONFIRMED,),
    Stage.CONFIRMED: (Stage.LOCKED,),
    Stage.LOCKED: (),
}
"""Where a review or plan can go from each stage, the usual way first; back to writing it is
reopened."""


def check_move(now: Stage, to: Stage, reason: str = "") -> None:
    """Whether a review or plan may go from ``now`` to ``to``; back to writing needs a ``reason``.

    Raises ``UserError`` ``stage_move`` or ``stage_reason``.
    """
    is_reopened = to is Stage.WRITING and not now.is_writable
    if not is_reopened and to not in MOVES[now]:
        raise UserError("stage_move")
    if is_reopened and not reason.strip():
        raise UserError("stage_reason")


class Side(StrEnum):
    """Whose part a text is."""

    OWN = "own"
    CELL = "cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfReview(Record):
    """One review; ``template_id`` is the content hash of the form it is written on.

    A paper handed in counts: its date, number of pages and the place of the original are kept.
    ``entered_by`` is who typed it for the member, and ``entered_at`` when that was noted.
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
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewText(Record):
    """The text under one section of a review; ``part`` is the section's key in the template.

    One that ``is_prefilled`` stands there from last year; nobody has written it for this year.
    """

    review_id: str
    part: str
    side: Side
    text: str
    is_prefilled: bool = False

    @property
    def is_written(self) -> bool:
        """Whether somebody wrote something here for this review."""
        return not self.is_prefilled and bool(self.text.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStep(Record):
    """A review or plan (``subject_id``) reached a stage: when, by whom, and why if reopened."""

    subject_id: str
    stage: Stage
    at: datetime
    by: str
    reason: str = ""
