"""Working out what a roster would change: new people, and differences of known ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from studycompanion.domain.ids import new_id
from studycompanion.domain.people import (
    Member,
    MemberRole,
    Membership,
    MemberStatus,
    OrgUnit,
    RoleKind,
    StatusKind,
    UnitKind,
    UnitName,
    name_fields,
    new_member,
)
from studycompanion.domain.record import Record
from studycompanion.domain.roster import (
    Field,
    Level,
    RosterPerson,
    RosterProblem,
    name_identity,
)
from studycompanion.domain.vietnamese import PartialDate, unit_key
from studycompanion.services.matching import Known, Line, Register
from studycompanion.services.opening import home_id, name_of_unit
from studycompanion.services.roster_lines import lines_of
from studycompanion.services.roster_preview import (
    Action,
    Alike,
    Candidate,
    Choice,
    MissingMember,
    RosterDoubt,
    RosterLine,
    Told,
    Who,
)
from studycompanion.storage.unit_of_work import Reader

_PLAIN = (
    "birth",
    "sex",
    "card_number",
    "joined",
    "official",
    "party_group",
    "gov_post",
    "mass_post",
    "occupation",
    "workplace",
    "phone",
    "note",
)
_GONE = frozenset(
    {
        StatusKind.TRANSFERRED,
        StatusKind.EXPELLED,
        StatusKind.STRUCK_OFF,
        StatusKind.DECEASED,
    }
)
_NOTHING = Told()


@dataclass(slots=True)
class Plan:
    """Records to store, by kind in the order that foreign keys want, and changes to known ones."""

    units: list[OrgUnit] = field(default_factory=list)
    names: list[UnitName] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    dated: dict[type[Record], list[Record]] = field(default_factory=dict)
    updates: list[tuple[Record, dict[str, object]]] = field(default_factory=list)
    lines: list[RosterLine] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)
    doubts: list[RosterDoubt] = field(default_factory=list)
    missing: list[MissingMember] = field(default_factory=list)

    def store(self, record: Record) -> None:
        """Note a dated record to be stored."""
        self.dated.setdefault(type(record), []).append(record)


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
            _plan_known(plan, cells, line, known=found[line.at], today=today)
        elif line.cell_id is None:
            plan.problems.append(_blocked(line.person, "no_cell", Field.CELL))
        elif _is_taken_in(plan, register, line, told.who.get(line.person.place), cells.titles):
            _plan_new(plan, line.person, line.cell_id)
    covered = {line.cell_id for line in lines}
    plan.missing = _missing(register.left_over, cells, covered, told=told.left)
    for known in register.left_over:
        if known.member.id in told.left:
            _plan_leaving(plan, known, *told.left[known.member.id])
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


def _plan_leaving(plan: Plan, known: Known, status: StatusKind, on: date) -> None:
    plan.updates.append((known.status, {"valid_to": on}))
    plan.store(MemberStatus(id=new_id(), member_id=known.member.id, status=status, valid_from=on))


def _plan_new(plan: Plan, person: RosterPerson, cell_id: str) -> None:
    values = {name: getattr(person, name) for name in _PLAIN}
    member = new_member(person.full_name, **values)
    plan.members.append(member)
    plan.store(Membership(id=new_id(), member_id=member.id, unit_id=cell_id))
    status = person.status or StatusKind.OFFICIAL
    plan.store(MemberStatus(id=new_id(), member_id=member.id, status=status))
    if person.role:
        plan.store(_role(member.id, cell_id, person, since=None))
    plan.lines.append(RosterLine(person, Action.NEW))


def _role(member_id: str, cell_id: str, person: RosterPerson, *, since: date | None) -> MemberRole:
    return MemberRole(
        id=new_id(),
        member_id=member_id,
        unit_id=cell_id,
        role=person.role or RoleKind.OTHER,
        title=person.role_title,
        valid_from=since,
    )


def _plan_known(
    plan: Plan,
    cells: _Cells,
    line: Line,
    *,
    known: Known,
    today: date,
) -> None:
    person, cell_id = line.person, line.cell_id
    differences = _plan_fields(plan, person, known.member)
    differences += _plan_dated(plan, cells, person, known=known, cell_id=cell_id, today=today)
    action = Action.CHANGED if differences else Action.UNCHANGED
    plan.lines.append(RosterLine(person, action, tuple(differences)))


def _plan_fields(plan: Plan, person: RosterPerson, member: Member) -> list[tuple[str, str, str]]:
    """Differing values of the member; a value that the file does not have changes nothing."""
    new = {n: getattr(person, n) for n in _PLAIN if getattr(person, n) not in (None, "")}
    fields = {n: v for n, v in new.items() if getattr(member, n) != v}
    if name_identity(member.full_name) != name_identity(person.full_name):
        fields |= name_fields(person.full_name)
    if fields:
        plan.updates.append((member, dict(fields)))
    shown = {n: v for n, v in fields.items() if n not in ("search_key", "sort_key")}
    return [(n, _shown(getattr(member, n)), _shown(v)) for n, v in shown.items()]


def _plan_dated(
    plan: Plan,
    cells: _Cells,
    person: RosterPerson,
    *,
    known: Known,
    cell_id: str | None,
    today: date,
) -> list[tuple[str, str, str]]:
    """Differing cell, status and post: the old one ends today, the new one begins."""
    member_id, found = known.member.id, []
    if cell_id and cell_id != known.cell.unit_id:
        found.append(("cell", cells.titles[known.cell.unit_id], cells.titles[cell_id]))
        plan.updates.append((known.cell, {"valid_to": today}))
        plan.store(Membership(id=new_id(), member_id=member_id, unit_id=cell_id, valid_from=today))
    if person.status and person.status is not known.status.status:
        found.append(("status", known.status.status.value, person.status.value))
        plan.updates.append((known.status, {"valid_to": today}))
        plan.store(
            MemberStatus(id=new_id(), member_id=member_id, status=person.status, valid_from=today)
        )
    found += _plan_role(plan, person, known, cell_id=cell_id or known.cell.unit_id, today=today)
    return found


def _plan_role(
    plan: Plan, person: RosterPerson, known: Known, *, cell_id: str, today: date
) -> list[tuple[str, str, str]]:
    if person.role is None:
        return []
    old = known.role_like(person.role)
    if old and (old.role, old.title) == (person.role, person.role_title):
        return []
    if old:
        plan.updates.append((old, {"valid_to": today}))
    plan.store(_role(known.member.id, cell_id, person, since=today))
    return [("party_post", old.title if old else "", person.role_title)]


def _shown(value: object) -> str:
    if isinstance(value, PartialDate):
        return value.display
    return "" if value is None else str(value)
