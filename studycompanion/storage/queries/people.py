"""Cells and members as lists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from studycompanion.domain.people import RoleKind, StatusKind, UnitKind, masked_card
from studycompanion.domain.vietnamese import PartialDate, fold, natural
from studycompanion.storage.queries import holds
from studycompanion.storage.tables import (
    member,
    member_role,
    member_status,
    membership,
    unit,
    unit_name,
)


@dataclass(frozen=True, slots=True)
class CellLine:
    """A cell under its name of today, with how many members it has; ``key`` finds it."""

    id: str
    name: str
    key: str
    members: int


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member as lists show one; ``birth`` as papers print it, ``masked_card`` safe to show."""

    id: str
    full_name: str
    search_key: str
    birth: str
    post: str
    cell_id: str
    cell_name: str
    status: StatusKind
    workplace: str
    phone: str
    masked_card: str


@dataclass(frozen=True, slots=True)
class NameLine:
    """Just a name, for looking through everybody at each key."""

    id: str
    full_name: str
    search_key: str


@dataclass(frozen=True, slots=True)
class ExemptionLine:
    """An exemption that holds now, and its last day."""

    member_id: str
    full_name: str
    until: date


def exemptions(connection: sa.Connection, *, by: date) -> tuple[ExemptionLine, ...]:
    """Exemptions that end on a day or before and still hold, by day and name."""
    query = (
        sa.select(member.c.id, member.c.full_name, member_status.c.exempt_until)
        .join(member_status, member_status.c.member_id == member.c.id)
        .where(member_status.c.valid_to.is_(None), member_status.c.exempt_until <= by.isoformat())
        .order_by(member_status.c.exempt_until, member.c.sort_key)
    )
    found = connection.execute(query)
    return tuple(ExemptionLine(r[0], r[1], date.fromisoformat(r[2])) for r in found)


def names(connection: sa.Connection, on: date) -> tuple[NameLine, ...]:
    """Everybody in Vietnamese name order."""
    is_there = (membership.c.member_id == member.c.id) & holds(membership, on)
    query = (
        sa.select(member.c.id, member.c.full_name, member.c.search_key)
        .join(membership, is_there)
        .order_by(member.c.sort_key, member.c.id)
    )
    return tuple(NameLine(*row) for row in connection.execute(query))


def cells(connection: sa.Connection, on: date) -> tuple[CellLine, ...]:
    """The cells of the file in the order of their names' keys."""
    people = (
        sa.select(membership.c.unit_id, sa.func.count().label("n"))
        .where(holds(membership, on))
        .group_by(membership.c.unit_id)
        .subquery()
    )
    query = (
        sa.select(unit.c.id, unit_name.c.name, unit_name.c.key, people.c.n)
        .join(unit_name, (unit_name.c.unit_id == unit.c.id) & holds(unit_name, on))
        .outerjoin(people, people.c.unit_id == unit.c.id)
        .where(unit.c.kind == UnitKind.CELL.value)
    )
    lines = [CellLine(r.id, r.name, r.key, r.n or 0) for r in connection.execute(query)]
    return tuple(sorted(lines, key=lambda line: natural(line.key)))


def has_post(on: date) -> sa.ColumnElement[bool]:
    """The party post of a member on a day; heading a group is not one."""
    is_post = member_role.c.role != RoleKind.GROUP_HEAD.value
    return (member_role.c.member_id == member.c.id) & is_post & holds(member_role, on)


def current(on: date) -> sa.Join:
    """Members joined with their cell, its name, their status and post on a day."""
    return (
        sa.join(
            member,
            membership,
            (membership.c.member_id == member.c.id) & holds(membership, on),
        )
        .join(
            unit_name,
            (unit_name.c.unit_id == membership.c.unit_id) & holds(unit_name, on),
        )
        .join(
            member_status,
            (member_status.c.member_id == member.c.id) & holds(member_status, on),
        )
        .outerjoin(member_role, has_post(on))
    )


def members(
    connection: sa.Connection,
    on: date,
    *,
    cell_id: str | None = None,
    find: str = "",
    ids: Collection[str] | None = None,
) -> tuple[MemberLine, ...]:
    """Members in Vietnamese name order, of one cell or all, whose name holds every word.

    Of ``ids`` only, where those are given.
    """
    query = (
        sa.select(
            member.c.id,
            member.c.full_name,
            member.c.search_key,
            member.c.birth,
            member.c.workplace,
            member.c.phone,
            member.c.card_number,
            member_role.c.title,
            membership.c.unit_id,
            unit_name.c.name,
            member_status.c.status,
        )
        .select_from(current(on))
        .order_by(member.c.sort_key, member.c.id)
    )
    if cell_id is not None:
        query = query.where(membership.c.unit_id == cell_id)
    if ids is not None:
        query = query.where(member.c.id.in_(ids))
    for word in fold(find).split():
        query = query.where(member.c.search_key.contains(word, autoescape=True))
    rows = connection.execute(query).mappings()
    return tuple(_line(row) for row in rows)


def _line(data: sa.RowMapping) -> MemberLine:
    return MemberLine(
        id=data["id"],
        full_name=data["full_name"],
        search_key=data["search_key"],
        birth=display(data["birth"]),
        post=data["title"] or "",
        cell_id=data["unit_id"],
        cell_name=data["name"],
        status=StatusKind(data["status"]),
        workplace=data["workplace"],
        phone=data["phone"],
        masked_card=masked_card(data["card_number"]),
    )


def display(iso: str | None) -> str:
    """A stored partial date as papers print it, empty where unknown."""
    return PartialDate.parse_iso(iso).display if iso else ""
