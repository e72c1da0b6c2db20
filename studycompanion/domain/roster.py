"""What a roster file says, before anything of it is stored."""

import unicodedata
from dataclasses import dataclass

from studycompanion.domain.people import RoleKind, Sex, StatusKind
from studycompanion.domain.vietnamese import PartialDate, fold


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """A value that could not be read: where it stands (1-based row, column letter) and why."""

    sheet: str
    row: int
    column: str
    code: str
    value: str


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


@dataclass(frozen=True, slots=True)
class Roster:
    """People in file order, and the values that could not be read."""

    people: tuple[RosterPerson, ...]
    problems: tuple[RosterProblem, ...]


def name_identity(full_name: str) -> str:
    """Equal for one name however typed ("Hoà"/"Hòa", NFD, capitals), different for Hoa and Hòa."""
    pieces = unicodedata.normalize("NFD", full_name.casefold())
    marks = sorted(c for c in pieces if unicodedata.combining(c) or c == "đ")
    return fold(full_name) + "|" + "".join(marks)


def births_agree(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two births may be the same: equal as far as both are known."""
    if one is None or other is None or one.year != other.year:
        return one is None or other is None
    pairs = ((one.month, other.month), (one.day, other.day))
    return all(a is None or b is None or a == b for a, b in pairs)
