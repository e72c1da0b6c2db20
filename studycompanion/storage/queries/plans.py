"""What happened to the tasks of a topic: when last written of, when handed in, how far."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

import sqlalchemy as sa

from studycompanion.domain.review import Stage
from studycompanion.storage.queries import whose
from studycompanion.storage.tables import action_item, action_plan, progress_note, stage_step


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """How far each plan of a topic is, and the days that tell who has to report.

    Stages and days of handing in are by member id, days of last notes by item id.
    """

    stages: dict[str, Stage]
    handed_in: dict[str, date]
    last_notes: dict[str, date]


def plan_facts(
    connection: sa.Connection, topic_id: str, zone: tzinfo | None, *, member_id: str | None = None
) -> PlanFacts:
    """The facts of a topic's plans, or of one member's; days are those of the wall in ``zone``."""
    is_its = (action_plan.c.topic_id == topic_id) & whose(action_plan, member_id)
    stages = sa.select(action_plan.c.member_id, action_plan.c.stage).where(is_its)
    handed = (
        sa.select(action_plan.c.member_id, sa.func.max(stage_step.c.at))
        .join(stage_step, stage_step.c.subject_id == action_plan.c.id)
        .where(is_its, stage_step.c.stage == Stage.HANDED_IN.value)
        .group_by(action_plan.c.member_id)
    )
    noted = (
        sa.select(progress_note.c.item_id, sa.func.max(progress_note.c.at))
        .join(action_item, action_item.c.id == progress_note.c.item_id)
        .join(action_plan, action_plan.c.id == action_item.c.plan_id)
        .where(is_its)
        .group_by(progress_note.c.item_id)
    )
    return PlanFacts(
        {member_id: Stage(stage) for member_id, stage in connection.execute(stages)},
        {one: _day(at, zone) for one, at in connection.execute(handed)},
        {one: _day(at, zone) for one, at in connection.execute(noted)},
    )


def _day(at: str, zone: tzinfo | None) -> date:
    return datetime.fromisoformat(at).astimezone(zone).date()
