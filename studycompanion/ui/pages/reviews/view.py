"""Layout of the reviews' page: people at the left, the parts of one review at the right."""

from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell, Column
from studycompanion.ui.pages.reviews.panel import ReviewPanel, stage_of
from studycompanion.ui.person_view import PersonView
from studycompanion.ui.theme import current
from studycompanion.ui.widgets.basics import button
from studycompanion.ui.widgets.split import scrolling_card
from studycompanion.ui.words import tr

_ROOMY = 150
"""Up to this size of the text, in percent, the head has room for all its buttons."""


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
        self.has_room = current().scale <= _ROOMY
        """Whether there is room for all buttons; else receiving papers stands in a menu."""
        if not self.has_room:
            self.stack.setParent(self.panel)
            self.stack.hide()
        changing(self.drafts, self.stack, self.word)
        super().__init__(
            tr("Tự soi, tự sửa"),
            _columns(),
            scrolling_card(self.panel),
            self.word,
            *([self.stack] if self.has_room else []),
            self.drafts,
            icon_name="reviews",
        )
        self.finder.table.allow_many()
