"""Which fields of which records are about one person, and what becomes of each at an erasure.

Every field of every record type stands here, so that a new one cannot be forgotten; a test holds
this list to the record types. What stays of a person are ids, codes, counts and dates of the
cell's own work: enough for every total to stay true, nothing to tell who it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from studycompanion.domain.access import ReviewAccess
from studycompanion.domain.attendance import Attendance
from studycompanion.domain.paperwork import IssuedForm
from studycompanion.domain.people import Member, MemberRole, Membership, MemberStatus
from studycompanion.domain.plan import ActionItem, ActionPlan, Evidence, ProgressNote
from studycompanion.domain.record import Record
from studycompanion.domain.review import ReviewText, SelfReview, StageStep
from studycompanion.domain.scanned import ScanPage
from studycompanion.domain.signing import FormSignature
from studycompanion.domain.study import TopicCall
from studycompanion.domain.word_form import WordForm

VEIL = "…"
"""What stands where something was written, so that what counts written parts counts the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure(Record):
    """The retention note of an erasure: whose, when, by whom, why, and until when counts stay.

    ``member_id`` is no reference: the note may be older than the data that it speaks of.
    ``also_ids`` are other records of the same person that were merged into this one.
    """

    member_id: str
    also_ids: tuple[str, ...]
    at: datetime
    by: str
    reason: str
    keep_until: date | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Every record of the person."""
        return (self.member_id, *self.also_ids)


class Way(StrEnum):
    """What an erasure does to a field.

    It is kept, emptied, veiled, given the neutral name, freed of its kept file, pointed to the
    stand-in page, or emptied only where it holds the person's own name.
    """

    KEPT = "kept"
    GONE = "gone"
    VEILED = "veiled"
    NAMED = "named"
    FILE = "file"
    PAGED = "paged"
    OWN_NAME = "own_name"


_FILES = (Way.FILE, Way.PAGED)


@dataclass(frozen=True, slots=True)
class Personal:
    """A record type that belongs to one person: the fields that point to its owner, and the rest.

    ``owners`` are the types to which ``owner`` points; none for the person's own record.
    """

    kind: type[Record]
    owner: str
    owners: tuple[type[Record], ...]
    ways: Mapping[str, Way]

    @property
    def files(self) -> tuple[str, ...]:
        """The fields that name a kept file."""
        return tuple(name for name, way in self.ways.items() if way in _FILES)


def _ways(**names: str) -> dict[str, Way]:
    return {name: Way(way) for way, listed in names.items() for name in listed.split()}


PERSONAL: tuple[Personal, ...] = (
    Personal(
        Member,
        "id",
        (),
        _ways(
            named="full_name search_key sort_key",
            gone="birth sex card_number joined official party_group gov_post mass_post"
            " occupation workplace phone note",
        ),
    ),
    Personal(Membership, "member_id", (Member,), _ways(kept="unit_id valid_from valid_to")),
    Personal(
        MemberStatus,
        "member_id",
        (Member,),
        _ways(
            kept="status valid_from valid_to exempt_until",
            gone="ground decided_by decision_number",
        ),
    ),
    Personal(
        MemberRole,
        "member_id",
        (Member,),
        _ways(kept="unit_id role valid_from valid_to", gone="title"),
    ),
    Personal(TopicCall, "member_id", (Member,), _ways(kept="topic_id")),
    Personal(
        Attendance,
        "member_id",
        (Member,),
        _ways(
            kept="session_id cell_id mark is_guest made_up_in_id number",
            gone="reason arrived_at apology",
        ),
    ),
    Personal(
        SelfReview,
        "member_id",
        (Member,),
        _ways(
            kept="cell_id year template_id topic_id stage paper_on paper_pages entered_at",
            gone="paper_place",
            own_name="entered_by",
            file="scan_id",
        ),
    ),
    Personal(ActionPlan, "member_id", (Member,), _ways(kept="cell_id topic_id clarity_id stage")),
    Personal(
        IssuedForm,
        "member_id",
        (Member,),
        _ways(
            kept="form variant cell_id topic_id year version template_id issued_at dated state"
            " signed_on code more_topics",
            gone="fingerprint",
            own_name="signed_by",
            paged="blob_id",
            file="scan_id",
        ),
    ),
    Personal(
        FormSignature,
        "form_id",
        (IssuedForm,),
        _ways(kept="role means signed_at", gone="signer certificate"),
    ),
    Personal(
        ScanPage,
        "form_id",
        (IssuedForm,),
        _ways(kept="page pages filed_at", own_name="filed_by", gone="came_as", file="blob_id"),
    ),
    Personal(
        ReviewText, "review_id", (SelfReview,), _ways(kept="part side is_prefilled", veiled="text")
    ),
    Personal(
        ReviewAccess,
        "member_id",
        (Member,),
        _ways(kept="means at", own_name="by", gone="topic_id file_name"),
    ),
    Personal(
        WordForm,
        "member_id",
        (Member,),
        _ways(
            kept="template_id clarity_id at taken_at",
            own_name="by taken_by",
            veiled="base",
            gone="topic_id code layout printed",
        ),
    ),
    Personal(
        StageStep,
        "subject_id",
        (SelfReview, ActionPlan),
        _ways(kept="stage at", own_name="by", gone="reason"),
    ),
    Personal(
        ActionItem,
        "plan_id",
        (ActionPlan,),
        _ways(
            kept="position due accountable_id status percent from_review_text_id outcome",
            veiled="points",
            gone="helpers outcome_reason",
        ),
    ),
    Personal(
        ProgressNote,
        "item_id",
        (ActionItem,),
        _ways(kept="at percent due_before due", own_name="by", veiled="text"),
    ),
    Personal(
        Evidence,
        "item_id",
        (ActionItem,),
        _ways(kept="on", veiled="text", gone="number file_name", file="blob_id"),
    ),
)

IMPERSONAL: Mapping[str, tuple[str, ...]] = {
    "setting": ("value",),
    "unit": ("code", "place"),
    "unit_name": ("name", "key"),
    "rule_set": ("kind", "code", "name", "body"),
    "form_template": ("code", "name", "body"),
    "topic": ("title", "issuing_body", "document", "speaker", "prompts"),
    "topic_file": ("name",),
    "session": ("place", "chair", "minute_taker", "speaker", "agenda"),
    "session_step": ("by", "reason"),
    "usual_task": ("points",),
    "trusted_certificate": ("name", "issuer", "body", "added_by"),
    "erasure": ("member_id", "also_ids", "by", "reason"),
}
"""Record kinds of the cell itself, and all their words: somebody may be named there all the same.

Nobody's erasure changes them; where the name stands is told.
"""


def blanked(way: Way, value: Any, *, named: str, known_as: str, page_id: str) -> Any:
    """What a field holds afterwards.

    ``named`` is what the field says of the nameless one (``Way.NAMED``), ``known_as`` the name
    that goes, ``page_id`` the kept page that stands in for a printed paper (``Way.PAGED``).
    """
    if way is Way.NAMED:
        return named
    if way is Way.OWN_NAME:
        return "" if value and value == known_as else value
    if way is Way.PAGED:
        return page_id
    if way is Way.FILE:
        return None
    if way is Way.VEILED:
        return _veiled(value)
    return value if way is Way.KEPT else _nothing(value)


def _veiled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _veiled(text) for key, text in value.items()}
    return VEIL if value and value.strip() else ""


def _nothing(value: Any) -> Any:
    is_text = isinstance(value, str) and not isinstance(value, StrEnum)
    return "" if is_text else None
