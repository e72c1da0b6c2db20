"""Adding a member by hand, after a look at who may be the same person."""

from dataclasses import dataclass

from studycompanion.domain.ids import new_id
from studycompanion.domain.people import (
    Member,
    Membership,
    MemberStatus,
    OrgUnit,
    StatusKind,
    new_member,
    read_card,
)
from studycompanion.domain.roster import births_agree
from studycompanion.domain.vietnamese import PartialDate, fold, tidy
from studycompanion.errors import UserError
from studycompanion.services import members
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.members import MemberLine
from studycompanion.services.standing import role_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """What is typed of a new member; ``cell_id`` is the cell, texts may be empty."""

    full_name: str
    cell_id: str
    birth: PartialDate | None = None
    status: StatusKind = StatusKind.OFFICIAL
    card_number: str = ""
    party_post: str = ""
    gov_post: str = ""
    workplace: str = ""
    phone: str = ""
    joined: PartialDate | None = None
    official: PartialDate | None = None


def likely_same(desk: Desk, new: NewMember) -> tuple[MemberLine, ...]:
    """Who may be the same person: the same card, or the same name (without dấu) and birth."""
    key, card = fold(tidy(new.full_name)), read_card(new.card_number)
    with desk.read() as reader:
        named = reader.find(Member, search_key=key)
        carded = reader.find(Member, card_number=card) if card else []
    ids = {m.id for m in named if births_agree(m.birth, new.birth)} | {m.id for m in carded}
    return tuple(line for line in members.list_members(desk) if line.id in ids) if ids else ()


def add_member(desk: Desk, new: NewMember) -> Done[Member]:
    """Add a member in one step.

    Raises ``UserError`` ``name_empty``, ``card_number`` or ``not_there``.

    Nothing is said of the day on which cell, status and post began, as with a roster.
    """
    if not tidy(new.full_name):
        raise UserError("name_empty")
    member = new_member(
        new.full_name,
        birth=new.birth,
        card_number=read_card(new.card_number),
        gov_post=tidy(new.gov_post),
        workplace=tidy(new.workplace),
        phone=tidy(new.phone),
        joined=new.joined,
        official=new.official,
    )
    role = role_of(new.party_post, member.id, new.cell_id)
    with desk.write("member_add", member=member.id) as tx:
        tx.uow.get(OrgUnit, new.cell_id)
        tx.uow.add(member)
        tx.uow.add(Membership(id=new_id(), member_id=member.id, unit_id=new.cell_id))
        tx.uow.add(MemberStatus(id=new_id(), member_id=member.id, status=new.status))
        if role is not None:
            tx.uow.add(role)
    return Done(member, tx.changes)
