"""Taking a plan from stage to stage; one with an unclear task cannot be locked."""

from studycompanion.domain.plan import ActionItem, ActionPlan, ClaritySet
from studycompanion.domain.review import Stage
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services import rules, stages
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.plans import find_plan, items_of
from studycompanion.storage.unit_of_work import Reader


def move_plan(
    desk: Desk, topic_id: str, member_id: str, to: Stage, *, reason: str = ""
) -> Done[ActionPlan]:
    """Take a member's plan to a stage; back to writing it needs a reason, which is kept.

    Raises ``UserError`` ``stage_move``, ``stage_reason``, ``plan_empty``, and ``plan_unclear``,
    which names every task and what it leaves unsaid, where it would be locked.
    """
    with desk.write("plan_stage", member=member_id, stage=to.value) as tx:
        plan = find_plan(tx.uow, topic_id, member_id)
        if plan is None or not items_of(tx.uow, plan):
            raise UserError("plan_empty")
        if to is Stage.LOCKED:
            _check_clear(tx.uow, plan)
        plan = stages.move(tx.uow, desk, plan, to, reason=reason)
    return Done(plan, tx.changes)


def _check_clear(reader: Reader, plan: ActionPlan) -> None:
    clarity = rules.clarity(reader, plan.clarity_id)
    lines = []
    for number, item in enumerate(items_of(reader, plan), start=1):
        lacks = unsaid(item, clarity)
        if lacks:
            lines.append(word("plan", "item", number=str(number), points=", ".join(lacks)))
    if lines:
        raise UserError("plan_unclear", items="; ".join(lines))


def unsaid(item: ActionItem, clarity: ClaritySet) -> tuple[str, ...]:
    """What a task must still say before its plan is locked, in words: its points, its due day."""
    names = [point.name for point in item.missing_clears(clarity)]
    return (*names, *([] if item.due else [word("plan", "due")]))
