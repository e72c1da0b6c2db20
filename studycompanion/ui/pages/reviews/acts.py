"""What can be done with a review besides writing: its form, who typed it, the counts of ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studycompanion.services import rank_counts, review_changing
from studycompanion.services.rank_counts import RankCounts
from studycompanion.services.review_changing import FormChoice
from studycompanion.ui.pages.reviews.entry_dialog import EntryDialog
from studycompanion.ui.pages.reviews.form_choice_dialog import FormChoiceDialog
from studycompanion.ui.pages.reviews.ranks_dialog import RanksDialog
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.ui.pages.reviews.page import ReviewsPage


class ReviewActs(QObject):
    """Acts for the page, and lets it read again."""

    def __init__(self, page: ReviewsPage) -> None:
        super().__init__(page)
        self._page = page
        panel = page.view.panel
        panel.change_form.triggered.connect(self._on_change_form)
        panel.enter.triggered.connect(self._on_enter)
        panel.others.taken.connect(self._on_taken)
        panel.others.dropped.connect(self._on_dropped)
        panel.ranks.triggered.connect(self._on_ranks)

    def _on_change_form(self) -> None:
        page = self._page
        if page.person is not None:
            page.leave()
            topic_id, member_id = page.topic_id, page.person.member_id
            # On the writer, so behind what was just left.
            page.context.tasks.keep(
                lambda desk: review_changing.form_choices(desk, topic_id, member_id),
                self._show_forms,
            )

    def _show_forms(self, choices: tuple[FormChoice, ...]) -> None:
        page = self._page
        if page.person is not None:
            dialog = FormChoiceDialog(
                page, page.context, page.topic_id, person=page.person, choices=choices
            )
            dialog.done_with.connect(self._on_changed)
            dialog.open()

    def _on_changed(self, _card: object) -> None:
        self._page.noted.emit(tr("Đã đổi mẫu. Hoàn tác: Ctrl+Z."))
        self._page.again()

    def _on_enter(self) -> None:
        page = self._page
        if page.person is not None:
            page.leave()
            dialog = EntryDialog(page, page.context, page.topic_id, person=page.person)
            dialog.done_with.connect(page.again)
            dialog.open()

    def _on_taken(self, old_key: str, new_key: str) -> None:
        page = self._page
        if page.person is not None:
            page.leave()
            topic_id, member_id = page.topic_id, page.person.member_id
            page.context.tasks.write(
                lambda desk: review_changing.take_over(desk, topic_id, member_id, old_key, new_key),
                page.again,
            )

    def _on_dropped(self, old_key: str) -> None:
        page = self._page
        if page.person is not None:
            page.leave()
            topic_id, member_id = page.topic_id, page.person.member_id
            page.context.tasks.write(
                lambda desk: review_changing.put_away(desk, topic_id, member_id, old_key),
                page.again,
            )

    def _on_ranks(self) -> None:
        page = self._page
        page.leave()
        topic_id, cell_id = page.topic_id, page.view.cells.chosen or None
        page.context.tasks.keep(
            lambda desk: rank_counts.rank_counts(desk, topic_id, cell_id=cell_id), self._show_ranks
        )

    def _show_ranks(self, counts: RankCounts) -> None:
        cells = self._page.view.cells
        where = cells.currentText() if cells.chosen else ""
        RanksDialog(self._page, counts, where).open()
