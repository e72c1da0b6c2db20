"""What of a member is dated: cell, status and post; the old one ends where the new one begins."""

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from studycompanion.domain.ids import new_id
from studycompanion.domain.people import MemberRole, Membership, MemberStatus, RoleKind, StatusKind
from studycompanion.domain.vietnamese import tidy
from studycompanion.errors import UserError
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

GROUNDS = ("age", "health", "other")
"""Why somebody is exempt, as codes; never a diagnosis."""
D = TypeVar("D", Membership, MemberStatus, MemberRole)


def move_member(desk: Desk, member_id: str, cell_id: str, *, on: date) -> Done[None]:
    """Let a member belong to another cell of the file from a day on.

    Raises ``UserError`` ``day_future``, ``day_before`` (not after the present cell began) or
    ``not_there``.
    """
    _check_day(on, desk.today)
    with desk.write("member_move", member=member_id) as tx:
        present = _present(tx.uow, Membership, member_id)
        if present.unit_id != cell_id:
            _follow(tx.uow, present, replace(present, id=new_id(), unit_id=cell_id), on=on)
    return Done(None, tx.changes)


def set_status(
    desk: Desk,
    member_id: str,
    status: StatusKind,
    *,
    on: date,
    ground: str = "",
    decided_by: str = "",
    decision_number: str = "",
    until: date | None = None,
) -> Done[None]:
    """Let a member have another status from a day on; raises as ``move_member`` does.

    ``ground`` is a code of ``GROUNDS``, ``until`` the last day of an exemption that has an end,
    both for the exempt only; of the same status only what was decided changes. Raises
    "until_before" where that day comes before ``on``.
    """
    _check_day(on, desk.today)
    if until is not None and until < on:
        raise UserError("until_before", since=f"{on:%d/%m/%Y}")
    decided: dict[str, Any] = {
        "ground": ground if status.is_exempt and ground in GROUNDS else "",
        "decided_by": tidy(decided_by),
        "decision_number": tidy(decision_number),
        "exempt_until": until if status.is_exempt else None,
    }
    with desk.write("member_status", member=member_id, status=status.value) as tx:
        present = _present(tx.uow, MemberStatus, member_id)
        if present.status is not status:
            fresh = MemberStatus(id=new_id(), member_id=member_id, status=status)
            _follow(tx.uow, present, replace(fresh, **decided), on=on)
        else:
            tx.uow.change(present, **decided)
    return Done(None, tx.changes)


def set_post(desk: Desk, member_id: str, typed: str, *, on: date) -> Done[None]:
    """Let a member hold another party post from a day on, none where nothing is typed.

    Raises as ``move_member`` does.
    """
    _check_day(on, desk.today)
    with desk.write("member_post", member=member_id) as tx:
        put_post(tx.uow, member_id, typed, on)
    return Done(None, tx.changes)


def status_of(desk: Desk, member_id: str) -> MemberStatus:
    """The present status with what was decided; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        return _present(reader, MemberStatus, member_id)


def put_post(uow: UnitOfWork, member_id: str, typed: str, on: date) -> None:
    """Let a member hold another party post from a day on; nothing typed ends the present one."""
    held = [r for r in uow.find(MemberRole, member_id=member_id, valid_to=None) if _is_post(r)]
    if (held[0].title if held else "") == tidy(typed):
        return
    fresh = role_of(typed, member_id, _present(uow, Membership, member_id).unit_id)
    for old in held:
        _check_after(old, on)
        _end(uow, old, on)
    if fresh is not None:
        uow.add(replace(fresh, valid_from=on))


def role_of(typed: str, member_id: str, cell_id: str) -> MemberRole | None:
    """A post as people type it; a single word such as BT is written out. None for plain members."""
    from studycompanion.exchange.roster_in.posts import post

    words = tidy(typed)
    read = post(words)
    if read.role is None:
        return None
    title = words if " " in words else read.title
    return MemberRole(
        id=new_id(), member_id=member_id, unit_id=cell_id, role=read.role, title=title
    )


def _is_post(role: MemberRole) -> bool:
    """Heading a group goes beside a post."""
    return role.role is not RoleKind.GROUP_HEAD


def _check_day(on: date, today: date) -> None:
    if on > today:
        raise UserError("day_future")


def _present(uow: Reader, kind: type[D], member_id: str) -> D:
    found = uow.find(kind, member_id=member_id, valid_to=None)
    if not found:
        raise UserError("not_there")
    return found[-1]


def _follow(uow: UnitOfWork, present: D, fresh: D, *, on: date) -> None:
    _check_after(present, on)
    _end(uow, present, on)
    uow.add(replace(fresh, valid_from=on, valid_to=None, revision=1))


def _check_after(present: D, on: date) -> None:
    if present.valid_from is not None and on < present.valid_from:
        raise UserError("day_before", since=present.valid_from.strftime("%d/%m/%Y"))


def _end(uow: UnitOfWork, present: D, on: date) -> None:
    """What began on the day itself never held: it goes."""
    if present.valid_from == on:
        uow.remove(present)
    else:
        uow.change(present, valid_to=on)
