"""Behaviour of the reviews' page: typing is kept as a draft, leaving a field makes a change set."""

from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtGui import QKeySequence, QShortcut

from studycompanion.domain.review import Stage
from studycompanion.errors import CodedError
from studycompanion.services import drafts, past_reviews, review_stages, reviews
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.drafts import Draft, review_key
from studycompanion.services.past_reviews import PastReview
from studycompanion.services.review_forms import PartKind
from studycompanion.services.reviews import PersonLine, ReviewCard, SectionText
from studycompanion.ui.context import Context
from studycompanion.ui.keeping import Keeper
from studycompanion.ui.pages.reviews.acts import ReviewActs
from studycompanion.ui.pages.reviews.drafts_dialog import DraftsDialog
from studycompanion.ui.pages.reviews.panel import LAST_YEAR_KEYS
from studycompanion.ui.pages.reviews.promising import Promising
from studycompanion.ui.pages.reviews.receiving import Receiver
from studycompanion.ui.pages.reviews.reopening import reopening
from studycompanion.ui.pages.reviews.states import states
from studycompanion.ui.pages.reviews.view import ReviewsView
from studycompanion.ui.pages.reviews.word_flow import WordFlow
from studycompanion.ui.person_page import People, PersonPage, share_done
from studycompanion.ui.shown_trace import ShownTrace
from studycompanion.ui.unkept import drop_draft, keep_draft, known_drafts
from studycompanion.ui.words import tr


class ReviewsPage(PersonPage):
    """Self-reviews of one topic."""

    kinds: ClassVar[tuple[str, ...]] = (*PersonPage.kinds, "stage_step")

    filter_key: ClassVar[str] = "reviews"

    def __init__(self, context: Context) -> None:
        self.view = ReviewsView()
        super().__init__(context, self.view, states())
        self._keepers: dict[str, Keeper] = {}
        self._shown = ("", "")
        panel = self.view.panel
        panel.paused.connect(self._on_paused)
        panel.left.connect(self._on_left)
        panel.reverted.connect(self._on_reverted)
        panel.head.moved.connect(self.go_on)
        self.promising = Promising(self, panel.promises, self.again)
        self.receiver = Receiver(self)
        self.receiver.received.connect(self._on_received)
        panel.paper.clicked.connect(self._on_paper)
        panel.paper_note.scan.clicked.connect(self._on_scan)
        self.view.stack.clicked.connect(self._on_stack)
        self.view.drafts.clicked.connect(self._on_drafts)
        panel.plan.clicked.connect(self._on_plan)
        panel.stages.wanted.connect(self._on_stage)
        panel.stages.reopening_wanted.connect(self._on_reopen)
        comforts = context.preferences.comforts
        panel.prompt_card.set_folded(is_folded=not comforts.with_prompts)
        panel.prompt_card.folded.connect(self._on_prompts_folded)
        panel.last_year.setChecked(comforts.with_last_year)
        panel.last_year.toggled.connect(self._on_last_year)
        keys = QShortcut(QKeySequence(LAST_YEAR_KEYS), self)
        keys.activated.connect(panel.last_year.click)
        self.acts = ReviewActs(self)
        self.word = WordFlow(self)
        self._trace = ShownTrace(self, context.tasks)

    def leave(self) -> None:
        """Keep what is typed."""
        self.view.panel.leave()

    def describe(self, people: People) -> str:
        """How many have written something or handed in a paper."""
        done = sum(line.owes and line.review_stage is not None for line in people.lines)
        return tr("Đã viết: {share}", share=share_done(done, people))

    def open_person(self, line: PersonLine | None) -> None:
        """Read a person's review and the drafts that belong to it."""
        self.view.panel.show_person(line)
        self.view.panel.wait()
        self._trace.show_nothing()
        if line is None:
            return
        topic_id, member_id = self.topic_id, line.member_id
        self.context.tasks.read(
            lambda desk: (
                topic_id,
                member_id,
                reviews.open_review(desk, topic_id, member_id),
                drafts.drafts(desk),
                past_reviews.past_review(desk, topic_id, member_id),
            ),
            self._on_card,
            key=self.view.panel,
        )

    def update_person(self, line: PersonLine) -> None:
        """The stage may have moved on."""
        self.view.panel.show_person(line)

    def _on_card(
        self, read: tuple[str, str, ReviewCard, dict[str, Draft], PastReview | None]
    ) -> None:
        topic_id, member_id, card, found, past = read
        if self.person is None or (topic_id, member_id) != (self.topic_id, self.person.member_id):
            return
        self.promising.show(topic_id, member_id, card)
        for keeper in self._keepers.values():
            keeper.release()
        self._keepers = {s.key: self._keeper(topic_id, member_id, s) for s in card.sections}
        found = known_drafts(self.context, found)
        mine = {s.key: found.get(review_key(topic_id, member_id, s.key)) for s in card.sections}
        if not self.context.preferences.comforts.with_hints:
            card = replace(card, hints=())
        known = {key: draft for key, draft in mine.items() if draft}
        self.view.panel.show_card(card, known, past=past)
        self._follow_keyboard((topic_id, member_id))
        self._trace.show_review(topic_id, member_id)

    def _follow_keyboard(self, shown: tuple[str, str]) -> None:
        """Whoever types on for the next person sees the field that has the keyboard."""
        held = self.view.panel.held()
        if held is not None and shown != self._shown:
            self.view.detail.scroll_to(held)
        self._shown = shown

    def _keeper(self, topic_id: str, member_id: str, section: SectionText) -> Keeper:
        key = section.key

        def write(desk: Desk, texts: dict[str, str], revision: int) -> Done[SectionText]:
            return reviews.write_section(
                desk, topic_id, member_id, key, texts[key], revision=revision
            )

        keeper = Keeper(
            self.context,
            write,
            revision=section.revision,
            page=self,
            draft_of=partial(review_key, topic_id, member_id),
        )
        keeper.refused.connect(partial(self._on_refused, topic_id, member_id, keeper.revision))
        return keeper

    def _on_paused(self, key: str, text: str) -> None:
        if self.person is not None:
            self._keep_draft(
                review_key(self.topic_id, self.person.member_id, key),
                text,
                self._keepers[key].revision,
            )

    def _keep_draft(self, key: str, text: str, revision: int) -> None:
        keep_draft(self.context, key, text, revision)

    def _on_left(self, key: str, text: str) -> None:
        if key in self._keepers:
            self._keepers[key].put(key, text)

    def _on_reverted(self, key: str) -> None:
        if self.person is not None:
            drop_draft(self.context, review_key(self.topic_id, self.person.member_id, key))

    def _on_refused(
        self,
        topic_id: str,
        member_id: str,
        revision: int,
        error: CodedError,
        texts: dict[str, str],
    ) -> None:
        for key, text in texts.items():
            if self.view.panel.sections[key].part.kind is not PartKind.CHOICE:
                self._keep_draft(review_key(topic_id, member_id, key), text, revision)
        self.context.tasks.troubled.emit(error)
        self.reload()

    def _on_paper(self) -> None:
        if self.person is not None:
            self.leave()
            self.receiver.ask_one(self.topic_id, self.person)

    def _on_stack(self) -> None:
        self.leave()
        self.receiver.ask_stack(self.topic_id, self.view.cells.chosen or None)

    def _on_received(self, count: int) -> None:
        self.noted.emit(tr("Đã ghi nhận {n} bản giấy. Hoàn tác: Ctrl+Z.", n=count))
        self.again(count)

    def _on_scan(self) -> None:
        review = self.view.panel.paper_note.review
        if self.person is not None and review is not None:
            self.receiver.save_scan(review, self.person.full_name)

    def _on_drafts(self) -> None:
        self.leave()
        dialog = DraftsDialog(self, self.context, self.topic_id)
        dialog.done_with.connect(self._on_drafted)
        dialog.open()

    def _on_drafted(self, made: int) -> None:
        if made:
            self.noted.emit(tr("Đã lập {n} bản tự soi. Hoàn tác: Ctrl+Z.", n=made))
        else:
            self.noted.emit(tr("Ai phải làm cũng đã có bản. Không lập thêm bản nào."))
        self.reload()

    def _on_stage(self, to: Stage) -> None:
        if self.person is not None:
            self.leave()
            topic_id, member_id = self.topic_id, self.person.member_id
            self.context.tasks.write(
                lambda desk: review_stages.move_review(desk, topic_id, member_id, to), self.again
            )

    def _on_reopen(self) -> None:
        if self.person is not None:
            dialog = reopening(self, self.context, self.topic_id, self.person.member_id)
            dialog.done_with.connect(self.again)
            dialog.open()

    def again(self, _done: object = None) -> None:
        """Read the person in view again."""
        self.open_person(self.person)

    def _on_prompts_folded(self, is_folded: bool) -> None:
        self.context.preferences.change(with_prompts=not is_folded)

    def _on_last_year(self, is_wanted: bool) -> None:
        self.context.preferences.change(with_last_year=is_wanted)

    def _on_plan(self) -> None:
        if self.person is not None:
            self.leave()
            self.record_wanted.emit("plans", f"{self.topic_id} {self.person.member_id}")
