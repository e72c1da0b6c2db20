"""Asks why a review is opened again."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from studycompanion.domain.review import SelfReview, Stage
from studycompanion.services import review_stages
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr


class ReopenReviewDialog(FormDialog):
    """The reason is kept with the review."""

    def __init__(self, parent: QWidget, context: Context, topic_id: str, member_id: str) -> None:
        title = tr("Mở lại bản tự soi")
        super().__init__(parent, context, title, step=title)
        self._topic_id, self._member_id = topic_id, member_id
        self.reason = LineField(tr("Lý do mở lại"), tr("ví dụ: bổ sung hạn chế"))
        self.fields.addWidget(self.reason)
        note = tr("Bản tự soi trở lại bước đang viết. Lý do được giữ cùng bản.")
        self.fields.addWidget(label(note, "muted"))
        self.reason.setFocus()

    def work(self) -> Callable[[Desk], Done[SelfReview]]:
        """The call that opens the review again."""
        topic_id, member_id, reason = self._topic_id, self._member_id, self.reason.text
        return lambda desk: review_stages.move_review(
            desk, topic_id, member_id, Stage.WRITING, reason=reason
        )
