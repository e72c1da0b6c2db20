"""Reads the promises that a review answers for, opens their tasks, drafts the part on them."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from studycompanion.errors import CodedError
from studycompanion.services import promises
from studycompanion.services.changes import Done
from studycompanion.services.past_reviews import COMMITMENT
from studycompanion.services.promises import Promise, Typed
from studycompanion.services.reviews import ReviewCard, SectionText
from studycompanion.ui.dialogs import Message
from studycompanion.ui.page import Page
from studycompanion.ui.pages.reviews.promise_card import PromiseCard
from studycompanion.ui.tokens import Tone
from studycompanion.ui.words import tr

Place = tuple[str, str]
"""The topic and the member of a review."""


class Promising(QObject):
    """Acts for the page; ``again`` lets it read the review anew."""

    def __init__(self, page: Page, card: PromiseCard, again: Callable[[object], None]) -> None:
        super().__init__(page)
        self._page, self._card, self._again = page, card, again
        self._place: Place = ("", "")
        self._review: ReviewCard | None = None
        card.open_wanted.connect(self._on_open)
        card.draft.clicked.connect(self._on_draft)
        card.set_folded(is_folded=not page.context.preferences.comforts.with_promises)
        card.folded.connect(self._on_folded)

    def show(self, topic_id: str, member_id: str, review: ReviewCard) -> None:
        """Show what a review answers for."""
        if self._place != (topic_id, member_id):
            self._card.hide()
        self._place, self._review = (topic_id, member_id), review
        place = self._place
        self._page.context.tasks.read(
            lambda desk: (place, promises.promises(desk, *place)), self._on_read, key=self
        )

    def _on_read(self, read: tuple[Place, tuple[Promise, ...]]) -> None:
        place, found = read
        if place == self._place and self._review is not None:
            has_part = any(section.key == COMMITMENT for section in self._review.sections)
            may_write = self._review.stage.is_writable
            self._card.show_promises(found, has_part=has_part, may_write=may_write)

    def _on_open(self, promise: Promise) -> None:
        self._page.leave()
        where = f"{promise.topic_id} {self._place[1]} {promise.item.id}"
        self._page.record_wanted.emit("plans", where)

    def _on_folded(self, is_folded: bool) -> None:
        self._page.context.preferences.change(with_promises=not is_folded)

    def _on_draft(self) -> None:
        self._page.leave()
        self._draft(None)

    def _draft(self, typed: Typed | None) -> None:
        topic_id, member_id = self._place
        self._page.context.tasks.write(
            lambda desk: promises.draft_promises(desk, topic_id, member_id, typed=typed),
            self._on_drafted,
            failed=self._on_refused,
        )

    def _on_drafted(self, done: Done[SectionText]) -> None:
        self._page.noted.emit(tr("Đã soạn phần thực hiện cam kết. Hoàn tác: Ctrl+Z."))
        self._again(done)

    def _on_refused(self, error: CodedError) -> None:
        if error.code != "promises_typed":
            self._page.context.tasks.troubled.emit(error)
            return
        question = tr("Phần thực hiện cam kết đã có chữ đồng chí gõ. Làm gì với chữ ấy?")
        message = Message(self._page, question, tone=Tone.INFO)
        message.add_button(
            tr("Giữ, thêm vào cuối"), lambda: self._settle(message, Typed.APPEND), kind="primary"
        )
        message.add_button(tr("Thay bằng bản soạn"), lambda: self._settle(message, Typed.REPLACE))
        message.add_button(tr("Hủy"), message.reject)
        message.open()

    def _settle(self, message: Message, typed: Typed) -> None:
        message.accept()
        self._draft(typed)
