"""From a roster file to its people and problems; nothing is stored here."""

from dataclasses import replace
from pathlib import Path

from studycompanion.domain.roster import Roster, RosterPerson, name_identity
from studycompanion.domain.vietnamese import unit_key
from studycompanion.errors import UserError
from studycompanion.exchange.roster_in.opening import open_sheets
from studycompanion.exchange.roster_in.people import Found, read_sheet
from studycompanion.exchange.roster_in.person import name_problem


def read_roster(path: Path) -> Roster:
    """Every person of a roster file once, in file order, and the values that were not read.

    Raises what ``open_sheets`` raises, and UserError "roster_no_table" where no row heads a list
    of names.
    """
    found = Found()
    for sheet in open_sheets(path):
        read_sheet(sheet, found)
    if not found.tables:
        raise UserError("roster_no_table", name=path.name)
    _use_full_cell_names(found)
    _drop_repeated(found)
    return Roster(tuple(found.people), tuple(found.problems))


def _use_full_cell_names(found: Found) -> None:
    """Give a cell its longest name wherever the file writes it shorter ("TDP 1")."""
    full: dict[str, str] = {}
    keys = {name: unit_key(name) for name in found.cells}
    for name, key in keys.items():
        full[key] = max(full.get(key, ""), name, key=lambda known: (len(known), known))
    for at, person in enumerate(found.people):
        name = full[keys[person.cell_name]]
        if name != person.cell_name:
            found.people[at] = replace(person, cell_name=name)


def _drop_repeated(found: Found) -> None:
    """Keep the first of those who share name, birth, card and cell; the others are problems."""
    seen: set[tuple[object, ...]] = set()
    kept: list[RosterPerson] = []
    for person, row in zip(found.people, found.rows, strict=True):
        who = _identity(person)
        if who in seen:
            found.problems.append(name_problem(row, "duplicate"))
        else:
            kept.append(person)
        seen.add(who)
    found.people[:] = kept


def _identity(person: RosterPerson) -> tuple[object, ...]:
    name = name_identity(person.full_name)
    return name, person.birth, person.card_number, person.cell_name
