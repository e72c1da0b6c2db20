"""What a roster changes of each person: somebody new, differences of a known one, a leaving."""

from collections.abc import Mapping
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
    UnitName,
    name_fields,
    new_member,
)
from studycompanion.domain.record import Record
from studycompanion.domain.roster import RosterPerson, RosterProblem, name_identity
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.services.matching import Known, Line
from studycompanion.services.roster_preview import Action, MissingMember, RosterDoubt, RosterLine

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


def plan_leaving(plan: Plan, known: Known, status: StatusKind, on: date) -> None:
    """Let a known person have a status of those who left from a day on."""
    plan.updates.append((known.status, {"valid_to": on}))
    plan.store(MemberStatus(id=new_id(), member_id=known.member.id, status=status, valid_from=on))


def plan_new(plan: Plan, person: RosterPerson, cell_id: str) -> None:
    """Store somebody whom the data do not know yet."""
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


def plan_known(
    plan: Plan,
    titles: Mapping[str, str],
    line: Line,
    *,
    known: Known,
    today: date,
) -> None:
    """Change what differs of a known person; ``titles`` are the names of cells by their ids."""
    person, cell_id = line.person, line.cell_id
    differences = _plan_fields(plan, person, known.member)
    differences += _plan_dated(plan, titles, person, known=known, cell_id=cell_id, today=today)
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
    titles: Mapping[str, str],
    person: RosterPerson,
    *,
    known: Known,
    cell_id: str | None,
    today: date,
) -> list[tuple[str, str, str]]:
    """Differing cell, status and post: the old one ends today, the new one begins."""
    member_id, found = known.member.id, []
    if cell_id and cell_id != known.cell.unit_id:
        found.append(("cell", titles[known.cell.unit_id], titles[cell_id]))
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
