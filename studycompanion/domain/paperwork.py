"""Printed and signed papers: templates, issued forms and the states that a form passes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from studycompanion.domain.plan import ActionItem, ClaritySet
from studycompanion.domain.record import Record
from studycompanion.errors import UserError


class FormKind(StrEnum):
    """The papers that the program prints from templates."""

    COMMITMENT = "commitment"
    REVIEW = "review"


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
        {FormState.SENT_TO_PRINTER, FormState.SIGNED_ON_PAPER, FormState.REPLACED}
    ),
    FormState.SIGNED_ON_PAPER: frozenset({FormState.SCANNED, FormState.REPLACED}),
    FormState.SCANNED: frozenset({FormState.REPLACED}),
    FormState.SIGNED_DIGITALLY: frozenset({FormState.REPLACED}),
    FormState.REPLACED: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTemplate(Record):
    """Immutable text of a form; its ``id`` is the SHA-256 of ``body``, so editing makes another."""

    form: FormKind
    code: str
    year: int
    name: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet(Record):
    """Immutable rules of a year (clarity sets, prompts); ``id`` is the SHA-256 of ``body``."""

    kind: str
    code: str
    year: int
    name: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedForm(Record):
    """A form as it was given out; the bytes are kept under ``blob_id``.

    ``fingerprint`` is the SHA-256 of the content without its date; ``version`` counts the issues
    of one member, topic and variant from 1.
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

    def check_move(self, to: FormState) -> None:
        """Raise ``UserError("form_move")`` unless this form may pass to ``to``."""
        if to not in _MOVES[self.state]:
            raise UserError("form_move", old=self.state.value, new=to.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentContent:
    """Everything that a commitment form says, before any template or layout.

    ``sections`` maps a section's key in the template to the member's text; a missing or empty one
    is printed as ruled lines. ``birth`` and the posts are as papers print them.
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
