"""The lines of a roster that speak of different people: what the file says twice is joined."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from studycompanion.domain.roster import RosterPerson, name_identity
from studycompanion.domain.vietnamese import unit_key
from studycompanion.services.matching import Line
from studycompanion.services.roster_preview import Alike, Candidate, Choice, RosterDoubt, Who

_Identity = tuple[object, ...]


def lines_of(
    people: Sequence[RosterPerson],
    cell_of: Callable[[str], str | None],
    told: Mapping[str, Who],
) -> tuple[list[Line], list[RosterDoubt]]:
    """The lines to take in, in file order, and those that may repeat an earlier one.

    The same name, birth, card and cell is one person unless the user says otherwise; the same
    card under another name is another person. What only the later line tells, the earlier gets.
    """
    sieve = _Sieve()
    for person in people:
        sieve.put(person, told.get(person.place))
    lines = (Line(at, one, cell_of(one.cell_name)) for at, one in enumerate(sieve.people))
    return list(lines), sieve.doubts


@dataclass(slots=True)
class _Sieve:
    """People so far, each once; ``whole`` and ``cards`` tell who stands where in ``people``."""

    people: list[RosterPerson] = field(default_factory=list)
    doubts: list[RosterDoubt] = field(default_factory=list)
    whole: dict[_Identity, int] = field(default_factory=dict)
    cards: dict[str, int] = field(default_factory=dict)

    def put(self, person: RosterPerson, told: Who | None) -> None:
        """Take a line as a new person, as an earlier one, or not at all."""
        who = told or Who(Choice.APART)
        identity = _identity(person)
        found = self._earlier(person, identity)
        if found is not None:
            why, at = found
            who = told or Who(Choice.SAME if why is Alike.REPEATED else Choice.APART)
            earlier = _candidate(self.people[at])
            self.doubts.append(RosterDoubt(person, why, (earlier,), who))
            if who.choice is Choice.SAME and who.ref in ("", earlier.ref):
                self.people[at] = self.people[at].completed_by(person)
                return
        if who.choice is not Choice.SKIP:
            self._keep(person, identity)

    def _earlier(self, person: RosterPerson, identity: _Identity) -> tuple[Alike, int] | None:
        if (at := self.whole.get(identity)) is not None:
            return Alike.REPEATED, at
        if (at := self.cards.get(person.card_number)) is not None:
            return Alike.SAME_CARD_IN_FILE, at
        return None

    def _keep(self, person: RosterPerson, identity: _Identity) -> None:
        at = len(self.people)
        self.people.append(person)
        self.whole.setdefault(identity, at)
        if person.card_number:
            self.cards.setdefault(person.card_number, at)


def _identity(person: RosterPerson) -> _Identity:
    name = name_identity(person.full_name)
    return name, person.birth, person.card_number, unit_key(person.cell_name)


def _candidate(person: RosterPerson) -> Candidate:
    birth = person.birth.display if person.birth else ""
    return Candidate(person.place, person.full_name, birth, person.cell_name, is_stored=False)
