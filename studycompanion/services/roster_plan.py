"""Working out what a roster would change: who is new, known, doubtful or missing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from studycompanion.domain.ids import new_id
from studycompanion.domain.people import (
    OrgUnit,
    StatusKind,
    UnitKind,
    UnitName,
)
from studycompanion.domain.roster import (
    Field,
    Level,
    RosterPerson,
    RosterProblem,
)
from studycompanion.domain.vietnamese import unit_key
from studycompanion.services.matching import Known, Line, Register
from studycompanion.services.opening import home_id, name_of_unit
from studycompanion.services.roster_changes import Plan, plan_known, plan_leaving, plan_new
from studycompanion.services.roster_lines import lines_of
from studycompanion.services.roster_preview import (
    Alike,
    Candidate,
    Choice,
    MissingMember,
    RosterDoubt,
    Told,
    Who,
)
from studycompanion.storage.unit_of_work import Reader

_GONE = frozenset(
    {
        StatusKind.TRANSFERRED,
        StatusKind.EXPELLED,
        StatusKind.STRUCK_OFF,
        StatusKind.DECEASED,
    }
)
_NOTHING = Told()


class _Cells:
    """The cells of the file by key; new ones are planned when a roster first names them."""

    def __init__(self, reader: Reader, plan: Plan) -> None:
        self._plan = plan
        self.titles = {n.unit_id: n.name for n in reader.find(UnitName, valid_to=None)}
        kinds = {u.id: u for u in reader.find(OrgUnit)}
        self._ids = {
            n.key: n.unit_id
            for n in reader.find(UnitName, valid_to=None)
            if kinds[n.unit_id].kind is UnitKind.CELL
        }
        home = kinds[home_id(reader)]
        self._home = home if home.kind is UnitKind.CELL else None
        self._parent = home.parent_id or home.id

    def id_of(self, name: str) -> str | None:
        """The cell of that name, the home cell for none; None where the file cannot tell."""
        if not name:
            return self._home.id if self._home else None
        key = unit_key(name)
        if key not in self._ids:
            unit = OrgUnit(id=new_id(), kind=UnitKind.CELL, parent_id=self._parent)
            self._plan.units.append(unit)
            self._plan.names.append(name_of_unit(unit, name))
            self._ids[key] = unit.id
            self.titles[unit.id] = name
        return self._ids[key]


def planned(
    reader: Reader, people: Sequence[RosterPerson], today: date, told: Told = _NOTHING
) -> Plan:
    """What storing ``people`` on ``today`` takes, as the user ``told``; nothing is written."""
    plan = Plan()
    cells, register = _Cells(reader, plan), Register(reader)
    lines, plan.doubts = lines_of(people, cells.id_of, told.who)
    found = register.matched(lines, told.who)
    for line in lines:
        if line.at in found:
            plan_known(plan, cells.titles, line, known=found[line.at], today=today)
        elif line.cell_id is None:
            plan.problems.append(_blocked(line.person, "no_cell", Field.CELL))
        elif _is_taken_in(plan, register, line, told.who.get(line.person.place), cells.titles):
            plan_new(plan, line.person, line.cell_id)
    covered = {line.cell_id for line in lines}
    plan.missing = _missing(register.left_over, cells, covered, told=told.left)
    for known in register.left_over:
        if known.member.id in told.left:
            plan_leaving(plan, known, *told.left[known.member.id])
    return plan


def _blocked(person: RosterPerson, code: str, field: Field) -> RosterProblem:
    value = person.card_number if field is Field.CARD else person.full_name
    place = (person.sheet, person.row, "", code, value)
    return RosterProblem(*place, field=field, level=Level.BLOCKS)


def _is_taken_in(
    plan: Plan, register: Register, line: Line, told: Who | None, titles: Mapping[str, str]
) -> bool:
    """Whether somebody who may be known already is stored as another person."""
    alike = register.alike(line)
    if alike is None:
        return True
    why, those = alike
    who = told or Who(Choice.SKIP if why is Alike.SAME_CARD else Choice.APART)
    shown = tuple(_candidate(known, titles) for known in those)
    plan.doubts.append(RosterDoubt(line.person, why, shown, who))
    if why is Alike.SAME_CARD and told is None:
        plan.problems.append(_blocked(line.person, "card_of_another", Field.CARD))
    return who.choice is not Choice.SKIP


def _candidate(known: Known, titles: Mapping[str, str]) -> Candidate:
    member = known.member
    birth = member.birth.display if member.birth else ""
    cell = titles.get(known.cell.unit_id, "")
    return Candidate(member.id, member.full_name, birth, cell, is_stored=True)


def _missing(
    left_over: Iterable[Known],
    cells: _Cells,
    covered: set[str | None],
    *,
    told: Mapping[str, tuple[StatusKind, date]],
) -> list[MissingMember]:
    """Who belongs to a cell of the file and is not in it; who left before is not missing."""
    missing = [
        known
        for known in left_over
        if known.cell.unit_id in covered and known.status.status not in _GONE
    ]
    return [
        MissingMember(
            one.member.id,
            one.member.full_name,
            one.member.birth.display if one.member.birth else "",
            cells.titles[one.cell.unit_id],
            one.status.status,
            *told.get(one.member.id, (None, None)),
        )
        for one in sorted(missing, key=lambda known: known.member.sort_key)
    ]
