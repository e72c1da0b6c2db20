"""From the sheets of a roster file to its people and problems; nothing is stored here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from studycompanion.domain.roster import (
    OldLetters,
    Reading,
    Roster,
    RosterPerson,
    SheetUse,
    name_identity,
)
from studycompanion.domain.vietnamese import unit_key
from studycompanion.errors import UserError
from studycompanion.exchange.roster_in.decoding import decoded, decoded_tables, old_letters
from studycompanion.exchange.roster_in.opening import REFUSALS, load, sheets_in
from studycompanion.exchange.roster_in.people import Found, read_sheet
from studycompanion.exchange.roster_in.shapes import shapes
from studycompanion.exchange.roster_in.sheet import Sheet
from studycompanion.exchange.roster_in.tables import Table

_PLAIN = Reading()


@dataclass(slots=True)
class _Leaf:
    """A sheet that holds a list, with what was read of it."""

    sheet: Sheet
    tables: list[Table]
    old: list[OldLetters]
    found: Found = field(default_factory=Found)


def read_roster(path: Path, reading: Reading = _PLAIN) -> Roster:
    """A roster file read in this process, for files that were not made to harm.

    Raises UserError as ``sheets_apart`` and ``read_sheets`` do.
    """
    data = load(path)
    try:
        sheets = sheets_in(data, path.name, reading)
    except tuple(REFUSALS) as trouble:
        raise UserError(REFUSALS[type(trouble)], name=path.name) from trouble
    return read_sheets(sheets, path.name, reading)


def read_sheets(sheets: Sequence[Sheet], name: str, reading: Reading = _PLAIN) -> Roster:
    """Every person of the chosen sheets in file order, doubtful values, and how it was read.

    Without a choice, a sheet that mostly repeats the people of a larger one is left out.
    Raises UserError "roster_no_table" where no row heads a list of names.
    """
    leaves = list(_leaves(sheets, reading))
    if not leaves:
        raise UserError("roster_no_table", name=name)
    chosen = _chosen(leaves, reading)
    read = [leaf for leaf in leaves if leaf.sheet.name in chosen]
    people = _with_full_cell_names(read)
    return Roster(
        people=tuple(people),
        problems=tuple(problem for leaf in read for problem in leaf.found.problems),
        sheets=tuple(
            SheetUse(leaf.sheet.name, len(leaf.found.people), leaf.sheet.name in chosen)
            for leaf in leaves
        ),
        shapes=shapes((leaf.sheet, leaf.tables) for leaf in read),
        old_letters=tuple(one for leaf in read for one in leaf.old),
    )


def _leaves(sheets: Sequence[Sheet], reading: Reading) -> Iterator[_Leaf]:
    for sheet in sheets:
        found = decoded_tables(sheet, reading)
        if found:
            leaf = _Leaf(sheet, found, old_letters(sheet, found, reading))
            read_sheet(decoded(sheet, found, reading.encodings), found, leaf.found, reading)
            yield leaf


def _chosen(leaves: Sequence[_Leaf], reading: Reading) -> set[str]:
    """The sheets that the user named, else all that bring people of their own."""
    if reading.sheets is not None:
        return {leaf.sheet.name for leaf in leaves} & reading.sheets
    chosen: set[str] = set()
    seen: set[object] = set()
    for leaf in sorted(leaves, key=lambda leaf: -len(leaf.found.people)):
        own = {(name_identity(p.full_name), p.birth) for p in leaf.found.people}
        if not own or 2 * len(own & seen) <= len(own):
            chosen.add(leaf.sheet.name)
            seen |= own
    return chosen


def _with_full_cell_names(leaves: Sequence[_Leaf]) -> list[RosterPerson]:
    """Everyone; a cell has its longest name wherever the file writes it shorter ("TDP 1")."""
    people = [person for leaf in leaves for person in leaf.found.people]
    keys = {name: unit_key(name) for leaf in leaves for name in leaf.found.cells}
    alike = groupby(sorted(keys, key=lambda name: (keys[name], len(name), name)), keys.__getitem__)
    full = {key: list(names)[-1] for key, names in alike}
    return [
        person
        if full[keys[person.cell_name]] == person.cell_name
        else replace(person, cell_name=full[keys[person.cell_name]])
        for person in people
    ]
