"""Two cells that are one become one, and a cell entered by mistake goes away."""

from dataclasses import dataclass

from studycompanion.domain.attendance import Attendance
from studycompanion.domain.paperwork import IssuedForm
from studycompanion.domain.people import MemberRole, Membership, OrgUnit, UnitKind, UnitName
from studycompanion.domain.plan import ActionPlan
from studycompanion.domain.record import Record
from studycompanion.domain.review import SelfReview
from studycompanion.domain.settings import Setting
from studycompanion.domain.study import StudySession
from studycompanion.errors import UserError
from studycompanion.services import backups
from studycompanion.services.backups import Cause
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.opening import home_id
from studycompanion.services.units import drop_signer
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

_BY_UNIT: tuple[type[Record], ...] = (Membership, MemberRole, StudySession)
_BY_CELL: tuple[type[Record], ...] = (Attendance, SelfReview, ActionPlan, IssuedForm)


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a cell: its present people, its sessions, its papers, and lines of the past."""

    people: int
    sessions: int
    papers: int
    lines: int
    is_own: bool

    @property
    def is_nothing(self) -> bool:
        """Whether the cell may be removed; the cell whose data this is may not."""
        return not (self.people or self.sessions or self.papers or self.lines or self.is_own)


def hanging(desk: Desk, unit_id: str) -> Hanging:
    """What would move with a cell; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        reader.get(OrgUnit, unit_id)
        return _hanging(reader, unit_id)


def _hanging(reader: Reader, unit_id: str) -> Hanging:
    belonging = reader.find(Membership, unit_id=unit_id)
    present = [one for one in belonging if one.valid_to is None]
    papers = (SelfReview, ActionPlan, IssuedForm)
    return Hanging(
        len(present),
        len(reader.find(StudySession, unit_id=unit_id)),
        sum(len(reader.find(kind, cell_id=unit_id)) for kind in papers),
        len(belonging)
        - len(present)
        + len(reader.find(MemberRole, unit_id=unit_id))
        + len(reader.find(Attendance, cell_id=unit_id))
        + len(reader.find(OrgUnit, parent_id=unit_id)),
        unit_id == home_id(reader),
    )


def merge_units(desk: Desk, unit_id: str, into_id: str) -> Done[str]:
    """Move people, sessions, marks and papers of a cell into another, and let its name go.

    Counts of closed sessions stay; papers that were issued stay as printed. Where the cell is the
    one whose data this is, the other becomes it. A verified backup comes first. The value is the
    id of the kept cell. Raises ``UserError`` ``unit_merge_self``, ``unit_merge_kind`` (one of the
    two is no cell) or ``not_there``.
    """
    if unit_id == into_id:
        raise UserError("unit_merge_self")
    backups.before(desk, Cause.REMOVAL)
    with desk.write("unit_merge", unit=into_id) as tx:
        gone, kept = tx.uow.get(OrgUnit, unit_id), tx.uow.get(OrgUnit, into_id)
        if {gone.kind, kept.kind} != {UnitKind.CELL}:
            raise UserError("unit_merge_kind")
        for kind in _BY_UNIT:
            tx.uow.change_all(tx.uow.find(kind, unit_id=gone.id), unit_id=kept.id)
        for kind in _BY_CELL:
            tx.uow.change_all(tx.uow.find(kind, cell_id=gone.id), cell_id=kept.id)
        tx.uow.change_all(tx.uow.find(OrgUnit, parent_id=gone.id), parent_id=kept.id)
        if home_id(tx.uow) == gone.id:
            tx.uow.change(tx.uow.get(Setting, "home"), value=kept.id)
        _let_go(tx.uow, gone)
    return Done(into_id, tx.changes)


def remove_unit(desk: Desk, unit_id: str) -> Done[None]:
    """Take a cell off the list on which nothing hangs.

    Raises ``UserError`` ``unit_merge_kind`` (not a cell), ``unit_own`` (the data are its own),
    ``unit_not_empty`` or ``not_there``.
    """
    with desk.write("unit_remove", unit=unit_id) as tx:
        unit = tx.uow.get(OrgUnit, unit_id)
        if unit.kind is not UnitKind.CELL:
            raise UserError("unit_merge_kind")
        found = _hanging(tx.uow, unit_id)
        if found.is_own:
            raise UserError("unit_own")
        if not found.is_nothing:
            raise UserError("unit_not_empty")
        _let_go(tx.uow, unit)
    return Done(None, tx.changes)


def _let_go(uow: UnitOfWork, unit: OrgUnit) -> None:
    drop_signer(uow, unit.id)
    for name in uow.find(UnitName, unit_id=unit.id):
        uow.remove(name)
    uow.remove(unit)
