"""Data that leaves this PC: all of it in an open format, or the whole work to another PC."""

from pathlib import Path

from PySide6.QtCore import QObject

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.domain.work import Job
from studycompanion.services import moving, openformat
from studycompanion.services.desk import Desk
from studycompanion.services.openformat import Written
from studycompanion.ui import dialogs
from studycompanion.ui.files import choose_folder
from studycompanion.ui.page import Page
from studycompanion.ui.progress import run_job
from studycompanion.ui.words import tr


class DataAway(QObject):
    """Each way asks one question first, for what leaves is seen by others."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self._place = Path()

    def export(self) -> None:
        """Write everything as JSON Lines with the kept files, into a folder of its own."""
        question = tr(
            "Xuất toàn bộ dữ liệu ra tệp để chương trình khác đọc được? Các tệp ấy không có mật "
            "khẩu: ai mở cũng đọc được."
        )
        dialogs.ask(self._page, question, tr("Chọn thư mục"), then=self._choose_export)

    def move(self) -> None:
        """Put a verified copy on a stick; the data here can then only be looked at."""
        question = tr(
            "Chuyển dữ liệu sang máy khác? Chương trình chép một bản vào USB; từ đó ở máy này chỉ "
            "xem được. Đổi ý thì bấm “Dùng lại trên máy này”."
        )
        dialogs.ask(self._page, question, tr("Chọn USB"), then=self._choose_move)

    def _choose_export(self) -> None:
        title = tr("Chọn thư mục để xuất dữ liệu")
        choose_folder(self._page, title, folder="", then=self._export)

    def _export(self, place: Path) -> None:
        now = self._context.clock()
        self._place = place / tr("Dữ liệu xuất ra {when}", when=f"{now:%Y-%m-%d %H%M%S}")
        folder = self._place

        def work(desk: Desk, job: Job) -> Written:
            job.report(0, 1, "")
            return openformat.export_data(desk, folder)

        title = tr("Đang xuất dữ liệu…")
        run_job(self._page, self._context.tasks, title, work=work, then=self._on_exported)

    def _on_exported(self, written: Written) -> None:
        rows, files = (
            group_thousands(sum(written.rows.values())),
            group_thousands(written.files),
        )
        sentence = tr("Đã xuất {rows} dòng và {n} tệp vào thư mục:", rows=rows, n=files)
        dialogs.tell_where(self._page, sentence, self._place)

    def _choose_move(self) -> None:
        title = tr("Chọn USB để chuyển sang máy khác")
        choose_folder(self._page, title, folder="", then=self._move)

    def _move(self, place: Path) -> None:
        def work(desk: Desk) -> Path:
            return moving.move_to_another_pc(desk, place)

        self._context.tasks.keep_alone(work, self._on_moved, failed=self._on_not_moved)

    def _on_moved(self, copy: Path) -> None:
        self._context.hub.replaced.emit("")
        sentence = tr("Đã chép. Ở máy kia, lần đầu mở chương trình hãy chọn tệp này:")
        dialogs.tell_where(self._page, sentence, copy)

    def _on_not_moved(self, error: Exception) -> None:
        self._context.tasks.troubled.emit(error)
