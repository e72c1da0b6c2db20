"""Looking members up and mending what is kept of them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from studycompanion.domain.people import (
    Member,
    MemberRole,
    Membership,
    MemberStatus,
    RoleKind,
    StatusKind,
    name_fields,
    read_card,
)
from studycompanion.domain.vietnamese import tidy
from studycompanion.errors import UserError
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.drafts import member_key
from studycompanion.services.opening import unit_title
from studycompanion.services.standing import put_post
from studycompanion.storage import drafts
from studycompanion.storage.queries import papers, people
from studycompanion.storage.queries.people import CellLine as CellLine
from studycompanion.storage.queries.people import MemberLine as MemberLine
from studycompanion.storage.unit_of_work import Reader


@dataclass(frozen=True, slots=True)
class MemberCard:
    """Everything of one member that the side panel shows, as of today."""

    member: Member
    cell_id: str
    cell_name: str
    status: StatusKind
    party_post: str
    has_scans: bool = False


def list_cells(desk: Desk) -> tuple[CellLine, ...]:
    """The cells of the file with their number of members."""
    with desk.read() as reader:
        return people.cells(reader.connection, desk.today)


def find_cell(desk: Desk, name: str) -> str:
    """The id of a cell by id or name, however typed; raises ``UserError("unknown_cell")``."""
    from studycompanion.domain.vietnamese import unit_key

    for cell in list_cells(desk):
        if name == cell.id or unit_key(name) == cell.key:
            return cell.id
    raise UserError("unknown_cell", name=name)


def list_members(
    desk: Desk, *, cell_id: str | None = None, find: str = ""
) -> tuple[MemberLine, ...]:
    """Members in Vietnamese name order, of one cell or all, found without dấu."""
    with desk.read() as reader:
        return people.members(reader.connection, desk.today, cell_id=cell_id, find=find)


def _holds(record: Any, on: date) -> bool:
    begun = record.valid_from is None or record.valid_from <= on
    return begun and (record.valid_to is None or record.valid_to > on)


def card_on(reader: Reader, member_id: str, on: date) -> MemberCard:
    """A member with cell, status and post as they were on a day."""
    member = reader.get(Member, member_id)
    cells = [m for m in reader.find(Membership, member_id=member_id) if _holds(m, on)]
    statuses = [s for s in reader.find(MemberStatus, member_id=member_id) if _holds(s, on)]
    if not cells or not statuses:
        raise UserError("not_there")
    posts = [r for r in reader.find(MemberRole, member_id=member_id) if _holds(r, on)]
    titles = [r.title for r in posts if r.role is not RoleKind.GROUP_HEAD]
    unit_id = cells[-1].unit_id
    return MemberCard(
        member=member,
        cell_id=unit_id,
        cell_name=unit_title(reader, unit_id, on),
        status=statuses[-1].status,
        party_post=titles[0] if titles else "",
        has_scans=papers.has_scans(reader.connection, member_id),
    )


def member_card(desk: Desk, member_id: str) -> MemberCard:
    """A member as of today; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        return card_on(reader, member_id, desk.today)


def change_member(desk: Desk, member_id: str, revision: int, **fields: Any) -> Done[Member]:
    """Change a member read at ``revision``; ``party_post`` is the dated post, from today on.

    Raises ``UserError`` ``moved_on`` if changed since, ``name_empty`` or ``card_number``.
    """
    clean = {n: tidy(v) if isinstance(v, str) else v for n, v in fields.items()}
    post = clean.pop("party_post", None)
    if "full_name" in clean:
        if not clean["full_name"]:
            raise UserError("name_empty")
        clean |= name_fields(clean["full_name"])
    if "card_number" in clean:
        clean["card_number"] = read_card(clean["card_number"])
    with desk.write("member_change", member=member_id) as tx:
        read_at = replace(tx.uow.get(Member, member_id), revision=revision)
        member = tx.uow.change(read_at, **clean)
        if post is not None:
            put_post(tx.uow, member_id, post, desk.today)
        for name in fields:
            drafts.drop(tx.uow.connection, member_key(member_id, name))
    return Done(member, tx.changes)
