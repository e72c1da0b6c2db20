"""What a form says, in reading order, before anything has a place: plain frozen values."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from studycompanion.forms.geometry import CELL_SIZE


@dataclass(frozen=True, slots=True)
class Header:
    """The two blocks at the top: superior and issuing body; the Party's name, place and date.

    A paper that has a ``number`` shows it below an asterisk under the issuing body.
    """

    superior: str
    issuer: str
    party: str
    dated: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """What the paper is and what it is about; five hyphens follow."""

    title: str
    subject: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A label and its value; an empty value is a dotted line to write on."""

    label: str
    value: str
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a section; never the last thing on a page, the first of one if it ``turns``."""

    text: str
    turns: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Justified text with a first-line indent; ``stays`` ties its end to the next block."""

    text: str
    stays: bool = False


@dataclass(frozen=True, slots=True)
class RuledLines:
    """Room for handwriting: ``count`` dotted lines."""

    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """Boxes to tick, the ``chosen`` one (from 0) crossed; on one line where they fit."""

    options: tuple[str, ...]
    chosen: int | None = None
    label: str = ""


class Align(StrEnum):
    """Where the lines of a cell stand between its edges."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: head lines (each wraps by itself) and its share of the width."""

    head: tuple[str, ...]
    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that each page repeats; ``row_height`` (mm) is the least of each row.

    ``total`` is a last row in bold, which stays with the one above it; ``size`` is that of the type
    in points.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    row_height: float = 0.0
    total: tuple[str, ...] = ()
    size: float = CELL_SIZE


@dataclass(frozen=True, slots=True)
class BarGroup:
    """What a chart says of one name: a share from 0 to 1 (None without a base) and its words."""

    name: str
    bars: tuple[tuple[Fraction | None, str], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart: the words of each series (at most two), then the groups."""

    series: tuple[str, ...]
    groups: tuple[BarGroup, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """One who signs: capacity in bold, post, a hint in italics, room to sign, full name.

    ``signer`` is the key of a digital signature's field, "" where none is foreseen.
    """

    capacity: str
    post: str
    hint: str
    full_name: str
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who gets the paper (nơi nhận): an underlined label over small items."""

    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """One who signs at the right; another, the recipients or nobody at the left."""

    left: Signature | Recipients | None
    right: Signature


Block = (
    Header
    | Title
    | FieldLine
    | Heading
    | Paragraph
    | RuledLines
    | Choices
    | Table
    | Bars
    | Signatures
)
