"""What a roster's names of cells mean in the file of one cell: its own cell, or others besides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from studycompanion.domain.people import OrgUnit, UnitKind, UnitName
from studycompanion.domain.roster import RosterPerson
from studycompanion.domain.vietnamese import unit_key
from studycompanion.messages import word
from studycompanion.services.opening import home_id
from studycompanion.storage.unit_of_work import Reader


class CellChoice(StrEnum):
    """Where the people of cells go that the data does not have: own cell, or cells to be added."""

    OWN = "own"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CellQuestion:
    """Names of cells in a roster that the data does not have, the own cell, and what was chosen.

    ``answer`` is None where the roster names several cells and nobody chose yet.
    """

    named: tuple[str, ...]
    own: str
    answer: CellChoice | None

    @property
    def words(self) -> str:
        """What is done as it stands, or what is asked."""
        name = self.answer.value if self.answer else "open"
        return word("roster_cells", name, named=", ".join(self.named), own=self.own)


def question_of(
    reader: Reader, people: Sequence[RosterPerson], told: CellChoice | None
) -> CellQuestion | None:
    """What is to be asked of the cells in a roster; None in the ward's file, or if all are known.

    A roster of one single cell is taken for the only cell of the data unless the user says not.
    """
    home = reader.get(OrgUnit, home_id(reader))
    if home.kind is not UnitKind.CELL:
        return None
    cells = {unit.id for unit in reader.find(OrgUnit, kind=UnitKind.CELL)}
    known = {n.key: n for n in reader.find(UnitName, valid_to=None) if n.unit_id in cells}
    named: dict[str, str] = {}
    for person in people:
        if person.cell_name:
            named.setdefault(unit_key(person.cell_name), person.cell_name)
    unknown = tuple(name for key, name in named.items() if key not in known)
    if not unknown:
        return None
    own = next(n.name for n in known.values() if n.unit_id == home.id)
    is_plain = len(named) == len(cells) == 1
    return CellQuestion(unknown, own, told or (CellChoice.OWN if is_plain else None))


def placed(
    people: Sequence[RosterPerson], question: CellQuestion | None
) -> tuple[RosterPerson, ...]:
    """The people, those of unknown cells under the own cell where that was chosen."""
    if question is None or question.answer is not CellChoice.OWN:
        return tuple(people)
    keys = set(map(unit_key, question.named))
    return tuple(
        replace(p, cell_name=question.own) if p.cell_name and unit_key(p.cell_name) in keys else p
        for p in people
    )
