"""What can be done with a plan besides writing: stages, order, progress, usual tasks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from studycompanion.domain.paperwork import FormKind
from studycompanion.domain.plan import ClaritySet, UsualTask
from studycompanion.domain.review import Stage
from studycompanion.services import members, paper_files, plan_order, plan_stages, usual_tasks
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.members import MemberLine
from studycompanion.services.papers import PDF, Wanted
from studycompanion.ui.dialogs import tell_where
from studycompanion.ui.files import choose_new_file
from studycompanion.ui.pages.plans.follow_dialog import FollowDialog
from studycompanion.ui.pages.plans.item_card import ACCOUNTABLE, ItemCard
from studycompanion.ui.pages.plans.small_dialogs import PickDialog, reopening
from studycompanion.ui.pages.plans.usual_dialog import UsualDialog
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.ui.pages.plans.page import PlansPage


class PlanActions(QObject):
    """Acts for the page, and lets it read again."""

    def __init__(self, page: PlansPage) -> None:
        super().__init__(page)
        self._page = page
        self._picking: ItemCard | None = None
        panel = page.view.panel
        panel.stages.wanted.connect(self._on_stage)
        panel.stages.reopening_wanted.connect(self._on_reopen)
        panel.usual.clicked.connect(self._on_usual)
        page.view.slips.clicked.connect(self._on_slips)
        self.clarity: ClaritySet | None = None
        self.asked: tuple[str, ...] = ()

    def listen(self, item_id: str, card: ItemCard) -> None:
        """Listen to a card."""
        card.acted.connect(lambda action: self._act(item_id, action))
        card.follow_wanted.connect(lambda: self._follow(item_id))
        card.pick_wanted.connect(lambda: self._pick(card))
        card.review_wanted.connect(self._open_review)

    def _write(self, work: Callable[[Desk], Done[Any]], then: Callable[[Any], None]) -> None:
        self._page.leave()
        self._page.context.tasks.write(work, then)

    def _again(self, _done: object = None) -> None:
        self._page.open_person(self._page.person)

    def _on_stage(self, to: Stage) -> None:
        person, topic_id = self._page.person, self._page.topic_id
        if person is not None:
            member_id = person.member_id
            self._write(
                lambda desk: plan_stages.move_plan(desk, topic_id, member_id, to), self._again
            )

    def _on_reopen(self) -> None:
        page = self._page
        if page.person is not None:
            reopening(page, page.context, page.topic_id, page.person.member_id).open()

    def _act(self, item_id: str, action: str) -> None:
        if action == "keep":
            self._write(lambda desk: usual_tasks.keep_usual(desk, item_id), self._on_kept)
        elif action == "copy":
            self._write(lambda desk: plan_order.duplicate_item(desk, item_id), self._again)
        else:
            by = -1 if action == "up" else 1
            self._write(lambda desk: plan_order.shift_item(desk, item_id, by), self._again)

    def _on_kept(self, _done: Done[UsualTask]) -> None:
        self._page.noted.emit(tr("Đã lưu làm việc thường dùng."))

    def _follow(self, item_id: str) -> None:
        self._page.leave()
        FollowDialog(self._page, self._page.context, item_id).open()

    def _pick(self, card: ItemCard) -> None:
        self._picking = card
        self._page.context.tasks.read(members.list_members, self._show_people, key=self)

    def _show_people(self, people: tuple[MemberLine, ...]) -> None:
        card = self._picking
        if card is not None:
            chosen = card.accountable_id() or (
                self._page.person.member_id if self._page.person else ""
            )
            dialog = PickDialog(self._page, people, chosen)
            dialog.picked.connect(self._on_picked)
            dialog.open()

    def _on_picked(self, member_id: str, name: str) -> None:
        card, self._picking = self._picking, None
        if card is not None and card in self._page.view.panel.cards.values():
            is_own = self._page.person is not None and member_id == self._page.person.member_id
            card.links.show_accountable(name)
            card.left.emit(ACCOUNTABLE, "" if is_own else member_id)

    def _open_review(self) -> None:
        page = self._page
        if page.person is not None:
            page.record_wanted.emit("reviews", f"{page.topic_id} {page.person.member_id}")

    def _on_usual(self) -> None:
        if self.clarity is not None:
            self._page.leave()
            dialog = UsualDialog(self._page, self._page.context, self.clarity)
            dialog.taken.connect(self._page.add_task)
            dialog.open()

    def _on_slips(self) -> None:
        title, name = tr("Lưu phiếu nhắc"), f"phieu-nhac{PDF}"
        choose_new_file(self._page, title, name=name, then=self.save_slips)

    def save_slips(self, path: Path) -> None:
        """Write a slip for everybody who has to report this month."""
        wanted = Wanted(form=FormKind.REMINDER, topic_id=self._page.topic_id, member_ids=self.asked)
        path = path if path.suffix else path.with_suffix(PDF)
        self._page.context.tasks.compute(
            lambda desk: paper_files.export_paper(desk, wanted, path), self._on_slips_saved
        )

    def _on_slips_saved(self, path: Path) -> None:
        tell_where(self._page, tr("Đã lưu phiếu nhắc vào:"), path)
