"""Word forms of the reviews' page: out to a folder, and back from files or a drop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.errors import Cancelled, CodedError
from studycompanion.services.word_form_reading import FormRead, read_forms
from studycompanion.services.word_forms import FormsWanted, export_word_forms
from studycompanion.ui import dialogs
from studycompanion.ui.files import choose_files, choose_folder
from studycompanion.ui.pages.reviews.word_in_dialog import WordInDialog
from studycompanion.ui.pages.reviews.word_out_dialog import Whose, WordOutDialog
from studycompanion.ui.progress import run_job
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.ui.pages.reviews.page import ReviewsPage


class WordFlow(QObject):
    """Fills the menu of the button and goes through both ways over the page."""

    def __init__(self, page: ReviewsPage) -> None:
        super().__init__(page)
        self._page = page
        self._out = Path()
        menu = QMenu(page.view.word)
        menu.addAction(tr("Xuất phiếu Word…")).triggered.connect(self.ask_out)
        menu.addAction(tr("Nhận phiếu Word…")).triggered.connect(self.ask_in)
        if not page.view.has_room:
            menu.addAction(page.view.stack.text()).triggered.connect(page.view.stack.click)
        page.view.word.setMenu(menu)

    def ask_out(self) -> None:
        """Ask whose forms are to be written."""
        page = self._page
        page.leave()
        dialog = WordOutDialog(page, page.context, self._whose())
        dialog.ordered.connect(self._choose_folder)
        dialog.open()

    def _whose(self) -> Whose:
        page, person = self._page, self._page.person
        cell_id = page.view.cells.chosen
        lines = page.view.model.records
        owing = [line for line in lines if line.owes and cell_id in ("", line.cell_id)]
        chosen = [line for line in page.view.finder.table.selected() if line.owes]
        one = person if person is not None and person.owes else None
        return Whose(
            page.topic_id,
            cell_id,
            len(owing),
            frozenset(line.member_id for line in chosen),
            one.member_id if one else "",
            one.full_name if one else "",
            {line.member_id: line.full_name for line in owing},
        )

    def _choose_folder(self, wanted: FormsWanted) -> None:
        choose_folder(
            self._page,
            tr("Chọn thư mục hoặc USB để ghi phiếu Word"),
            folder=self._page.context.preferences.comforts.word_folder,
            then=lambda out: self.export_to(wanted, out),
        )

    def export_to(self, wanted: FormsWanted, out: Path) -> None:
        """Write the forms below a folder, which is remembered."""
        self._page.context.preferences.change(word_folder=str(out))
        self._out = out
        run_job(
            self._page,
            self._page.context.tasks,
            tr("Đang xuất phiếu Word…"),
            work=lambda desk, job: export_word_forms(desk, wanted, out, job=job),
            then=self._on_exported,
            failed=self._on_stopped,
        )

    def _on_exported(self, paths: tuple[Path, ...]) -> None:
        folders = {path.parent for path in paths}
        where = folders.pop() if len(folders) == 1 else self._out
        sentence = tr("Đã xuất {n} phiếu Word vào thư mục:", n=group_thousands(len(paths)))
        dialogs.tell_where(self._page, sentence, where)

    def _on_stopped(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            words = tr("Đã dừng. Những phiếu đã ghi vẫn dùng được.")
            dialogs.tell_where(self._page, words, self._out)
        elif isinstance(error, CodedError):
            dialogs.say_error(self._page, error)

    def ask_in(self) -> None:
        """Ask for the files, beginning in the folder of the last time."""
        self._page.leave()
        choose_files(
            self._page,
            tr("Chọn phiếu Word đã điền"),
            folder=self._page.context.preferences.comforts.word_folder,
            kinds=tr("Phiếu Word (*.docx);;Mọi tệp (*)"),
            then=self.look_at,
        )

    def look_at(self, paths: Sequence[Path]) -> None:
        """Read files apart and show what they would change; nothing is written yet."""
        page = self._page
        page.leave()
        page.context.preferences.change(word_folder=str(paths[0].parent))
        topic_id = page.topic_id or page.context.choice.topic_id
        run_job(
            page,
            page.context.tasks,
            tr("Đang đọc phiếu Word…"),
            work=lambda desk, job: read_forms(desk, paths, topic_id=topic_id, job=job),
            then=self._on_read,
            failed=self._on_not_read,
        )

    def _on_read(self, reads: tuple[FormRead, ...]) -> None:
        dialog = WordInDialog(self._page, self._page.context, reads)
        dialog.done_with.connect(self._on_taken)
        dialog.open()

    def _on_not_read(self, error: Exception) -> None:
        if isinstance(error, CodedError):
            dialogs.say_error(self._page, error)

    def _on_taken(self, count: int) -> None:
        self._page.noted.emit(
            tr("Đã nhận phiếu Word của {n} đồng chí. Hoàn tác: Ctrl+Z.", n=group_thousands(count))
        )
        self._page.reload()
