"""Behaviour of the plans' page: what is unclear is named at once, left fields are kept."""

from functools import partial
from typing import Any, ClassVar

from studycompanion.domain.plan import ActionItem
from studycompanion.domain.vietnamese import display_date
from studycompanion.errors import CodedError, UserError
from studycompanion.messages import say
from studycompanion.services import drafts, plans
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.drafts import Draft, item_key
from studycompanion.services.plans import PlanCard
from studycompanion.services.reviews import PersonLine
from studycompanion.ui.context import Context
from studycompanion.ui.keeping import Keeper
from studycompanion.ui.pages.plans.actions import PlanActions
from studycompanion.ui.pages.plans.item_card import (
    ACCOUNTABLE,
    DUE,
    HELPERS,
    SOURCE,
    ItemCard,
)
from studycompanion.ui.pages.plans.states import states
from studycompanion.ui.pages.plans.view import PlansView
from studycompanion.ui.person_page import People, PersonPage, share_done
from studycompanion.ui.reading import whole_day
from studycompanion.ui.shown_trace import ShownTrace
from studycompanion.ui.unkept import drop_draft, keep_draft, known_drafts
from studycompanion.ui.words import tr


class PlansPage(PersonPage):
    """Plans of one topic."""

    kinds: ClassVar[tuple[str, ...]] = (*PersonPage.kinds, "stage_step", "progress_note")
    filter_key: ClassVar[str] = "plans"

    def __init__(self, context: Context) -> None:
        self.view = PlansView()
        super().__init__(context, self.view, states())
        self._keepers: dict[str, Keeper] = {}
        self._added = self._wanted_item = ""
        self._plan: PlanCard | None = None
        self._found: dict[str, Draft] = {}
        self._follows = False
        self._year = context.today.year
        self.view.panel.column.built.connect(self._on_built)
        self.view.panel.head.moved.connect(self.go_on)
        self.view.panel.task_added.connect(self._on_task_added)
        self.plan_actions = PlanActions(self)
        self._trace = ShownTrace(self, context.tasks)

    def leave(self) -> None:
        """Keep what is typed."""
        self.view.panel.leave()

    def open_record(self, record_id: str) -> None:
        """Show a person's plan of a topic, and the task whose id may stand third."""
        topic_id, member_id, *rest = record_id.split(" ")
        self._wanted_item = next(iter(rest), "")
        super().open_record(f"{topic_id} {member_id}")

    def describe(self, people: People) -> str:
        """How many have a plan whose every task is clear."""
        clear = sum(line.owes and line.items > 0 and not line.unclear for line in people.lines)
        return tr("Kế hoạch đã rõ: {share}", share=share_done(clear, people))

    def _on_people(self, people: People) -> None:
        asked = [line.member_id for line in people.lines if line.to_report]
        self.plan_actions.asked = tuple(asked)
        self.view.slips.setEnabled(bool(asked))
        years = {topic.id: topic.year for topic in people.topics}
        self._year = years.get(people.topic_id, self._year)
        super()._on_people(people)

    def open_person(self, line: PersonLine | None) -> None:
        """Read a person's plan and the drafts."""
        self._follows = self.view.panel.has_focus()
        self.view.panel.show_person(line)
        self.view.panel.wait()
        self._trace.show_nothing()
        if line is not None:
            topic_id, member_id = self.topic_id, line.member_id
            self.context.tasks.read(
                lambda desk: (
                    topic_id,
                    member_id,
                    plans.open_plan(desk, topic_id, member_id),
                    drafts.drafts(desk),
                ),
                self._on_plan,
                key=self.view.panel,
            )

    def update_person(self, line: PersonLine) -> None:
        """The number of unclear tasks may have changed."""
        self.view.panel.show_person(line)

    def _on_plan(self, read: tuple[str, str, PlanCard, dict[str, Draft]]) -> None:
        topic_id, member_id, plan, found = read
        if self.person is None or (topic_id, member_id) != (self.topic_id, self.person.member_id):
            return
        if plan.items and plan.sources:
            # Tasks name what they mend by the first words of the review.
            self._trace.show_review(topic_id, member_id)
        panel = self.view.panel
        panel.show_clarity(plan.clarity, is_empty=not plan.items)
        panel.show_plan(plan)
        self.plan_actions.clarity = plan.clarity
        is_new = [line.item.id for line in plan.items] != panel.column.ids
        self._renew_keepers([line.item for line in plan.items])
        self._plan, self._found = plan, known_drafts(self.context, found)
        before = dict(panel.cards)
        panel.build(
            plan,
            with_hints=self.context.preferences.comforts.with_hints,
            until=self._added or self._wanted_item,
        )
        for item_id, card in panel.cards.items():
            if before.get(item_id) is card:
                self._show_item(item_id)
        self._settle_keyboard(is_new=is_new)

    def _on_built(self, item_id: str) -> None:
        self._connect(item_id, self.view.panel.cards[item_id])
        self._show_item(item_id)

    def _show_item(self, item_id: str) -> None:
        plan = self._plan
        if plan is None or self.person is None:
            return
        number, line = next(
            (n, line) for n, line in enumerate(plan.items, 1) if line.item.id == item_id
        )
        names = [*(point.key for point in plan.clarity.points), DUE, HELPERS]
        keys = {name: item_key(item_id, name) for name in names}
        mine = {name: self._found[key] for name, key in keys.items() if key in self._found}
        card = self.view.panel.cards[item_id]
        card.show_item(line.item, number, mine, plan=plan, owner=self.person.full_name)
        if DUE in mine:
            self._read_due(item_id, mine[DUE].text)

    def _settle_keyboard(self, *, is_new: bool) -> None:
        """Into the new task's first empty field, or where the next person's typing begins."""
        cards = self.view.panel.cards
        if self._added in cards:
            cards[self._added].go_to_missing()
            self._added = ""
        elif self._wanted_item in cards:
            cards[self._wanted_item].first_field().setFocus()
            self.view.detail.scroll_to(cards[self._wanted_item])
        elif self._follows and is_new:
            first = next(iter(cards.values()), None)
            (first.first_field() if first else self.view.panel.new_task).setFocus()
        self._follows = False
        self._wanted_item = ""

    def _connect(self, item_id: str, card: ItemCard) -> None:
        card.paused.connect(partial(self._on_paused, item_id))
        card.left.connect(partial(self._on_left, item_id))
        card.reverted.connect(partial(self._on_reverted, item_id))
        card.removal_wanted.connect(partial(self._on_removal, item_id))
        self.plan_actions.listen(item_id, card)

    def _renew_keepers(self, items: list[ActionItem]) -> None:
        for keeper in self._keepers.values():
            keeper.release()
        self._keepers = {item.id: self._keeper(item) for item in items}

    def _keeper(self, item: ActionItem) -> Keeper:
        item_id = item.id

        def write(desk: Desk, texts: dict[str, str], revision: int) -> Done[ActionItem]:
            points = {key: text for key, text in texts.items() if not key.startswith("@")}
            same: Any = plans.UNCHANGED
            return plans.change_item(
                desk,
                item_id,
                revision,
                points=points or None,
                due=whole_day(texts[DUE]) if DUE in texts else same,
                helpers=texts.get(HELPERS),
                accountable_id=texts[ACCOUNTABLE] or None if ACCOUNTABLE in texts else same,
                from_review_text_id=texts[SOURCE] or None if SOURCE in texts else same,
            )

        keeper = Keeper(
            self.context,
            write,
            revision=item.revision,
            page=self,
            draft_of=partial(item_key, item_id),
        )
        keeper.refused.connect(partial(self._on_refused, item_id))
        return keeper

    def _on_paused(self, item_id: str, point: str, text: str) -> None:
        if item_id in self._keepers:
            self._keep_draft(item_id, point, text)

    def _keep_draft(self, item_id: str, point: str, text: str) -> None:
        key, revision = item_key(item_id, point), self._keepers[item_id].revision
        keep_draft(self.context, key, text, revision)

    def _on_left(self, item_id: str, name: str, text: str) -> None:
        if item_id not in self._keepers:
            return
        if name != DUE:
            self._keepers[item_id].put(name, text)
            if name == HELPERS:
                self._on_reverted(item_id, HELPERS)
        elif (day := self._read_due(item_id, text)) is not None:
            self._keepers[item_id].put(DUE, day)
            self._on_reverted(item_id, DUE)
        else:
            self._keep_draft(item_id, DUE, text)

    def _read_due(self, item_id: str, text: str) -> str | None:
        """The day in the year of the topic; None, said under the field, where it is no day."""
        card = self.view.panel.cards[item_id]
        try:
            day = whole_day(text, year=self._year)
        except UserError as error:
            card.refuse_due(say(error))
            return None
        card.show_due(day)
        return display_date(day) if day else ""

    def _on_reverted(self, item_id: str, point: str) -> None:
        drop_draft(self.context, item_key(item_id, point))

    def _on_refused(self, item_id: str, error: CodedError, texts: dict[str, str]) -> None:
        for point, text in texts.items():
            is_text = point == HELPERS or not point.startswith("@")
            if is_text and item_id in self._keepers:
                self._keep_draft(item_id, point, text)
        self.context.tasks.troubled.emit(error)
        self.reload()

    def _on_task_added(self, task: str) -> None:
        self.view.panel.new_task.clear()
        self.add_task({"task": task})

    def add_task(self, texts: dict[str, str]) -> None:
        """Add a task to the plan in view, which its own member carries out."""
        if self.person is None:
            return
        topic_id, person = self.topic_id, self.person
        points = texts | {"person": person.full_name}
        self.context.tasks.write(
            lambda desk: plans.add_item(desk, topic_id, person.member_id, points),
            self._on_added,
            origin=self,
        )

    def _on_added(self, done: Done[ActionItem]) -> None:
        self._added = done.value.id
        self.open_person(self.person)

    def _on_removal(self, item_id: str) -> None:
        self.context.tasks.write(lambda desk: plans.remove_item(desk, item_id), self._on_removed)

    def _on_removed(self, _done: Done[None]) -> None:
        self.noted.emit(tr("Đã bỏ một việc làm theo. Hoàn tác: Ctrl+Z."))
