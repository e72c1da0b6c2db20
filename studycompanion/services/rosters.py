"""Taking a roster in: first what would change, then all of it in one transaction."""

from dataclasses import replace
from pathlib import Path

from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.roster_plan import Plan, planned
from studycompanion.services.roster_preview import RosterPreview
from studycompanion.storage.unit_of_work import UnitOfWork


def preview(desk: Desk, path: Path) -> RosterPreview:
    """What the roster at ``path`` would change; raises the reader's ``UserError``s."""
    from studycompanion.exchange.roster_in import read_roster

    roster = read_roster(path)
    with desk.read() as reader:
        plan = planned(reader, roster.people, desk.today)
    return RosterPreview(path, tuple(plan.lines), (*roster.problems, *plan.problems))


def accept(desk: Desk, seen: RosterPreview) -> Done[RosterPreview]:
    """Take a previewed roster in, in one undoable step; what changed since is looked up again."""
    with desk.write("roster_import", file=seen.path.name) as tx:
        plan = planned(tx.uow, tuple(line.person for line in seen.lines), desk.today)
        _carry_out(tx.uow, plan)
    return Done(replace(seen, lines=tuple(plan.lines)), tx.changes)


def _carry_out(uow: UnitOfWork, plan: Plan) -> None:
    for unit in plan.units:
        uow.add(unit)
    uow.add_all(plan.names)
    uow.add_all(plan.members)
    for records in plan.dated.values():
        uow.add_all(records)
    for record, fields in plan.updates:
        uow.change(record, **fields)
