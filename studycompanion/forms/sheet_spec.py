"""The template of a session's paper: TOML text to a frozen value, checked while it is read."""

from dataclasses import dataclass

from studycompanion.domain.attendance import Mark
from studycompanion.forms.spec import SignatureWords, signature_words
from studycompanion.forms.toml_reader import Reader, open_document

_TOPIC = frozenset({"topic"})
_FACTS = _TOPIC | {"time", "date", "place", "chair", "minute_taker", "speaker", "agenda"}
IN_WORDS = ("called", "attended", "absent")
"""The figures that a paper can also write in words."""
_COUNTS = frozenset({mark.value for mark in Mark}) | {
    *IN_WORDS,
    *(f"{name}_words" for name in IN_WORDS),
    *("official", "probationary", "completed", "expected"),
    *("guests", "rate_attended", "rate_complete"),
    *("rate_attended_formula", "rate_complete_formula"),
}
COLUMNS = frozenset({"number", "full_name", "birth", "post", "cell", "mark", "note", "empty"})
"""What a column can show: a field of ``SheetPerson``, or nothing, to write on."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column under its head."""

    key: str
    head: str


@dataclass(frozen=True, slots=True)
class RowSize:
    """How high (mm) a row is at least, and how large (points) its type."""

    height: float
    size: float


@dataclass(frozen=True, slots=True)
class SheetTemplate:
    """All wording of a session's paper; ``facts`` stand above the table, ``below`` under it."""

    code: str
    year: int
    name: str
    party: str
    title: str
    subject: str
    nobody: str
    facts: tuple[str, ...]
    below: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    row: RowSize
    large_row: RowSize
    left: SignatureWords
    right: SignatureWords


def parse_sheet_template(body: str) -> SheetTemplate:
    """The template that a TOML text describes.

    Raises ``UserError("template_broken", line=…, reason=…)`` for whatever is missing or wrong.
    """
    root = open_document(body)
    return SheetTemplate(
        code=root.text("code"),
        year=root.number("year"),
        name=root.text("name"),
        party=root.text("party"),
        title=root.text("title"),
        subject=root.text("subject", _TOPIC),
        nobody=root.text("nobody"),
        facts=root.texts("facts", _FACTS | _COUNTS),
        below=root.texts("below", _FACTS | _COUNTS),
        columns=tuple(map(_column, root.tables("columns"))),
        row=_row(root, ""),
        large_row=_row(root, "large_"),
        left=signature_words(root.table("left_signature")),
        right=signature_words(root.table("right_signature")),
    )


def _row(root: Reader, kind: str) -> RowSize:
    height = root.number(f"{kind}row_height", least=0)
    return RowSize(float(height), float(root.number(f"{kind}size", least=8)))


def _column(table: Reader) -> SheetColumn:
    return SheetColumn(table.choice("key", COLUMNS), table.text("head"))
