"""The plan of each member: tasks, their clarity points, and which points are still missing."""

from dataclasses import dataclass, field, replace
from datetime import date
from textwrap import shorten
from typing import Any

from studycompanion.domain.hints import Hint
from studycompanion.domain.ids import new_id
from studycompanion.domain.paperwork import FormTemplate
from studycompanion.domain.people import Member
from studycompanion.domain.plan import (
    ActionItem,
    ActionPlan,
    ClarityPoint,
    ClaritySet,
    Evidence,
    ProgressNote,
)
from studycompanion.domain.review import Stage, StageStep
from studycompanion.domain.study import Topic
from studycompanion.domain.vietnamese import nfc
from studycompanion.errors import UserError
from studycompanion.services import review_forms, rules, stages
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.drafts import item_key
from studycompanion.services.members import card_on
from studycompanion.services.reviews import find_review, texts_of
from studycompanion.storage import drafts
from studycompanion.storage.queries import papers
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

UNCHANGED: Any = object()
_FEW = 80
"""How many letters of a text of the self-review are shown where a task names it."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A task and what it leaves unclear."""

    item: ActionItem
    missing: tuple[ClarityPoint, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A text of the member's self-review that a task can mend: its section, its first words."""

    text_id: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A member's tasks under the clarity set that they must meet, and how far the plan is.

    ``names`` are those of the members whom its tasks name as accountable, by id; ``hints`` the
    rules on vague words; ``sources`` what its tasks can mend; ``today`` tells what is overdue.
    """

    clarity: ClaritySet
    items: tuple[ItemLine, ...]
    stage: Stage = Stage.WRITING
    steps: tuple[StageStep, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    hints: tuple[Hint, ...] = ()
    sources: tuple[Source, ...] = ()
    today: date = date.min

    @property
    def source_names(self) -> dict[str, str]:
        """What the review texts are called that tasks can mend, by their id."""
        return {source.text_id: source.title for source in self.sources}


@dataclass(frozen=True, slots=True)
class MissingLine:
    """A task that is not clear yet, whose it is, and the points it misses."""

    item_id: str
    member_id: str
    member_name: str
    task: str
    missing: tuple[ClarityPoint, ...]


def find_plan(reader: Reader, topic_id: str, member_id: str) -> ActionPlan | None:
    """The plan of a member for a topic, None before it exists."""
    found = reader.find(ActionPlan, topic_id=topic_id, member_id=member_id)
    return found[0] if found else None


def items_of(reader: Reader, plan: ActionPlan | None) -> tuple[ActionItem, ...]:
    """The tasks of a plan in their order."""
    found = reader.find(ActionItem, plan_id=plan.id) if plan else []
    return tuple(sorted(found, key=lambda item: (item.position, item.id)))


def last_place(reader: Reader, plan: ActionPlan) -> int:
    """The position of a plan's last task, 0 where there is none."""
    return max((item.position for item in items_of(reader, plan)), default=0)


def plan_card(reader: Reader, topic_id: str, member_id: str) -> PlanCard:
    """A member's plan under its own clarity set, the topic's while there is no plan."""
    plan = find_plan(reader, topic_id, member_id)
    rule_id = plan.clarity_id if plan else reader.get(Topic, topic_id).clarity_id
    clarity = rules.clarity(reader, rule_id)
    lines = [ItemLine(i, i.missing_clears(clarity)) for i in items_of(reader, plan)]
    if plan is None:
        return PlanCard(clarity, ())
    named = {line.item.accountable_id for line in lines} - {None}
    names = {one: reader.get(Member, one).full_name for one in named if one}
    return PlanCard(clarity, tuple(lines), plan.stage, stages.steps_of(reader, plan.id), names)


def open_plan(desk: Desk, topic_id: str, member_id: str) -> PlanCard:
    """A member's plan for a topic; raises ``UserError("not_there")``."""
    zone = desk.clock().tzinfo
    with desk.read() as reader:
        card = plan_card(reader, topic_id, member_id)
        return replace(
            card,
            steps=tuple(replace(step, at=step.at.astimezone(zone)) for step in card.steps),
            hints=rules.hints(reader, reader.get(Topic, topic_id).year),
            sources=sources(reader, topic_id, member_id),
            today=desk.today,
        )


def sources(reader: Reader, topic_id: str, member_id: str) -> tuple[Source, ...]:
    """What a member wrote in the self-review of a topic, in the order of its sections."""
    review = find_review(reader, topic_id, member_id)
    if review is None:
        return ()
    texts = texts_of(reader, review)
    stored = reader.get(FormTemplate, review.template_id)
    return tuple(
        Source(text.id, part.title, shorten(" ".join(text.text.split()), _FEW, placeholder="…"))
        for part in review_forms.parts(stored)
        if part.kind.is_prose and (text := texts.get(part.key)) and text.text.strip()
    )


def _ensure_plan(uow: UnitOfWork, desk: Desk, topic_id: str, member_id: str) -> ActionPlan:
    found = find_plan(uow, topic_id, member_id)
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


def writable_item(reader: Reader, item_id: str) -> ActionItem:
    """A task whose plan may still change; ``UserError`` ``plan_locked`` or ``not_there``."""
    item = reader.get(ActionItem, item_id)
    _writable(reader.get(ActionPlan, item.plan_id))
    return item


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
            position=last_place(tx.uow, plan) + 1,
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
    accountable_id: str | None = UNCHANGED,
    from_review_text_id: str | None = UNCHANGED,
) -> Done[ActionItem]:
    """Change a task read at ``revision``; ``points`` replaces the texts that it names.

    ``accountable_id`` is the one person who answers for it, None for the plan's own member;
    ``from_review_text_id`` the text of the self-review that it mends.
    Raises ``UserError`` ``plan_locked``, ``moved_on`` or ``not_there``.
    """
    with desk.write("item_change", item=item_id) as tx:
        item = writable_item(tx.uow, item_id)
        fields: dict[str, Any] = {}
        if points is not None:
            fields["points"] = _clean(item.points | points)
        if due is not UNCHANGED:
            fields["due"] = due
        if accountable_id is not UNCHANGED:
            fields["accountable_id"] = accountable_id
        if from_review_text_id is not UNCHANGED:
            fields["from_review_text_id"] = from_review_text_id
        if helpers is not None:
            fields["helpers"] = nfc(helpers).strip()
        item = tx.uow.change(replace(item, revision=revision), **fields)
        for point in points or ():
            drafts.drop(tx.uow.connection, item_key(item_id, point))
    return Done(item, tx.changes)


def remove_item(desk: Desk, item_id: str) -> Done[None]:
    """Take a task out of its plan; undo brings it back.

    Raises ``UserError`` ``plan_locked``, or ``item_followed`` where notes or evidence hang on it.
    """
    with desk.write("item_remove", item=item_id) as tx:
        item = writable_item(tx.uow, item_id)
        if any(tx.uow.find(kind, item_id=item_id) for kind in (ProgressNote, Evidence)):
            raise UserError("item_followed")
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
