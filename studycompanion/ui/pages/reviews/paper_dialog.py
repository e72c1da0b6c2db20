"""Notes that a member handed in a review on paper."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import display_date
from studycompanion.errors import UserError
from studycompanion.services import reviews
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.reviews import PersonLine, ReviewCard
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.reading import whole_day
from studycompanion.ui.widgets.basics import label, row
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr


class PaperDialog(FormDialog):
    """When it came, how many pages it has, and where the original lies."""

    def __init__(
        self, parent: QWidget, context: Context, topic_id: str, *, person: PersonLine
    ) -> None:
        super().__init__(parent, context, tr("Đã nhận bản giấy"), step=tr("Ghi nhận"))
        self._topic_id, self._member_id = topic_id, person.member_id
        self.day = LineField(tr("Ngày nhận"), tr("ngày/tháng/năm"))
        self.day.show_text(display_date(context.today))
        self.pages = LineField(tr("Số trang"))
        self.pages.show_text("1")
        self.place = LineField(tr("Bản gốc để ở đâu"))
        self.fields.addWidget(label(person.full_name))
        self.fields.addLayout(row(self.day, self.pages))
        self.fields.addWidget(self.place)
        self.day.setFocus()

    def work(self) -> Callable[[Desk], Done[ReviewCard]]:
        """The call that notes the paper."""
        day, pages = whole_day(self.day.text), self.pages.text.strip()
        if day is None:
            raise UserError("date_unreadable", typed="")
        if not pages.isdigit():
            raise UserError("paper_pages")
        place = self.place.text
        topic_id, member_id = self._topic_id, self._member_id
        return lambda desk: reviews.receive_paper(
            desk, topic_id, member_id, on=day, pages=int(pages), place=place
        )
