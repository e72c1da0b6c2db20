"""Makes reviews for everyone whom a topic calls."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from studycompanion.domain.paper import Occasion
from studycompanion.services import review_drafts
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.words import tr


class DraftsDialog(FormDialog):
    """Asks for what occasion; who has a review keeps it."""

    def __init__(self, parent: QWidget, context: Context, topic_id: str) -> None:
        super().__init__(parent, context, tr("Lập bản tự soi cho cả chi bộ"), step=tr("Lập"))
        self._topic_id = topic_id
        self.occasion = ChoiceBox(tr("Dùng vào dịp nào"))
        self.occasion.setMaximumWidth(16777215)
        self.occasion.fill(
            [
                (Occasion.AFTER_STUDY.value, tr("Sau khi học chuyên đề (bản ngắn)")),
                (Occasion.YEARLY.value, tr("Kiểm điểm cuối năm (mẫu theo chức vụ)")),
            ]
        )
        title = label(tr("Dùng vào dịp nào"), "field")
        title.setBuddy(self.occasion)
        self.fields.addWidget(title)
        self.fields.addWidget(self.occasion)
        notes = (
            tr("Mỗi đồng chí được triệu tập có một bản. Ai đã có bản thì giữ nguyên."),
            tr("Không lập cho người được miễn và đảng viên vào Đảng chưa đủ 6 tháng."),
            tr("Hạn chế và việc đã hứa năm trước được đưa sẵn vào bản cuối năm để sửa lại."),
        )
        for note in notes:
            self.fields.addWidget(label(note, "muted"))
        self.occasion.setFocus()

    def work(self) -> Callable[[Desk], Done[int]]:
        """The call that makes the reviews; its value is how many."""
        topic_id, occasion = self._topic_id, Occasion(self.occasion.chosen)
        return lambda desk: review_drafts.draft_all(desk, topic_id, occasion)
