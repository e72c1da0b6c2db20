"""The template of a commitment form: TOML text to a frozen value, checked while it is read.

Every word on the paper that is not the member's own lives in a template, versioned by year.
"""

from dataclasses import dataclass
from functools import lru_cache

from studycompanion.forms.toml_reader import Reader, open_document

_YEAR = frozenset({"year"})
_DATED = frozenset({"place", "year"})
_PREAMBLE = frozenset({"documents", "topics", "year"})

FIELD_KEYS = frozenset(
    {"full_name", "birth", "workplace", "party_post", "gov_post", "mass_post", "cell"}
)
"""What a field line can show: names of ``CommitmentContent``."""


@dataclass(frozen=True, slots=True)
class Field:
    """A line of the name block; ``empty`` is printed when nothing is known (else dots)."""

    key: str
    label: str
    empty: str
    is_bold: bool


@dataclass(frozen=True, slots=True)
class Preamble:
    """What is committed to; paragraphs with ``{documents}``, ``{topics}`` and ``{year}``.

    ``topic`` words one topic by its ``{title}``, ``no_topic`` stands where there is none.
    """

    documents: tuple[str, ...]
    topic: str
    no_topic: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section: ``key`` finds the member's text; ``lines`` are ruled where there is none.

    The section whose ``has_tasks`` is true carries the plan's table after ``intro``.
    """

    key: str
    title: str
    lines: int
    has_tasks: bool
    intro: str


@dataclass(frozen=True, slots=True)
class TaskTable:
    """Words of the plan's table: head of the number column, ``due`` with its ``{date}``."""

    number: str
    due: str
    writing_rows: int


@dataclass(frozen=True, slots=True)
class SignatureWords:
    """Fixed words of a signature block."""

    capacity: str
    post: str
    hint: str


@dataclass(frozen=True, slots=True)
class Template:
    """All wording of a commitment form; ``code`` and ``year`` name the version."""

    code: str
    year: int
    name: str
    title: str
    subject: str
    party: str
    blank_dated: str
    fields: tuple[Field, ...]
    preamble: Preamble
    sections: tuple[Section, ...]
    table: TaskTable
    closing: str
    cell_signature: SignatureWords
    member_signature: SignatureWords


@lru_cache(maxsize=8)
def parse_template(body: str) -> Template:
    """The template that a TOML text describes.

    Raises ``UserError("template_broken", line=…, reason=…)`` for whatever is missing or wrong.
    """
    root = open_document(body)
    return Template(
        code=root.text("code"),
        year=root.number("year"),
        name=root.text("name"),
        title=root.text("title"),
        subject=root.text("subject", _YEAR),
        party=root.text("party"),
        blank_dated=root.text("blank_dated", _DATED),
        fields=tuple(map(_field, root.tables("fields"))),
        preamble=_preamble(root.table("preamble")),
        sections=tuple(map(_section, root.tables("sections"))),
        table=_task_table(root.table("table")),
        closing=root.text("closing", _YEAR),
        cell_signature=signature_words(root.table("cell_signature")),
        member_signature=signature_words(root.table("member_signature")),
    )


def _field(table: Reader) -> Field:
    return Field(
        key=table.choice("key", FIELD_KEYS),
        label=table.text("label"),
        empty=table.optional("empty"),
        is_bold=table.flag("bold"),
    )


def _preamble(table: Reader) -> Preamble:
    return Preamble(
        documents=table.texts("documents"),
        topic=table.text("topic", frozenset({"title"})),
        no_topic=table.text("no_topic", _YEAR),
        paragraphs=table.texts("paragraphs", _PREAMBLE),
    )


def _section(table: Reader) -> Section:
    return Section(
        key=table.text("key"),
        title=table.text("title"),
        lines=table.number("lines", least=0),
        has_tasks=table.flag("tasks"),
        intro=table.optional("intro", _YEAR),
    )


def _task_table(table: Reader) -> TaskTable:
    return TaskTable(
        number=table.text("number"),
        due=table.text("due", frozenset({"date"})),
        writing_rows=table.number("writing_rows"),
    )


def signature_words(table: Reader) -> SignatureWords:
    """The fixed words of one who signs: ``capacity``, and ``post`` and ``hint`` if there are."""
    return SignatureWords(
        capacity=table.text("capacity"), post=table.optional("post"), hint=table.optional("hint")
    )
