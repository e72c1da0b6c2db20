"""Finding the stored people whom the lines of a roster speak of, and those they might speak of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from studycompanion.domain.people import Member, MemberRole, Membership, MemberStatus, RoleKind
from studycompanion.domain.roster import RosterPerson, births_agree, name_identity
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.services.roster_preview import Alike, Choice, Who
from studycompanion.storage.unit_of_work import Reader


@dataclass(frozen=True, slots=True)
class Known:
    """A stored person with the cell, status and roles of today."""

    member: Member
    cell: Membership
    status: MemberStatus
    post: MemberRole | None
    heads_group: MemberRole | None

    def role_like(self, role: RoleKind) -> MemberRole | None:
        """What a role of this kind would replace: heading a group goes beside a party post."""
        return self.heads_group if role is RoleKind.GROUP_HEAD else self.post


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the roster by its number, with its cell, None where the file cannot tell it."""

    at: int
    person: RosterPerson
    cell_id: str | None


class Register:
    """Everyone in the data, found by card number or by name within a cell; each only once."""

    def __init__(self, reader: Reader) -> None:
        cells = {m.member_id: m for m in reader.find(Membership, valid_to=None)}
        statuses = {s.member_id: s for s in reader.find(MemberStatus, valid_to=None)}
        posts: dict[str, MemberRole] = {}
        heads: dict[str, MemberRole] = {}
        for role in reader.find(MemberRole, valid_to=None):
            (heads if role.role is RoleKind.GROUP_HEAD else posts)[role.member_id] = role
        self._all: dict[str, Known] = {}
        self._by_card: dict[str, Known] = {}
        self._by_name: dict[str, list[Known]] = defaultdict(list)
        self._taken: set[str] = set()
        for member in reader.find(Member):
            if member.id in cells and member.id in statuses:
                one = member.id
                dated = (cells[one], statuses[one], posts.get(one), heads.get(one))
                self._file(Known(member, *dated))

    def _file(self, known: Known) -> None:
        self._all[known.member.id] = known
        if known.member.card_number:
            self._by_card[known.member.card_number] = known
        self._by_name[name_identity(known.member.full_name)].append(known)

    @property
    def left_over(self) -> Iterator[Known]:
        """Those whom no line took."""
        return (known for known in self._all.values() if known.member.id not in self._taken)

    def matched(self, lines: Iterable[Line], told: Mapping[str, Who]) -> dict[int, Known]:
        """The stored person of each line that has one, by the line's number.

        What the user said comes first; then the card number, across cells too (a transfer); then
        the name in the same cell with the very same birth, at last with one that agrees.
        """
        apart = {place for place, who in told.items() if who.choice is Choice.APART}
        to_find = [line for line in lines if line.person.place not in apart]
        found: dict[int, Known] = {}
        for take in (self._by_word(told), self._by_number, self._by_same_birth, self._by_birth):
            for line in to_find:
                if line.at not in found and (known := take(line)) is not None:
                    found[line.at] = known
                    self._taken.add(known.member.id)
        return found

    def _by_word(self, told: Mapping[str, Who]) -> Callable[[Line], Known | None]:
        def take(line: Line) -> Known | None:
            who = told.get(line.person.place)
            return self._all.get(who.ref) if who and who.choice is Choice.SAME else None

        return take

    def _by_number(self, line: Line) -> Known | None:
        known = self._by_card.get(line.person.card_number) if line.person.card_number else None
        if known is None or known.member.id in self._taken or _is_another(known, line.person):
            return None
        return known

    def _by_same_birth(self, line: Line) -> Known | None:
        same = [k for k in self._namesakes(line) if k.member.birth == line.person.birth]
        return same[0] if same else None

    def _by_birth(self, line: Line) -> Known | None:
        same = self._namesakes(line)
        return same[0] if len(same) == 1 else None

    def _namesakes(self, line: Line) -> list[Known]:
        """Those of the name in the same cell, not taken yet, whom the line may speak of."""
        return [
            known
            for known in self._by_name.get(name_identity(line.person.full_name), [])
            if known.cell.unit_id == line.cell_id
            and known.member.id not in self._taken
            and _may_be(known.member, line.person)
        ]

    def alike(self, line: Line) -> tuple[Alike, list[Known]] | None:
        """Why a line that took nobody may yet speak of somebody, and of whom."""
        person = line.person
        known = self._by_card.get(person.card_number) if person.card_number else None
        if known is not None and known.member.id not in self._taken:
            return Alike.SAME_CARD, [known]
        named = [
            one
            for one in self._by_name.get(name_identity(person.full_name), [])
            if one.member.id not in self._taken
        ]
        here = [one for one in named if one.cell.unit_id == line.cell_id]
        for why, those in (
            (Alike.SEVERAL, [one for one in here if _may_be(one.member, person)]),
            (Alike.OTHER_BIRTH, [one for one in here if _nearly(one.member.birth, person.birth)]),
            (Alike.ELSEWHERE, [one for one in named if _surely(one.member, person)]),
        ):
            if those:
                return why, those
        return None


def _may_be(member: Member, person: RosterPerson) -> bool:
    cards = {member.card_number, person.card_number} - {""}
    return len(cards) < 2 and births_agree(member.birth, person.birth)


def _is_another(known: Known, person: RosterPerson) -> bool:
    """Whether both name and birth speak against a card number."""
    has_other_name = name_identity(known.member.full_name) != name_identity(person.full_name)
    return has_other_name and not births_agree(known.member.birth, person.birth)


def _surely(member: Member, person: RosterPerson) -> bool:
    """Whether the same day of birth is known of both."""
    birth = person.birth
    return birth is not None and birth.day is not None and birth == member.birth


def _nearly(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two births differ in one part only, as by a slip of the finger."""
    if one is None or other is None:
        return False
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    return len(known) > 1 and sum(a != b for a, b in known) == 1
