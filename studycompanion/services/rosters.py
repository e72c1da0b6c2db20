"""Taking a roster in: first what would change, then all of it in one transaction.

Every function but ``accept`` gives another preview and writes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from studycompanion.domain.people import StatusKind
from studycompanion.domain.roster import Field, Level, Reading, RosterProblem
from studycompanion.domain.vietnamese import display_date, fold
from studycompanion.domain.vietnamese.legacy import Encoding
from studycompanion.domain.work import Job
from studycompanion.errors import UserError
from studycompanion.services import roster_memory, safekeeping
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.roster_cells import CellChoice, placed, question_of
from studycompanion.services.roster_changes import Plan
from studycompanion.services.roster_plan import planned
from studycompanion.services.roster_preview import Alike, Choice, RosterPreview, Told, Who
from studycompanion.storage.standing import standing_in
from studycompanion.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What taking a previewed roster in takes, as the journal stood on a day."""

    plan: Plan
    stands_at: str
    day: date


FIELDS = tuple(Field)
"""What a column can be read as; "" is for a column not to be read."""


def preview(
    desk: Desk, path: Path, *, job: Job | None = None, headings: Mapping[str, str] | None = None
) -> RosterPreview:
    """What the roster at ``path`` would change, read in a process of its own.

    ``headings`` gives field codes of headings that the program does not know. Raises the reader's
    ``UserError``s and ``EnvironmentProblem``s, and ``Cancelled`` where ``job`` says so.
    """
    from studycompanion.exchange.roster_in import sheets_apart

    with desk.read() as reader:
        reading = roster_memory.remembered(reader)
    more = {fold(heading): _field(code) for heading, code in (headings or {}).items()}
    reading = replace(reading, headings={**reading.headings, **more}, this_year=desk.today.year)
    sheets = sheets_apart(path, job, reading.headings)
    return _look(desk, path, sheets, Told(reading=reading))


def choose_sheets(desk: Desk, seen: RosterPreview, names: Sequence[str]) -> RosterPreview:
    """Read these sheets of the file; raises ``UserError("roster_sheet_unknown")``."""
    known = [sheet.name for sheet in seen.sheets]
    for name in names:
        if name not in known:
            raise UserError("roster_sheet_unknown", sheet=name, known=", ".join(known))
    return _read_as(desk, seen, sheets=frozenset(names))


def remap(desk: Desk, seen: RosterPreview, shape: str, columns: Mapping[str, str]) -> RosterPreview:
    """Read columns (by their letters) of the tables of a shape as other fields, "" for none.

    What is accepted so is remembered for files of that shape. Raises ``UserError``
    ``roster_field_unknown``, ``roster_column_unknown``, ``roster_column_withheld``, or
    ``roster_no_table`` where no column would hold names.
    """
    uses = {one.letter: one for s in seen.shapes if s.key == shape for one in s.columns}
    for letter in columns:
        if letter not in uses:
            raise UserError("roster_column_unknown", column=letter, known=", ".join(uses))
        if uses[letter].is_withheld and columns[letter]:
            raise UserError("roster_column_withheld", column=uses[letter].heading)
    mine = seen.told.reading.columns
    codes = {letter: _field(code) for letter, code in columns.items()}
    return _read_as(desk, seen, columns={**mine, shape: {**mine.get(shape, {}), **codes}})


def remap_named(desk: Desk, seen: RosterPreview, columns: Mapping[str, str]) -> RosterPreview:
    """``remap`` by headings or letters, in every shape that has them; raises as ``remap`` does."""
    for name, code in columns.items():
        places = [
            (shape.key, use.letter)
            for shape in seen.shapes
            for use in shape.columns
            if name.upper() == use.letter or (use.heading and fold(name) == fold(use.heading))
        ]
        if not places:
            known = [use.heading for shape in seen.shapes for use in shape.columns if use.heading]
            raise UserError("roster_column_unknown", column=name, known=", ".join(known))
        for shape, letter in places:
            seen = remap(desk, seen, shape, {letter: code})
    return seen


def recode(
    desk: Desk, seen: RosterPreview, encodings: Mapping[tuple[str, str], Encoding]
) -> RosterPreview:
    """Read columns, by sheet and letter, as typed with a font of old, or leave them as they are."""
    return _read_as(desk, seen, encodings={**seen.told.reading.encodings, **encodings})


def recode_all(desk: Desk, seen: RosterPreview) -> RosterPreview:
    """Read every column of old letters as proposed."""
    return recode(desk, seen, {(o.sheet, o.column): o.encoding for o in seen.old_letters})


def recode_as(desk: Desk, seen: RosterPreview, encoding: Encoding) -> RosterPreview:
    """Read every column that is read at all as typed in ``encoding``."""
    read = {
        (sheet, use.letter): encoding
        for shape in seen.shapes
        for sheet in shape.sheets
        for use in shape.columns
        if use.field
    }
    return recode(desk, seen, read)


def mend(
    desk: Desk, seen: RosterPreview, sheet: str, row: int, *, field: str, text: str
) -> RosterPreview:
    """Let ``text`` stand in the cell of a row and field, as if it had been typed there."""
    return _read_as(
        desk, seen, mended={**seen.told.reading.mended, (sheet, row, _field(field)): text}
    )


def decide(desk: Desk, seen: RosterPreview, place: str, who: Who | None) -> RosterPreview:
    """Say who the line at ``place`` (``RosterPerson.place``) is; None takes it back."""
    told = {**seen.told.who} | ({place: who} if who else {})
    if who is None:
        told.pop(place, None)
    return _look(desk, seen.path, seen.source, replace(seen.told, who=told))


def choose_cell(desk: Desk, seen: RosterPreview, choice: CellChoice | None) -> RosterPreview:
    """Say where people of cells go that the data does not have; None takes it back."""
    return _look(desk, seen.path, seen.source, replace(seen.told, cells=choice))


def leave(
    desk: Desk, seen: RosterPreview, member_id: str, status: StatusKind | None, *, on: date
) -> RosterPreview:
    """Say what became of a missing member on a day; None takes it back.

    Raises ``UserError`` ``day_future``, ``day_before`` (the present status began later) or
    ``not_there``.
    """
    if on > desk.today:
        raise UserError("day_future")
    if status is not None:
        _check_left(desk, member_id, on)
    left = {**seen.told.left} | ({member_id: (status, on)} if status else {})
    if status is None:
        left.pop(member_id, None)
    return _look(desk, seen.path, seen.source, replace(seen.told, left=left))


def accept(desk: Desk, seen: RosterPreview) -> Done[RosterPreview]:
    """Take a previewed roster in, in one undoable step; what changed since is looked up again.

    A verified backup comes first. Raises ``UserError("roster_undecided")`` while a column of old
    letters waits for a decision, ``roster_cells_undecided`` while the cells of the file do.
    """
    if seen.waits_for_cell:
        raise UserError("roster_cells_undecided", name=seen.path.name)
    if not seen.is_ready:
        raise UserError("roster_undecided", name=seen.path.name)
    if seen.source and (seen.new or seen.changed):
        safekeeping.backup(desk)
    with desk.write("roster_import", file=seen.path.name) as tx:
        people = [line.person for line in seen.lines]
        plan = _still_good(desk, tx.uow, seen) or planned(tx.uow, people, desk.today, seen.told)
        _carry_out(tx.uow, plan)
        roster_memory.remember(tx.uow, seen.told.reading)
    return Done(replace(seen, lines=tuple(plan.lines), worked_out=None), tx.changes)


def _still_good(desk: Desk, uow: UnitOfWork, seen: RosterPreview) -> Plan | None:
    """What the preview worked out, where neither the data nor the day is another one since."""
    made: WorkedOut | None = seen.worked_out
    if made is None or made.day != desk.today:
        return None
    return made.plan if made.stands_at == standing_in(uow.connection, desk.store.origin) else None


def _field(code: str) -> str:
    """A field's code as it is, or the error that names all."""
    if code and code not in FIELDS:
        raise UserError("roster_field_unknown", field=code, known=", ".join(FIELDS))
    return code


def _check_left(desk: Desk, member_id: str, on: date) -> None:
    from studycompanion.domain.people import MemberStatus

    with desk.read() as reader:
        present = reader.find(MemberStatus, member_id=member_id, valid_to=None)
    if not present:
        raise UserError("not_there")
    since = present[-1].valid_from
    if since is not None and on <= since:
        raise UserError("day_before", since=display_date(since))


def _read_as(desk: Desk, seen: RosterPreview, **changed: Any) -> RosterPreview:
    reading: Reading = replace(seen.told.reading, **changed)
    return _look(desk, seen.path, seen.source, replace(seen.told, reading=reading))


def _look(desk: Desk, path: Path, sheets: Any, told: Told) -> RosterPreview:
    from studycompanion.exchange.roster_in import read_sheets

    roster = read_sheets(sheets, path.name, told.reading)
    with desk.read() as reader:
        stands_at = standing_in(reader.connection, desk.store.origin)
        question = question_of(reader, roster.people, told.cells)
        plan = planned(reader, placed(roster.people, question), desk.today, told)
    return RosterPreview(
        path,
        tuple(plan.lines),
        (*roster.problems, *map(_repeated, _repeats(plan)), *plan.problems),
        doubts=tuple(plan.doubts),
        missing=tuple(plan.missing),
        sheets=roster.sheets,
        shapes=roster.shapes,
        old_letters=roster.old_letters,
        cell_question=question,
        told=told,
        source=sheets,
        worked_out=WorkedOut(plan, stands_at, desk.today),
    )


def _repeats(plan: Plan) -> list[Any]:
    return [
        doubt.person
        for doubt in plan.doubts
        if doubt.why is Alike.REPEATED and doubt.who.choice is Choice.SAME
    ]


def _repeated(person: Any) -> RosterProblem:
    place = (person.sheet, person.row, "", "duplicate", person.full_name)
    return RosterProblem(*place, field=Field.NAME, level=Level.NOTICE)


def _carry_out(uow: UnitOfWork, plan: Plan) -> None:
    for unit in plan.units:
        uow.add(unit)
    uow.add_all(plan.names)
    uow.add_all(plan.members)
    for records in plan.dated.values():
        uow.add_all(records)
    for record, fields in plan.updates:
        uow.change(record, **fields)
