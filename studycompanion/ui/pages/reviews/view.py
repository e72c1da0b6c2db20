"""Layout of the reviews' page: people at the left, the parts of one review at the right."""

from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell, Column
from studycompanion.ui.pages.reviews.panel import ReviewPanel, stage_of
from studycompanion.ui.person_view import PersonView
from studycompanion.ui.widgets.basics import button
from studycompanion.ui.widgets.split import scrolling_card
from studycompanion.ui.words import tr


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Họ và tên"), lambda p: Cell(p.full_name, is_strong=True), is_name=True),
        Column(tr("Bản tự soi"), stage_of, 18),
    )


class ReviewsView(PersonView):
    """Everything that the page shows, and nothing that it does."""

    def __init__(self) -> None:
        self.panel = ReviewPanel()
        self.drafts = button(tr("Lập cho cả chi bộ…"), icon_name="reviews")
        self.stack = button(tr("Nhận bản giấy…"), icon_name="paper")
        self.word = button(tr("Word"), icon_name="export")
        self.word.setAccessibleName(tr("Phiếu Word"))
        self.word.setToolTip(tr("Phiếu Word"))
        changing(self.drafts, self.stack, self.word)
        super().__init__(
            tr("Tự soi, tự sửa"),
            _columns(),
            scrolling_card(self.panel),
            self.word,
            self.stack,
            self.drafts,
            icon_name="reviews",
        )
        self.finder.table.allow_many()
