"""Who looked at somebody's self-review, and by what way it left the program."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studycompanion.domain.record import Record


class Means(StrEnum):
    """How a review was seen: on the screen, or by what it left the data file."""

    SHOWN = "shown"
    PRINTED = "printed"
    PDF = "pdf"
    WORD = "word"
    WORD_FORM = "word_form"
    RECORD = "record"
    OPEN_FORMAT = "open_format"
    PACKAGE = "package"

    @property
    def leaves(self) -> bool:
        """Whether a copy is outside of the data file now."""
        return self is not Means.SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAccess(Record):
    """One review of a member was seen or left: when, by whom, how, and as what file.

    ``member_id`` and ``topic_id`` are no references: what was seen stays told when they are gone.
    """

    member_id: str
    topic_id: str
    means: Means
    at: datetime
    by: str
    file_name: str = ""
