"""What a roster file says, before anything of it is stored."""

from dataclasses import dataclass

from studycompanion.domain.people import RoleKind, Sex, StatusKind
from studycompanion.domain.vietnamese import PartialDate


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
