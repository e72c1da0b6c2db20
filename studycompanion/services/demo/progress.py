"""How the tasks of the sample's last year went on: notes, evidence, and what the cell found."""

from typing import Any

from studycompanion.domain.ids import new_id
from studycompanion.domain.plan import ActionItem, Evidence, ItemStatus, Outcome, ProgressNote
from studycompanion.domain.study import Topic
from studycompanion.services.demo.acts import STEP
from studycompanion.services.demo.people import Maker
from studycompanion.services.desk import Desk
from studycompanion.services.members import list_members
from studycompanion.storage.queries import papers

_HALFWAY, _STUCK_AT, _WHOLE = 40, 60, 100


def _items(desk: Desk, topic: Topic) -> list[ActionItem]:
    """Every task of a topic, by person in name order."""
    with desk.read() as reader:
        found = papers.items_of_topic(reader.connection, topic.id)
    return [item for member in list_members(desk) for item in found.get(member.id, ())]


def _finished(items: list[ActionItem]) -> list[ActionItem]:
    """Those that are done by the end of the year: four in five."""
    return [item for number, item in enumerate(items) if number % 5 != 3]


def _facts(maker: Maker, item: ActionItem) -> dict[str, Any]:
    return next(task for task in maker.words["tasks"] if task["task"] == item.points["task"])


def report_halfway(desk: Desk, maker: Maker, topic: Topic) -> None:
    """A first dated note on every task."""
    items = _items(desk, topic)
    notes = [_note(desk, i, _facts(maker, i)["halfway"], percent=_HALFWAY) for i in items]
    with desk.write(STEP) as tx:
        tx.uow.add_all(notes)
        tx.uow.change_all(items, percent=_HALFWAY)


def report_end(desk: Desk, maker: Maker, topic: Topic) -> None:
    """Most tasks are done and show evidence, the others went on a little."""
    items = _items(desk, topic)
    done = _finished(items)
    going = [item for item in items if item not in done]
    notes = [_note(desk, i, _facts(maker, i)["end"], percent=_WHOLE) for i in done]
    with desk.write(STEP) as tx:
        tx.uow.add_all(notes)
        tx.uow.add_all([_evidence(desk, item, _facts(maker, item)) for item in done])
        tx.uow.change_all(done, percent=_WHOLE, status=ItemStatus.DONE)
        tx.uow.change_all(going, percent=_STUCK_AT)


def judge(desk: Desk, topic: Topic) -> None:
    """What the cell found of each task: met, met in part, and here and there not met."""
    items = _items(desk, topic)
    done = [item for item in items if item.status is ItemStatus.DONE]
    going = [item for item in items if item.status is ItemStatus.DOING]
    with desk.write(STEP) as tx:
        tx.uow.change_all(done, outcome=Outcome.MET)
        tx.uow.change_all(going[1:], outcome=Outcome.PARTLY)
        tx.uow.change_all(going[:1], outcome=Outcome.NOT_MET)


def _note(desk: Desk, item: ActionItem, text: str, *, percent: int) -> ProgressNote:
    return ProgressNote(
        id=new_id(),
        item_id=item.id,
        at=desk.clock(),
        by=desk.actor.name,
        text=text,
        percent=percent,
    )


def _evidence(desk: Desk, item: ActionItem, facts: dict[str, Any]) -> Evidence:
    return Evidence(
        id=new_id(),
        item_id=item.id,
        on=desk.today,
        text=facts["evidence"],
        number=facts["number"],
    )
