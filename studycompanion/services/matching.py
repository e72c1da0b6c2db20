"""Finding the stored person whom a roster line speaks of."""

from collections import defaultdict
from dataclasses import dataclass

from studycompanion.domain.people import Member, MemberRole, Membership, MemberStatus, RoleKind
from studycompanion.domain.roster import RosterPerson, births_agree, name_identity
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


class Register:
    """Everyone in the file, found by card number or by name within a cell; each only once."""

    def __init__(self, reader: Reader) -> None:
        cells = {m.member_id: m for m in reader.find(Membership, valid_to=None)}
        statuses = {s.member_id: s for s in reader.find(MemberStatus, valid_to=None)}
        posts: dict[str, MemberRole] = {}
        heads: dict[str, MemberRole] = {}
        for role in reader.find(MemberRole, valid_to=None):
            (heads if role.role is RoleKind.GROUP_HEAD else posts)[role.member_id] = role
        self._by_card: dict[str, Known] = {}
        self._by_name: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._taken: set[str] = set()
        for member in reader.find(Member):
            if member.id in cells and member.id in statuses:
                one = member.id
                dated = (cells[one], statuses[one], posts.get(one), heads.get(one))
                self._file(Known(member, *dated))

    def _file(self, known: Known) -> None:
        if known.member.card_number:
            self._by_card[known.member.card_number] = known
        name = name_identity(known.member.full_name)
        self._by_name[known.cell.unit_id, name].append(known)

    def take(self, person: RosterPerson, cell_id: str | None) -> Known | None:
        """The stored person of a roster line, None for a new one.

        The card number decides, across cells too (a transfer); without it the name, in the same
        cell, with a birth that agrees.
        """
        found = self._by_card.get(person.card_number) if person.card_number else None
        if found is None or found.member.id in self._taken:
            found = self._namesake(person, cell_id) if cell_id else None
        if found is not None:
            self._taken.add(found.member.id)
        return found

    def _namesake(self, person: RosterPerson, cell_id: str) -> Known | None:
        same = [
            known
            for known in self._by_name.get((cell_id, name_identity(person.full_name)), [])
            if known.member.id not in self._taken and _may_be(known.member, person)
        ]
        exact = [known for known in same if known.member.birth == person.birth]
        if exact:
            return exact[0]
        return same[0] if len(same) == 1 else None


def _may_be(member: Member, person: RosterPerson) -> bool:
    cards = {member.card_number, person.card_number} - {""}
    return len(cards) < 2 and births_agree(member.birth, person.birth)
