"""What a roster file says, before anything of it is stored, and what the user says of it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, fields, replace
from enum import StrEnum
from functools import lru_cache

from studycompanion.domain.people import RoleKind, Sex, StatusKind
from studycompanion.domain.vietnamese import PartialDate, fold
from studycompanion.domain.vietnamese.legacy import Encoding


class Field(StrEnum):
    """What a column can hold; MALE and FEMALE are births, or crosses, under Nam and Nữ."""

    NUMBER = "number"
    NAME = "name"
    FAMILY = "family"
    GIVEN = "given"
    BIRTH = "birth"
    MALE = "male"
    FEMALE = "female"
    SEX = "sex"
    CARD = "card_number"
    JOINED = "joined"
    OFFICIAL = "official"
    ROLE = "role"
    POST = "post"
    GOV_POST = "gov_post"
    MASS_POST = "mass_post"
    OCCUPATION = "occupation"
    WORKPLACE = "workplace"
    CELL = "cell_name"
    GROUP = "party_group"
    PHONE = "phone"
    STATUS = "status"
    NOTE = "note"


class Level(StrEnum):
    """What a problem does: it keeps its row out, it has a mended value, or it only tells."""

    BLOCKS = "blocks"
    PROPOSAL = "proposal"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """A doubtful value: where it stands (1-based row, column letter), why, and what to do of it.

    ``proposal`` is the mended value that the person has in the preview; ``field`` is what
    ``Reading.mended`` takes to say otherwise, and ``heading`` what stands above the column.
    """

    sheet: str
    row: int
    column: str
    code: str
    value: str
    _: KW_ONLY
    field: str = ""
    heading: str = ""
    proposal: str = ""
    level: Level = Level.NOTICE


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPerson:
    """One person of a roster; None or "" means that the file says nothing of it."""

    sheet: str
    row: int
    full_name: str
    cell_name: str = ""
    birth: PartialDate | None = None
    sex: Sex | None = None
    card_number: str = ""
    joined: PartialDate | None = None
    official: PartialDate | None = None
    role: RoleKind | None = None
    role_title: str = ""
    status: StatusKind | None = None
    party_group: str = ""
    gov_post: str = ""
    mass_post: str = ""
    occupation: str = ""
    workplace: str = ""
    phone: str = ""
    note: str = ""

    @property
    def place(self) -> str:
        """Which row it is, within its file."""
        return f"{self.sheet}/{self.row}"

    def completed_by(self, other: "RosterPerson") -> "RosterPerson":
        """The same person with what only ``other``, a second row of theirs, tells."""
        mine = {f.name: getattr(self, f.name) for f in fields(self)}
        lacking = {n: getattr(other, n) for n, value in mine.items() if value in (None, "")}
        if self.role is not None:
            lacking.pop("role_title", None)
        return replace(self, **lacking)


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column of a table: its letter, what heads it, its field ("" if not read), a few values.

    ``is_withheld`` is a column that the program never reads, whatever the user says.
    """

    letter: str
    heading: str
    field: str
    samples: tuple[str, ...] = ()
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """Tables with one and the same header, known by ``key``, and the sheets that hold them."""

    key: str
    sheets: tuple[str, ...]
    columns: tuple[ColumnUse, ...]


@dataclass(frozen=True, slots=True)
class OldLetters:
    """A column typed with a font of old, and its first values before and after decoding."""

    sheet: str
    column: str
    heading: str
    encoding: Encoding
    before: tuple[str, ...]
    after: tuple[str, ...]
    is_decided: bool = False


@dataclass(frozen=True, slots=True)
class SheetUse:
    """A sheet with a list of people, how many, and whether they are read."""

    name: str
    people: int
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a file is to be read, where the user knows better; nothing of it is needed.

    ``sheets``: the only ones to read. ``columns``: shape -> column letter -> code of a ``Field``,
    "" for a column not to be read. ``headings``: field codes of headings that no rule knows.
    ``encodings``: (sheet, column letter) -> what the user confirmed. ``mended``: (sheet, row,
    field code) -> what stands there instead.
    """

    sheets: frozenset[str] | None = None
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    encodings: Mapping[tuple[str, str], Encoding] = field(default_factory=dict)
    mended: Mapping[tuple[str, int, str], str] = field(default_factory=dict)
    this_year: int | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """People in file order, doubtful values, and how the file was understood."""

    people: tuple[RosterPerson, ...]
    problems: tuple[RosterProblem, ...]
    sheets: tuple[SheetUse, ...] = ()
    shapes: tuple[Shape, ...] = ()
    old_letters: tuple[OldLetters, ...] = ()


class _Marks(dict[int, str]):
    """The marks of each character, đ for itself; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        pieces = unicodedata.normalize("NFD", chr(code).casefold())
        made = "".join(c for c in pieces if unicodedata.combining(c) or c == "đ")
        return self.setdefault(code, made)


_MARKS = _Marks()


@lru_cache(maxsize=16384)
def name_identity(full_name: str) -> str:
    """Equal for one name however typed ("Hoà"/"Hòa", NFD, capitals), different for Hoa and Hòa."""
    return fold(full_name) + "|" + "".join(sorted(full_name.translate(_MARKS)))


def births_agree(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two births may be the same: equal as far as both are known."""
    if one is None or other is None or one.year != other.year:
        return one is None or other is None
    pairs = ((one.month, other.month), (one.day, other.day))
    return all(a is None or b is None or a == b for a, b in pairs)
