"""Papers that are made of pieces in a template's order: what a template has, and what fills it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from studycompanion.domain.paperwork import FormKind
from studycompanion.domain.review import Side


class PieceKind(StrEnum):
    """What a piece of a paper is.

    A section is typed text; mending are lines of earlier shortcomings, each with what became of
    it; points and a rank are typed or chosen by people, never reckoned.
    """

    HEADING = "heading"
    TEXT = "text"
    SECTION = "section"
    MENDING = "mending"
    POINTS = "points"
    RANK = "rank"
    TABLE = "table"
    SIGNATURE = "signature"


WRITTEN = frozenset({PieceKind.SECTION, PieceKind.MENDING, PieceKind.POINTS, PieceKind.RANK})
"""The pieces that somebody fills in."""


class Post(StrEnum):
    """For whom a yearly form is: with a leading post, without, or outside the political system."""

    LEADERSHIP = "leadership"
    NONE = "none"
    OUTSIDE = "outside"


class Occasion(StrEnum):
    """When a form is written."""

    YEARLY = "yearly"
    AFTER_STUDY = "after_study"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers; ``key`` is what a record keeps."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class PointLine:
    """A line of points to type, at most ``most``; one ``is_total`` is the sum of the others."""

    key: str
    label: str
    most: int
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column of a table: the value under ``key``; ``share`` is its part of the width."""

    key: str
    head: str
    share: int = 10


@dataclass(frozen=True, slots=True)
class PaperField:
    """A line of the name block; ``empty`` is printed when nothing is known (else dots)."""

    key: str
    label: str
    empty: str = ""
    is_bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of a paper in its order.

    ``key`` names the text, table or signer that fills it; ``text`` is its wording or heading;
    ``prompt`` helps to write and stands on blank papers; ``lines`` are ruled where nothing is
    written, rows of a table where none is filled. A signature ``is_left`` stands left of the
    next one; a heading that ``turns`` begins a page.
    """

    kind: PieceKind
    key: str = ""
    text: str = ""
    prompt: str = ""
    lines: int = 0
    side: Side = Side.OWN
    is_rated: bool = False
    capacity: str = ""
    post: str = ""
    hint: str = ""
    is_left: bool = False
    turns: bool = False
    columns: tuple[PaperColumn, ...] = ()

    @property
    def is_written(self) -> bool:
        """Whether somebody fills it in."""
        return self.kind in WRITTEN


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperForm:
    """A template of such a paper; ``code`` and ``year`` name the version.

    ``applies_to`` names the posts whose holders write it; ``ratings``, ``ranks`` and ``mended``
    are the answers that its pieces offer.
    """

    form: FormKind
    code: str
    year: int
    name: str
    party: str
    blank_dated: str
    title: str
    subject: str
    fields: tuple[PaperField, ...]
    body: tuple[Piece, ...]
    applies_to: tuple[Post, ...] = ()
    occasion: Occasion = Occasion.YEARLY
    ratings: tuple[Choice, ...] = ()
    ranks: tuple[Choice, ...] = ()
    mended: tuple[Choice, ...] = ()
    points: tuple[PointLine, ...] = ()
    rating_label: str = ""
    mended_head: str = ""
    nothing: str = ""
    """What stands for a table without rows; "" leaves rows to write in."""

    def written(self, side: Side | None = None) -> tuple[Piece, ...]:
        """What somebody fills in, of one side or of both."""
        return tuple(p for p in self.body if p.is_written and side in (None, p.side))

    def heads(self) -> Iterator[tuple[Piece, str]]:
        """Every written piece with the headings above it, for whoever shows them on a screen."""
        above = ""
        for piece in self.body:
            if piece.kind is PieceKind.HEADING:
                above = piece.text
            elif piece.is_written:
                yield piece, above


def rating_key(part: str) -> str:
    """Under which part a section's rating is kept beside its text."""
    return f"{part}.rating"


def point_key(part: str, line: str) -> str:
    """Under which part one line of points is kept."""
    return f"{part}.{line}"


_MARK = " :: "


def mended_lines(text: str) -> tuple[tuple[str, str], ...]:
    """The shortcomings of a mending text, each with the key of what became of it, "" if unsaid."""
    parts = (line.partition(_MARK.rstrip()) for line in text.splitlines())
    found = ((words.strip(), key.strip()) for words, _, key in parts)
    return tuple((words, key) for words, key in found if words)


def mended_text(lines: tuple[tuple[str, str], ...]) -> str:
    """The text that ``mended_lines`` reads back."""
    return "\n".join(f"{words}{_MARK}{key}" if key else words for words, key in lines)


def wrong_sum(lines: tuple[PointLine, ...], typed: Mapping[str, str]) -> tuple[PointLine, ...]:
    """The lines whose points cannot be: no number, too many, or a total that is not the sum.

    ``typed`` maps a line's key to what was typed; empty lines are not judged.
    """
    numbers = {key: _number(value) for key, value in typed.items() if value.strip()}
    wrong = [
        line
        for line in lines
        if line.key in numbers and not 0 <= _or_wrong(numbers[line.key]) <= line.most
    ]
    parts = [numbers.get(line.key) for line in lines if not line.is_total]
    if wrong or any(part is None for part in parts):
        return tuple(wrong)
    whole = sum(part for part in parts if part is not None)
    totals = (line for line in lines if line.is_total and line.key in numbers)
    return tuple(line for line in totals if numbers[line.key] != whole)


def _number(typed: str) -> float | None:
    try:
        return float(typed.strip().replace(",", "."))
    except ValueError:
        return None


def _or_wrong(number: float | None) -> float:
    return -1.0 if number is None else number


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperContent:
    """Everything that such a paper says, before any template or layout.

    ``facts`` fill fields and placeholders; ``texts`` are written parts by side and part;
    ``tables`` rows of values by column; ``signers`` a name and a post, "" for the template's;
    ``clarity`` are the columns that a plan's table has for the points of its set.
    """

    superior: str
    issuer: str
    place: str
    dated: date
    year: int
    facts: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[tuple[Side, str], str] = field(default_factory=dict)
    tables: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    signers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    clarity: tuple[PaperColumn, ...] = ()

    def text(self, side: Side, part: str) -> str:
        """What stands under a part; "" where nothing does."""
        return self.texts.get((side, part), "")


PERSON_FACTS = frozenset(
    {"full_name", "birth", "workplace", "party_post", "gov_post", "mass_post", "cell"}
)
_FACTS = PERSON_FACTS | {"year", "place", "superior", "issuer", "topic", "date", "clarity"}
RESULT_COLUMNS = frozenset(
    {"number", "task", "due", "done", "product", "progress", "note", "outcome", "evidence"}
)
CLARITY = "clarity"
"""The column that stands for all points of the plan's clarity set."""
_ITEM_COLUMNS = frozenset({"number", CLARITY, "task", "due", "helpers", "progress", "note"})
_PERSON_COLUMNS = frozenset({"number", "full_name", "birth", "post"})

TABLES: Mapping[FormKind, Mapping[str, frozenset[str]]] = {
    FormKind.REVIEW: {"results": RESULT_COLUMNS},
    FormKind.STUDY_REPORT: {"items": _ITEM_COLUMNS},
    FormKind.PLAN: {"items": _ITEM_COLUMNS},
    FormKind.PLANS: {"plans": _PERSON_COLUMNS | RESULT_COLUMNS | {"unclear"}},
    FormKind.NOT_HANDED_IN: {"people": _PERSON_COLUMNS | {"missing", "note"}},
    FormKind.YEAR_END: {"results": RESULT_COLUMNS},
    FormKind.REMINDER: {"items": frozenset({"task", "due", "progress"})},
}
"""The tables of a form, and what their columns can show."""

FACTS: Mapping[FormKind, frozenset[str]] = dict.fromkeys(TABLES, _FACTS)
"""What the placeholders of a form can say."""

PIECED = frozenset(TABLES)
"""The forms that are made of pieces."""

SIGNERS: frozenset[str] = frozenset({"member", "secretary", "superior"})
"""Who can sign such a paper."""
