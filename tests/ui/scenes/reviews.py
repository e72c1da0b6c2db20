"""A yearly review and the dialogs around it."""

from collections.abc import Iterator

from PySide6.QtWidgets import QScrollArea, QWidget

from studycompanion.domain.paper import Occasion
from studycompanion.services import review_changing, review_drafts, reviews, topics
from studycompanion.ui.page import Page
from studycompanion.ui.pages.reviews.entry_dialog import EntryDialog
from studycompanion.ui.pages.reviews.form_choice_dialog import FormChoiceDialog
from studycompanion.ui.pages.reviews.page import ReviewsPage
from studycompanion.ui.pages.reviews.ranks_dialog import RanksDialog
from tests.ui.scenes.scene import Playbook, Scene, World
from tests.ui.scenes.stage import Stage

_BOOK = Playbook()
_TEXTS = {
    "example": "Gia đình giữ nếp sống mới, ba người con đều đi làm xa vẫn về họp tổ dân phố.",
    "duties": "Phụ trách tổ tự quản ngõ 9: mười hai buổi dọn ngõ, vận động 60 hộ phân loại rác.",
    "mended": "Còn ngại nói thẳng trong họp. :: done\nGhi sổ chưa đều. :: doing",
    "points.common": "27",
    "points.results": "65",
    "points.total": "93",
    "rank": "good",
    "cell_remark": "Nhất trí với phần tự kiểm điểm.",
    "cell_rank": "good",
}


def scenes() -> Iterator[Scene]:
    """Every look of a yearly review."""
    yield from _BOOK.scenes


def _yearly(stage: Stage) -> ReviewsPage:
    """The review of somebody who was here last year, on form 2A and then on 2C."""
    page = stage.page("reviews")
    topic_id = page.topic_id
    who = [p for p in page.view.model.records if p.owes][-2]

    def write(desk: object) -> object:
        review_drafts.draft_all(desk, topic_id, Occasion.YEARLY)
        review_changing.change_form(desk, topic_id, who.member_id, "2A")
        card = reviews.open_review(desk, topic_id, who.member_id)
        known = {s.key: s for s in card.sections}
        for key, text in _TEXTS.items():
            if not known[key].text or known[key].is_prefilled:
                reviews.write_section(
                    desk, topic_id, who.member_id, key, text, revision=known[key].revision
                )
        return review_changing.change_form(desk, topic_id, who.member_id, "2C")

    page.context.tasks.write(write, lambda _done: None)
    stage.settle()
    page.view.finder.table.go_to(who.member_id)
    stage.settle()
    return page


def _scroll_to(field: QWidget) -> None:
    above = field.parentWidget()
    while not isinstance(above, QScrollArea):
        above = above.parentWidget()
    above.ensureWidgetVisible(field)


@_BOOK.scene("reviews-yearly", Page)
def _top(stage: Stage) -> None:
    _yearly(stage)


@_BOOK.scene("reviews-yearly-middle", Page)
def _middle(stage: Stage) -> None:
    page = _yearly(stage)
    _scroll_to(page.view.panel.sections["commitment"])


@_BOOK.scene("reviews-yearly-end", Page)
def _end(stage: Stage) -> None:
    """The points do not add up, which is said below them."""
    page = _yearly(stage)
    _scroll_to(page.view.panel.sections["superior_rank"])


@_BOOK.scene("reviews-rated", Page)
def _rated(stage: Stage) -> None:
    """A form of 2023: each section has its rating, each earlier shortcoming what became of it."""
    page = stage.page("reviews")
    who = page.view.model.records[0].member_id
    made: list[str] = []

    def write(desk: object) -> object:
        made.append(topics.add_topic(desk, "Trách nhiệm nêu gương", 2023).value.id)
        done = review_changing.change_form(desk, made[0], who, "02A")
        for key, text in (("duties.rating", "good"), ("mended", _TEXTS["mended"])):
            reviews.write_section(desk, made[0], who, key, text, revision=0)
        return done

    page.context.tasks.write(write, lambda _done: None)
    stage.settle()
    page.open_record(f"{made[0]} {who}")
    page.reload()
    stage.settle()
    _scroll_to(page.view.panel.sections["mended.rating"])


@_BOOK.scene("review-form-choice", FormChoiceDialog)
def _form(stage: Stage) -> None:
    page = _yearly(stage)
    page.view.panel.change_form.trigger()
    dialog = stage.dialog(FormChoiceDialog)
    dialog.form.choose("study")
    dialog.form.picked.emit("study")


@_BOOK.scene("review-entry", EntryDialog)
def _entry(stage: Stage) -> None:
    _yearly(stage).view.panel.enter.trigger()


@_BOOK.scene("review-ranks", RanksDialog)
def _ranks(stage: Stage) -> None:
    _yearly(stage).view.panel.ranks.trigger()


@_BOOK.scene("review-ranks-none", RanksDialog, world=World.BEGUN)
def _no_ranks(stage: Stage) -> None:
    stage.page("reviews").view.panel.ranks.trigger()
