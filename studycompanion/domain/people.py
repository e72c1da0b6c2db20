"""Units, members and what is dated about them: cell, status, post."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from studycompanion.domain.ids import new_id
from studycompanion.domain.record import Record
from studycompanion.domain.vietnamese import PartialDate, fold, sort_key, tidy
from studycompanion.errors import UserError

_BETWEEN_DIGITS = re.compile(r"[\s.\-]")


class UnitKind(StrEnum):
    """Levels of the tree of units (tổ chức đảng)."""

    WARD = "ward"
    BASE = "base"
    CELL = "cell"


class Sex(StrEnum):
    """Giới tính, as rosters write it."""

    MALE = "male"
    FEMALE = "female"


class StatusKind(StrEnum):
    """Trạng thái of a member; each holds from a day to a day."""

    OFFICIAL = "official"
    PROBATIONARY = "probationary"
    EXEMPT = "exempt"
    EXCUSED_FOR_NOW = "excused_for_now"
    TEMPORARY = "temporary"
    SUSPENDED = "suspended"
    TRANSFERRED = "transferred"
    EXPELLED = "expelled"
    STRUCK_OFF = "struck_off"
    DECEASED = "deceased"

    @property
    def is_called(self) -> bool:
        """Whether such a member is called to a study session (guests come, outside the count)."""
        return self in _CALLED

    @property
    def is_exempt(self) -> bool:
        """Whether such a member leaves the base of complete rates, reviews and forms."""
        return self in (StatusKind.EXEMPT, StatusKind.EXCUSED_FOR_NOW)

    @property
    def is_guest(self) -> bool:
        """Whether such a member counts in another cell."""
        return self is StatusKind.TEMPORARY

    @property
    def owes_papers(self) -> bool:
        """Whether reviews, plans and forms are made for such a member."""
        return self in (StatusKind.OFFICIAL, StatusKind.PROBATIONARY)


_CALLED = frozenset(
    {
        StatusKind.OFFICIAL,
        StatusKind.PROBATIONARY,
        StatusKind.EXEMPT,
        StatusKind.EXCUSED_FOR_NOW,
        StatusKind.TEMPORARY,
    }
)


class RoleKind(StrEnum):
    """Posts in the cell (chức vụ Đảng) that the program acts on."""

    SECRETARY = "secretary"
    DEPUTY = "deputy"
    COMMITTEE = "committee"
    GROUP_HEAD = "group_head"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgUnit(Record):
    """Tổ chức đảng: ward committee, base committee or cell; ``code`` is the unit code as text."""

    kind: UnitKind
    parent_id: str | None = None
    code: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitName(Record):
    """What a unit is called from one day to another; ``key`` finds it however it is typed."""

    unit_id: str
    name: str
    key: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """Đảng viên. ``card_number`` is text: 8 digits (old card) or 12 (personal number)."""

    full_name: str
    search_key: str
    sort_key: str
    birth: PartialDate | None = None
    sex: Sex | None = None
    card_number: str = ""
    joined: PartialDate | None = None
    official: PartialDate | None = None
    party_group: str = ""
    gov_post: str = ""
    mass_post: str = ""
    occupation: str = ""
    workplace: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """Which cell a member belongs to, from one day to another; an open end is the present."""

    member_id: str
    unit_id: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberStatus(Record):
    """A status with its days; for an exemption the ground (tuổi, sức khỏe, khác) and decision.

    ``exempt_until`` is the last day for which the exemption was decided; None without an end. The
    status itself stays until another is set: the cell decides whether it is renewed.
    """

    member_id: str
    status: StatusKind
    valid_from: date | None = None
    valid_to: date | None = None
    ground: str = ""
    decided_by: str = ""
    decision_number: str = ""
    exempt_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRole(Record):
    """A post with its days; ``title`` is what papers print, ``role`` what the program knows."""

    member_id: str
    unit_id: str
    role: RoleKind
    title: str
    valid_from: date | None = None
    valid_to: date | None = None


def new_member(full_name: str, **fields: object) -> Member:
    """A member under a tidied name, with the keys that searching and sorting use."""
    return Member(id=new_id(), **name_fields(full_name), **fields)  # type: ignore[arg-type]


def name_fields(full_name: str) -> dict[str, str]:
    """The three fields that change together when a name changes."""
    name = tidy(full_name)
    return {"full_name": name, "search_key": fold(name), "sort_key": sort_key(name)}


def read_card(typed: str) -> str:
    """The digits of a card number, "" for none; raises ``UserError("card_number")``.

    Old cards have 8 digits, those since September 2025 have 12.
    """
    digits = _BETWEEN_DIGITS.sub("", typed)
    if digits and (len(digits) not in (8, 12) or not (digits.isascii() and digits.isdigit())):
        raise UserError("card_number")
    return digits


def masked_card(number: str) -> str:
    """The card number for the screen: only the last three digits show."""
    return "•" * max(len(number) - 3, 0) + number[-3:]
