"""The plan of each member: tasks, their clarity points, and which points are still missing."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from studycompanion.domain.ids import new_id
from studycompanion.domain.people import Member
from studycompanion.domain.plan import ActionItem, ActionPlan, ClarityPoint, ClaritySet
from studycompanion.domain.study import Topic
from studycompanion.domain.vietnamese import nfc
from studycompanion.errors import UserError
from studycompanion.services import rules
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.drafts import item_key
from studycompanion.services.members import card_on
from studycompanion.storage import drafts
from studycompanion.storage.queries import papers
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

UNCHANGED: Any = object()


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A task and what it leaves unclear."""

    item: ActionItem
    missing: tuple[ClarityPoint, ...]


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A member's tasks under the clarity set that they must meet."""

    clarity: ClaritySet
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class MissingLine:
    """A task that is not clear yet, whose it is, and the points it misses."""

    item_id: str
    member_id: str
    member_name: str
    task: str
    missing: tuple[ClarityPoint, ...]


def _plan(reader: Reader, topic_id: str, member_id: str) -> ActionPlan | None:
    found = reader.find(ActionPlan, topic_id=topic_id, member_id=member_id)
    return found[0] if found else None


def items_of(reader: Reader, plan: ActionPlan | None) -> tuple[ActionItem, ...]:
    """The tasks of a plan in their order."""
    found = reader.find(ActionItem, plan_id=plan.id) if plan else []
    return tuple(sorted(found, key=lambda item: (item.position, item.id)))


def plan_card(reader: Reader, topic_id: str, member_id: str) -> PlanCard:
    """A member's plan under its own clarity set, the topic's while there is no plan."""
    plan = _plan(reader, topic_id, member_id)
    rule_id = plan.clarity_id if plan else reader.get(Topic, topic_id).clarity_id
    clarity = rules.clarity(reader, rule_id)
    lines = [ItemLine(i, i.missing_clears(clarity)) for i in items_of(reader, plan)]
    return PlanCard(clarity, tuple(lines))


def open_plan(desk: Desk, topic_id: str, member_id: str) -> PlanCard:
    """A member's plan for a topic; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        return plan_card(reader, topic_id, member_id)


def _ensure_plan(uow: UnitOfWork, desk: Desk, topic_id: str, member_id: str) -> ActionPlan:
    found = _plan(uow, topic_id, member_id)
    if found:
        return found
    return uow.add(
        ActionPlan(
            id=new_id(),
            member_id=member_id,
            cell_id=card_on(uow, member_id, desk.today).cell_id,
            topic_id=topic_id,
            clarity_id=uow.get(Topic, topic_id).clarity_id,
        )
    )


def _writable(plan: ActionPlan) -> None:
    if not plan.stage.is_writable:
        raise UserError("plan_locked")


def _clean(points: dict[str, str]) -> dict[str, str]:
    texts = {key: nfc(text).strip() for key, text in points.items()}
    return {key: text for key, text in texts.items() if text}


def add_item(
    desk: Desk,
    topic_id: str,
    member_id: str,
    points: dict[str, str],
    *,
    due: date | None = None,
) -> Done[ActionItem]:
    """Add a task; an unclear one is kept and named as such. ``UserError("plan_locked")``."""
    with desk.write("item_add", member=member_id) as tx:
        plan = _ensure_plan(tx.uow, desk, topic_id, member_id)
        _writable(plan)
        item = ActionItem(
            id=new_id(),
            plan_id=plan.id,
            position=len(items_of(tx.uow, plan)) + 1,
            points=_clean(points),
            due=due,
        )
        tx.uow.add(item)
    return Done(item, tx.changes)


def change_item(
    desk: Desk,
    item_id: str,
    revision: int,
    *,
    points: dict[str, str] | None = None,
    due: date | None = UNCHANGED,
    helpers: str | None = None,
) -> Done[ActionItem]:
    """Change a task read at ``revision``; ``points`` replaces the texts that it names.

    Raises ``UserError`` ``plan_locked``, ``moved_on`` or ``not_there``.
    """
    with desk.write("item_change", item=item_id) as tx:
        item = tx.uow.get(ActionItem, item_id)
        _writable(tx.uow.get(ActionPlan, item.plan_id))
        fields: dict[str, Any] = {}
        if points is not None:
            fields["points"] = _clean(item.points | points)
        if due is not UNCHANGED:
            fields["due"] = due
        if helpers is not None:
            fields["helpers"] = nfc(helpers).strip()
        item = tx.uow.change(replace(item, revision=revision), **fields)
        for point in points or ():
            drafts.drop(tx.uow.connection, item_key(item_id, point))
    return Done(item, tx.changes)


def remove_item(desk: Desk, item_id: str) -> Done[None]:
    """Take a task out of its plan; undo brings it back. ``UserError("plan_locked")``."""
    with desk.write("item_remove", item=item_id) as tx:
        item = tx.uow.get(ActionItem, item_id)
        _writable(tx.uow.get(ActionPlan, item.plan_id))
        tx.uow.remove(item)
    return Done(None, tx.changes)


def missing(desk: Desk, topic_id: str) -> tuple[MissingLine, ...]:
    """Every task of a topic that is not clear yet, by member in name order."""
    with desk.read() as reader:
        clarity = rules.clarity(reader, reader.get(Topic, topic_id).clarity_id)
        items = papers.items_of_topic(reader.connection, topic_id)
        people = [reader.get(Member, member_id) for member_id in items]
    lines = []
    for person in sorted(people, key=lambda p: (p.sort_key, p.id)):
        for item in items[person.id]:
            unclear = item.missing_clears(clarity)
            if unclear:
                task = item.points.get("task", "")
                lines.append(MissingLine(item.id, person.id, person.full_name, task, unclear))
    return tuple(lines)
