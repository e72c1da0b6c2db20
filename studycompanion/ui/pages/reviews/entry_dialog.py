"""Nhập thay: notes who types a review for the member."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from studycompanion.domain.review import SelfReview
from studycompanion.services import review_entry, reviews
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.reviews import PersonLine, ReviewCard
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr


class EntryDialog(FormDialog):
    """Whoever types is proposed; an empty name takes the note off."""

    def __init__(
        self, parent: QWidget, context: Context, topic_id: str, *, person: PersonLine
    ) -> None:
        super().__init__(parent, context, tr("Nhập thay"), step=tr("Ghi nhận"))
        self._topic_id, self._member_id = topic_id, person.member_id
        self.who = LineField(tr("Người nhập thay"))
        self.fields.addWidget(label(person.full_name))
        self.fields.addWidget(self.who)
        for note in (
            tr("Tên và giờ ghi nhận hiện ở đầu bản và trong hồ sơ của đồng chí ấy."),
            tr("Không bắt buộc. Để trống rồi bấm Ghi nhận là bỏ ghi chú nhập thay."),
        ):
            self.fields.addWidget(label(note, "muted"))
        self.who.setFocus()
        member_id = self._member_id
        context.tasks.read(
            lambda desk: (reviews.open_review(desk, topic_id, member_id), desk.actor.name),
            self._on_read,
            key=self,
        )

    def _on_read(self, read: tuple[ReviewCard, str]) -> None:
        card, me = read
        noted = card.review.entered_by if card.review else ""
        self.who.show_text(noted or me)

    def work(self) -> Callable[[Desk], Done[SelfReview]]:
        """The call that notes it."""
        topic_id, member_id, who = self._topic_id, self._member_id, self.who.text
        return lambda desk: review_entry.note_entry(desk, topic_id, member_id, who)
