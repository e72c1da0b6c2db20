"""Whom a topic calls: everybody, official members, the committee, or people chosen one by one."""

from datetime import date

import sqlalchemy as sa

from studycompanion.domain.people import RoleKind, StatusKind
from studycompanion.domain.study import Audience
from studycompanion.storage.queries import holds
from studycompanion.storage.tables import member_role, member_status, topic, topic_call

_COMMITTEE = (RoleKind.SECRETARY, RoleKind.DEPUTY, RoleKind.COMMITTEE)


def called_ids(connection: sa.Connection, topic_id: str, on: date) -> frozenset[str] | None:
    """The members whom a topic calls on a day; None stands for everybody."""
    audience = connection.scalar(sa.select(topic.c.audience).where(topic.c.id == topic_id))
    query = _queries(topic_id, on).get(Audience(audience or Audience.ALL))
    return None if query is None else frozenset(connection.scalars(query))


def _queries(topic_id: str, on: date) -> dict[Audience, sa.Select[tuple[str]]]:
    """Who is only on probation is no official member; whoever is exempt stays one."""
    posts = [role.value for role in _COMMITTEE]
    return {
        Audience.OFFICIAL: sa.select(member_status.c.member_id).where(
            holds(member_status, on), member_status.c.status != StatusKind.PROBATIONARY.value
        ),
        Audience.COMMITTEE: sa.select(member_role.c.member_id).where(
            holds(member_role, on), member_role.c.role.in_(posts)
        ),
        Audience.CHOSEN: sa.select(topic_call.c.member_id).where(topic_call.c.topic_id == topic_id),
    }
