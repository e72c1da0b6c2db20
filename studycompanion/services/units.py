"""The units of the file with their dated names, and who signs for each."""

import json
from dataclasses import dataclass, replace
from datetime import date

from studycompanion.domain.people import (
    Member,
    MemberRole,
    OrgUnit,
    RoleKind,
    UnitKind,
    UnitName,
)
from studycompanion.domain.settings import Setting
from studycompanion.domain.vietnamese import natural, tidy, unit_key
from studycompanion.errors import UserError
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.opening import home_id, name_of_unit
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

SECRETARY = "BÍ THƯ"
_SIGNER = "signer/"
Period = tuple[str, date | None, date | None]
"""A name, the first day of it (None: unknown) and the first day after it."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit under its present name, ``since`` a day or None; ``earlier`` names oldest first."""

    id: str
    kind: UnitKind
    parent_id: str | None
    name: str
    since: date | None
    earlier: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs for a unit, and the post above the name; ``is_chosen`` if set by hand."""

    name: str
    title: str = SECRETARY
    is_chosen: bool = False

    @property
    def chosen_post(self) -> str:
        """The post if it was set by hand, else "": then the paper's own words stand."""
        return self.title if self.is_chosen else ""


def list_units(desk: Desk) -> tuple[UnitLine, ...]:
    """Every unit, each followed by those below it in the order of their names."""
    with desk.read() as reader:
        units, names = reader.find(OrgUnit), reader.find(UnitName)
    lines = [_line(unit, [n for n in names if n.unit_id == unit.id]) for unit in units]
    lines.sort(key=lambda line: (natural(unit_key(line.name)), line.id))
    return tuple(_below(lines, None))


def _below(lines: list[UnitLine], parent_id: str | None) -> list[UnitLine]:
    found = []
    for line in lines:
        if line.parent_id == parent_id:
            found += [line, *_below(lines, line.id)]
    return found


def _line(unit: OrgUnit, names: list[UnitName]) -> UnitLine:
    ordered = sorted(names, key=lambda n: (n.valid_to is None, n.valid_to))
    *past, now = ordered
    earlier = tuple((n.name, n.valid_from, n.valid_to) for n in past)
    return UnitLine(unit.id, unit.kind, unit.parent_id, now.name, now.valid_from, earlier)


def rename_unit(desk: Desk, unit_id: str, name: str, *, since: date | None) -> Done[None]:
    """Mend a typo in the present name (``since`` None), or give a new name from a day on.

    The old name ends on that day and stays on older papers; the same name again changes nothing.
    Raises ``UserError`` ``unit_name``
    (nothing typed), ``unit_name_taken`` (another cell is found by it), ``unit_name_since`` (not
    after the start of the present name), ``unit_name_future`` or ``not_there``.
    """
    fields = {"name": tidy(name), "key": unit_key(name)}
    if not fields["key"]:
        raise UserError("unit_name")
    with desk.write("unit_rename", unit=unit_id) as tx:
        unit = tx.uow.get(OrgUnit, unit_id)
        _check_free(tx.uow, unit, **fields)
        [present] = tx.uow.find(UnitName, unit_id=unit_id, valid_to=None)
        if since is None:
            tx.uow.change(present, **fields)
        elif present.name != fields["name"]:
            _check_since(present, since, desk.today)
            tx.uow.change(present, valid_to=since)
            tx.uow.add(replace(name_of_unit(unit, name), valid_from=since))
    return Done(None, tx.changes)


def _check_free(reader: Reader, unit: OrgUnit, *, name: str, key: str) -> None:
    """Rosters find a cell by its key, so two cells may not share one; other units are not found."""
    if unit.kind is not UnitKind.CELL:
        return
    for other in reader.find(UnitName, key=key, valid_to=None):
        if other.unit_id != unit.id and reader.get(OrgUnit, other.unit_id).kind is UnitKind.CELL:
            raise UserError("unit_name_taken", name=name, other=other.unit_id)


def _check_since(present: UnitName, since: date, today: date) -> None:
    if since > today:
        raise UserError("unit_name_future")
    if present.valid_from is not None and since <= present.valid_from:
        raise UserError("unit_name_since", since=present.valid_from.strftime("%d/%m/%Y"))


def signers(reader: Reader) -> dict[str, Signer]:
    """Who signs for each unit of whom anything is known.

    The one chosen by hand; else for the file's own unit the secretary of the setup; else the
    secretary on the roster.
    """
    found = {}
    for role in reader.find(MemberRole, role=RoleKind.SECRETARY, valid_to=None):
        found[role.unit_id] = Signer(reader.get(Member, role.member_id).full_name)
    found[home_id(reader)] = Signer(reader.get(Setting, "secretary").value)
    return found | _chosen(reader)


def _chosen(reader: Reader) -> dict[str, Signer]:
    return {
        setting.id.removeprefix(_SIGNER): Signer(**json.loads(setting.value), is_chosen=True)
        for setting in reader.find(Setting)
        if setting.id.startswith(_SIGNER)
    }


def signer(desk: Desk, unit_id: str) -> Signer:
    """Who signs for a unit now, with an empty name where nobody is known; ``not_there``."""
    with desk.read() as reader:
        reader.get(OrgUnit, unit_id)
        return signers(reader).get(unit_id, Signer(""))


def set_signer(desk: Desk, unit_id: str, name: str, *, title: str = SECRETARY) -> Done[Signer]:
    """Choose who signs for a unit, under which post.

    An empty name takes the choice back. Raises ``UserError("not_there")``.
    """
    with desk.write("signer_set", unit=unit_id) as tx:
        tx.uow.get(OrgUnit, unit_id)
        _keep_signer(tx.uow, _SIGNER + unit_id, tidy(name), title=tidy(title) or SECRETARY)
    return Done(signer(desk, unit_id), tx.changes)


def drop_signer(uow: UnitOfWork, unit_id: str) -> None:
    """Forget who was chosen to sign for a unit that goes."""
    _keep_signer(uow, _SIGNER + unit_id, "", title="")


def _keep_signer(uow: UnitOfWork, key: str, name: str, *, title: str) -> None:
    old = uow.find_one(Setting, key)
    value = json.dumps({"name": name, "title": title}, ensure_ascii=False)
    if old and name:
        uow.change(old, value=value)
    elif old:
        uow.remove(old)
    elif name:
        uow.add(Setting(id=key, value=value))
