"""The user's own library of usual tasks: kept from a plan, taken up in another, mended, removed."""

from studycompanion.domain.ids import new_id
from studycompanion.domain.plan import ActionItem, UsualTask
from studycompanion.domain.vietnamese import fold, nfc
from studycompanion.errors import UserError
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk

_PERSON, _TASK = "person", "task"


def usual_tasks(desk: Desk) -> tuple[UsualTask, ...]:
    """The library, in the order of the tasks' words."""
    with desk.read() as reader:
        found = reader.find(UsualTask)
    return tuple(sorted(found, key=lambda one: (fold(one.points.get(_TASK, "")), one.id)))


def keep_usual(desk: Desk, item_id: str) -> Done[UsualTask]:
    """Keep a task of a plan as a usual one, without the person; ``UserError("usual_empty")``."""
    with desk.write("usual_add") as tx:
        points = _checked(tx.uow.get(ActionItem, item_id).points)
        made = tx.uow.add(UsualTask(id=new_id(), points=points))
    return Done(made, tx.changes)


def change_usual(
    desk: Desk, usual_id: str, revision: int, points: dict[str, str]
) -> Done[UsualTask]:
    """Give a usual task read at ``revision`` other texts; ``usual_empty`` or ``moved_on``."""
    with desk.write("usual_change") as tx:
        usual = tx.uow.get(UsualTask, usual_id)
        if usual.revision != revision:
            raise UserError("moved_on")
        usual = tx.uow.change(usual, points=_checked(usual.points | points))
    return Done(usual, tx.changes)


def remove_usual(desk: Desk, usual_id: str) -> Done[None]:
    """Take a usual task out of the library; undo brings it back."""
    with desk.write("usual_remove") as tx:
        tx.uow.remove(tx.uow.get(UsualTask, usual_id))
    return Done(None, tx.changes)


def _checked(points: dict[str, str]) -> dict[str, str]:
    texts = {key: nfc(text).strip() for key, text in points.items() if key != _PERSON}
    if not texts.get(_TASK):
        raise UserError("usual_empty")
    return {key: text for key, text in texts.items() if text}
