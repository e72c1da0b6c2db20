"""Topics as lists, and whom a session calls."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from studycompanion.domain.people import StatusKind
from studycompanion.domain.study import Audience
from studycompanion.storage.queries import holds
from studycompanion.storage.queries.audience import called_ids
from studycompanion.storage.tables import (
    member,
    member_status,
    membership,
    rule_set,
    session,
    topic,
)


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic with its clarity set, how many sessions it has, and whom it calls."""

    id: str
    title: str
    year: int
    clarity_code: str
    clarity_name: str
    sessions: int
    audience: Audience = Audience.ALL
    is_archived: bool = False
    commits_with: str | None = None

    @property
    def lead_id(self) -> str:
        """The topic whose commitment form serves this one: itself, where it shares none."""
        return self.commits_with or self.id


@dataclass(frozen=True, slots=True)
class CalledPerson:
    """Somebody whom a session calls: member, cell of that day, status of that day."""

    member_id: str
    cell_id: str
    status: StatusKind


def topics(connection: sa.Connection) -> tuple[TopicLine, ...]:
    """Topics, newest year first."""
    query = (
        sa.select(topic, rule_set.c.code, rule_set.c.name, sa.func.count(session.c.id).label("n"))
        .join(rule_set, rule_set.c.id == topic.c.clarity_id)
        .outerjoin(session, session.c.topic_id == topic.c.id)
        .group_by(topic.c.id, rule_set.c.code, rule_set.c.name)
        .order_by(topic.c.year.desc(), topic.c.title)
    )
    rows = connection.execute(query)
    return tuple(
        TopicLine(
            r.id,
            r.title,
            r.year,
            r.code,
            r.name,
            r.n,
            Audience(r.audience),
            bool(r.is_archived),
            r.commits_with,
        )
        for r in rows
    )


def callable_people(
    connection: sa.Connection, on: date, unit_ids: list[str], *, topic_id: str | None
) -> dict[str, CalledPerson]:
    """Whom a session on a day calls among the cells ``unit_ids``, by member id in name order.

    Only whom the topic calls, where one is given.
    """
    query = (
        sa.select(membership.c.member_id, membership.c.unit_id, member_status.c.status)
        .join(
            member_status,
            (member_status.c.member_id == membership.c.member_id) & holds(member_status, on),
        )
        .join(member, member.c.id == membership.c.member_id)
        .where(holds(membership, on), membership.c.unit_id.in_(unit_ids))
        .order_by(member.c.sort_key, member.c.id)
    )
    rows = connection.execute(query)
    people = [CalledPerson(r.member_id, r.unit_id, StatusKind(r.status)) for r in rows]
    called = called_ids(connection, topic_id, on) if topic_id else None
    wanted = (p for p in people if called is None or p.member_id in called)
    return {p.member_id: p for p in wanted if p.status.is_called}
