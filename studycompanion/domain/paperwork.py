"""Printed and signed papers: templates, issued forms and the states that a form passes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from studycompanion.domain.attendance import Mark, Totals, add_up
from studycompanion.domain.plan import ActionItem, ClaritySet
from studycompanion.domain.record import Record
from studycompanion.errors import UserError


class FormKind(StrEnum):
    """The papers that the program prints from templates."""

    COMMITMENT = "commitment"
    REVIEW = "review"
    REPORT = "report"
    SIGN_IN = "signin"
    RESULT = "result"
    MINUTES = "minutes"
    STUDY_REPORT = "study_report"
    PLAN = "plan"
    PLANS = "plans"
    NOT_HANDED_IN = "not_handed_in"
    YEAR_END = "year_end"
    REMINDER = "reminder"


class Variant(StrEnum):
    """With the member's text, or with ruled lines for those who write by hand."""

    FILLED = "filled"
    BLANK = "blank"


class FormState(StrEnum):
    """Where an issued form stands (F5)."""

    NOT_PRINTED = "not_printed"
    SENT_TO_PRINTER = "sent_to_printer"
    PRINTED = "printed"
    SIGNED_ON_PAPER = "signed_on_paper"
    SCANNED = "scanned"
    SIGNED_DIGITALLY = "signed_digitally"
    REPLACED = "replaced"

    @property
    def is_signed(self) -> bool:
        """Whether the member has signed; such a form never lapses by itself."""
        return self in (
            FormState.SIGNED_ON_PAPER,
            FormState.SCANNED,
            FormState.SIGNED_DIGITALLY,
        )

    @property
    def is_current(self) -> bool:
        """Whether no newer version took its place."""
        return self is not FormState.REPLACED


_MOVES: dict[FormState, frozenset[FormState]] = {
    FormState.NOT_PRINTED: frozenset(
        {FormState.SENT_TO_PRINTER, FormState.SIGNED_DIGITALLY, FormState.REPLACED}
    ),
    FormState.SENT_TO_PRINTER: frozenset(
        {FormState.PRINTED, FormState.NOT_PRINTED, FormState.REPLACED}
    ),
    FormState.PRINTED: frozenset(
        {
            FormState.SENT_TO_PRINTER,
            FormState.SIGNED_ON_PAPER,
            FormState.SIGNED_DIGITALLY,
            FormState.REPLACED,
        }
    ),
    FormState.SIGNED_ON_PAPER: frozenset({FormState.SCANNED, FormState.REPLACED}),
    FormState.SCANNED: frozenset({FormState.REPLACED}),
    FormState.SIGNED_DIGITALLY: frozenset({FormState.REPLACED}),
    FormState.REPLACED: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTemplate(Record):
    """Immutable text of a form; its ``id`` is the SHA-256 of ``body``, so editing makes another.

    ``edition`` counts the texts of one code and year as they came, the newest being in force.
    """

    form: FormKind
    code: str
    year: int
    name: str
    body: str
    edition: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet(Record):
    """Immutable rules of a year (clarity sets, prompts); ``id`` is the SHA-256 of ``body``.

    ``edition`` counts the texts of one code and year as they came, the newest being in force.
    """

    kind: str
    code: str
    year: int
    name: str
    body: str
    edition: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedForm(Record):
    """A form as it was given out; the bytes are kept under ``blob_id``.

    ``fingerprint`` is the SHA-256 of the content without its date; ``version`` counts the issues
    of one member, topic and variant from 1. ``code`` is what ``domain.form_code`` makes of its
    number; "" for forms issued before there were numbers. ``more_topics`` are the topics that it
    names after ``topic_id``.
    """

    form: FormKind
    variant: Variant
    member_id: str
    cell_id: str
    topic_id: str
    year: int
    version: int
    template_id: str
    fingerprint: str
    blob_id: str
    issued_at: datetime
    dated: date
    state: FormState = FormState.NOT_PRINTED
    signed_on: date | None = None
    signed_by: str = ""
    scan_id: str | None = None
    code: str = ""
    more_topics: tuple[str, ...] = ()

    @property
    def topic_ids(self) -> tuple[str, ...]:
        """All topics that it names, in their order."""
        return (self.topic_id, *self.more_topics)

    def may_move(self, to: FormState) -> bool:
        """Whether this form may pass to ``to``."""
        return to in _MOVES[self.state]

    def check_move(self, to: FormState) -> None:
        """Raise ``UserError("form_move")`` unless this form may pass to ``to``."""
        if not self.may_move(to):
            raise UserError("form_move", old=self.state.value, new=to.value)


@dataclass(frozen=True, slots=True)
class TopicTasks:
    """What is promised for one topic: its title, what its tasks must make clear, and the tasks."""

    title: str
    clarity: ClaritySet
    items: tuple[ActionItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentContent:
    """Everything that a commitment form says, before any template or layout.

    ``sections`` maps a section's key in the template to the member's text; a missing or empty one
    is printed as ruled lines. ``birth`` and the posts are as papers print them; ``signer_post`` is
    that of who signs for the cell, "" for the template's. ``items`` belong to the first of
    ``topics``; ``more`` has the tasks of each further one.
    """

    superior: str
    cell: str
    place: str
    dated: date
    year: int
    topics: tuple[str, ...]
    full_name: str
    birth: str
    workplace: str
    party_post: str
    gov_post: str
    mass_post: str
    sections: dict[str, str]
    clarity: ClaritySet
    items: tuple[ActionItem, ...]
    secretary: str
    signer_post: str = ""
    more: tuple[TopicTasks, ...] = ()

    @property
    def has_tasks(self) -> bool:
        """Whether any task is promised."""
        return bool(self.items or any(one.items for one in self.more))


_MARKS = frozenset(mark.value for mark in Mark)
_OF_TOTALS = frozenset(
    {"called", "attended", "guests", "expected", "completed", "waiting"}
    | {"rate_attended", "rate_complete"}
)
_OF_PAPERS = frozenset(
    {"owing", "with_review", "with_plan", "items", "unclear_items", "done_items"}
    | {"with_form", "signed"}
)
REPORT_FIGURES = _MARKS | _OF_TOTALS | _OF_PAPERS
"""What a report can show of a cell: a mark, one of its ``Totals``, or a count of its papers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFigures:
    """One cell's line of a report, or the sum of all.

    ``owing`` people must hand in papers (the exempt are outside the base); ``with_…`` and
    ``signed`` count people among them, ``…items`` count tasks.
    """

    cell: str
    totals: Totals
    owing: int = 0
    with_review: int = 0
    with_plan: int = 0
    items: int = 0
    unclear_items: int = 0
    done_items: int = 0
    with_form: int = 0
    signed: int = 0

    def figure(self, key: str) -> int | Fraction | None:
        """One of ``REPORT_FIGURES``; a rate is a fraction, None where its base is empty."""
        if key in _MARKS:
            return self.totals.of(Mark(key))
        figure: int | Fraction | None = getattr(self.totals if key in _OF_TOTALS else self, key)
        return figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """Everything that the report of a topic says, before any template or layout.

    ``issuer`` is the cell, or the ward where ``is_ward``; ``clarity`` names the set of the plans;
    ``secretary`` signs, under ``signer_post`` or the template's post where that is "".
    """

    superior: str
    issuer: str
    is_ward: bool
    place: str
    dated: date
    topic: str
    year: int
    clarity: str
    secretary: str
    cells: tuple[CellFigures, ...]
    signer_post: str = ""

    @property
    def total(self) -> CellFigures:
        """All cells together."""
        papers = {key: sum(getattr(cell, key) for cell in self.cells) for key in _OF_PAPERS}
        return CellFigures(cell="", totals=add_up(c.totals for c in self.cells), **papers)
