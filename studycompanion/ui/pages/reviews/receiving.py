"""Papers that come in: asks of one or of a stack, tells what is known of one, saves its scan."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.review import SelfReview
from studycompanion.domain.vietnamese import display_date
from studycompanion.services import handed_papers
from studycompanion.services.handed_papers import Said, Stack
from studycompanion.services.reviews import PersonLine
from studycompanion.ui import dialogs
from studycompanion.ui.files import choose_new_file
from studycompanion.ui.page import Page
from studycompanion.ui.pages.reviews.paper_dialog import PaperDialog
from studycompanion.ui.pages.reviews.stack_dialog import StackDialog
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


class PaperNote(QWidget):
    """When a paper came, its pages and its place; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.review: SelfReview | None = None
        self.words = label("", "muted")
        self.scan = button(tr("Lưu bản quét…"), kind="quiet", icon_name="save")
        self.setLayout(column(TurningRow(self.words, self.scan)))
        self.hide()

    def show_review(self, review: SelfReview | None) -> None:
        """Tell what is known of the paper of a review."""
        self.review, on = review, review.paper_on if review else None
        self.setVisible(on is not None)
        if review is not None and on is not None:
            day, count = display_date(on), review.paper_pages or 1
            said = tr("Bản giấy nhận ngày {day}, {n} trang", day=day, n=count)
            kept = tr("bản gốc: {place}", place=review.paper_place) if review.paper_place else ""
            self.words.setText("; ".join(filter(None, (said, kept))) + ".")
            self.scan.setVisible(review.scan_id is not None)


class Receiver(QObject):
    """Reads what the dialogs begin with and opens them over a page."""

    received = Signal(object)
    """So many papers were noted."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._tasks = page, page.context.tasks

    def ask_one(self, topic_id: str, person: PersonLine) -> None:
        """Ask of one person's paper."""
        self._tasks.read(
            lambda desk: (
                topic_id,
                person,
                handed_papers.proposed(desk, topic_id, person.member_id),
            ),
            self._open_one,
            key=self,
        )

    def _open_one(self, read: tuple[str, PersonLine, Said]) -> None:
        topic_id, person, said = read
        context = self._page.context
        self._open(PaperDialog(self._page, context, topic_id, person=person, said=said))

    def ask_stack(self, topic_id: str, cell_id: str | None) -> None:
        """Ask of everyone whose paper has not come in, of one cell or of all."""
        self._tasks.read(
            lambda desk: (topic_id, handed_papers.stack(desk, topic_id, cell_id=cell_id)),
            self._open_stack,
            key=self,
        )

    def _open_stack(self, read: tuple[str, Stack]) -> None:
        topic_id, stack = read
        if not stack.people:
            self._page.noted.emit(tr("Bản tự soi của ai cũng đã nhận hoặc đã nộp."))
            return
        self._open(StackDialog(self._page, self._page.context, topic_id, stack))

    def _open(self, dialog: Any) -> None:
        dialog.done_with.connect(self.received)
        dialog.open()

    def save_scan(self, review: SelfReview, name: str) -> None:
        """Save the scan of a review to a file."""
        self._tasks.read(
            lambda desk: (review.id, name + handed_papers.scan_ending(desk, review.id)),
            self._choose,
            key=self,
        )

    def _choose(self, found: tuple[str, str]) -> None:
        review_id, name = found
        choose_new_file(
            self._page,
            tr("Lưu bản quét"),
            name=name,
            then=lambda path: self._tasks.keep(
                lambda desk: handed_papers.save_scan(desk, review_id, path),
                self._on_saved,
            ),
        )

    def _on_saved(self, path: Path) -> None:
        dialogs.tell_where(self._page, tr("Đã lưu vào tệp:"), path)
