"""Moving the tasks of a plan up and down, and taking one up once more."""

from dataclasses import replace

from studycompanion.domain.ids import new_id
from studycompanion.domain.plan import ActionItem, ActionPlan, ItemStatus
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.plans import items_of, last_place, writable_item


def shift_item(desk: Desk, item_id: str, by: int) -> Done[None]:
    """Move a task so many places down, up where ``by`` is negative, as far as there are places.

    Raises ``UserError("plan_locked")``.
    """
    with desk.write("item_shift", item=item_id) as tx:
        item = writable_item(tx.uow, item_id)
        items = list(items_of(tx.uow, tx.uow.get(ActionPlan, item.plan_id)))
        here = next(place for place, one in enumerate(items) if one.id == item_id)
        items.insert(min(max(here + by, 0), len(items) - 1), items.pop(here))
        for place, one in enumerate(items, start=1):
            tx.uow.change(one, position=place)
    return Done(None, tx.changes)


def duplicate_item(desk: Desk, item_id: str) -> Done[ActionItem]:
    """Add a task that says the same, at the end and without progress; ``plan_locked``."""
    with desk.write("item_duplicate", item=item_id) as tx:
        item = writable_item(tx.uow, item_id)
        plan = tx.uow.get(ActionPlan, item.plan_id)
        made = replace(
            item,
            id=new_id(),
            revision=1,
            position=last_place(tx.uow, plan) + 1,
            status=ItemStatus.DOING,
            percent=0,
            outcome=None,
            outcome_reason="",
        )
        tx.uow.add(made)
    return Done(made, tx.changes)
