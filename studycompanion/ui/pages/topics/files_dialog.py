"""The files kept with a topic: add by a button or by dropping, save a copy, take off."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import fold, group_thousands
from studycompanion.services import topic_files
from studycompanion.services.changes import Done
from studycompanion.services.topic_files import FileLine
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_files, choose_new_file
from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.rollcall.names_list import names_list, show_rows
from studycompanion.ui.progress import run_job
from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr

_LEAST_ROWS, _MOST_ROWS = 3, 9
_KB = 1024


def size_in_words(size: int) -> str:
    """Bytes as people say them."""
    if size < _KB * _KB:
        return tr("{n} KB", n=group_thousands(max(1, round(size / _KB))))
    return tr("{n} MB", n=f"{size / _KB / _KB:.1f}".replace(".", ","))


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Tên tệp"), lambda f: Cell(f.name, is_strong=True), is_name=True),
        Column(tr("Cỡ"), lambda f: Cell(size_in_words(f.size)), 10, is_figure=True,
               order=lambda f: f.size),
    )  # fmt: skip


class FilesDialog(Sheet):
    """Each file lies in the data file itself, so that a backup and another PC have it too."""

    def __init__(self, parent: QWidget, context: Context, topic_id: str, title: str) -> None:
        super().__init__(parent, tr("Tài liệu của chuyên đề"), title, width=720)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._context, self._topic_id = context, topic_id
        self.model = RecordModel(_columns(), identity=lambda f: f.id, key=lambda f: fold(f.name))
        self.table = names_list(self.model, tr("Tài liệu của chuyên đề"))
        self.empty = label(
            tr("Chưa có tài liệu. Bấm “Thêm tệp”, hoặc kéo tệp thả vào đây."), "muted"
        )
        self.fields.addWidget(self.empty)
        self.fields.addWidget(self.table)
        self.add = button(tr("Thêm tệp"), self._on_add, kind="primary", icon_name="plus")
        self.save = button(tr("Lưu bản sao"), self._on_save, icon_name="save")
        self.take_off = button(tr("Bỏ tệp"), self._on_take_off, icon_name="remove")
        changing(self.add, self.take_off)
        self.add_buttons(self.add, self.save, self.take_off, button(tr("Đóng"), self.reject))
        self._show(())
        self._reload()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files only."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.keep([path for path in paths if path.is_file()])

    def keep(self, paths: list[Path]) -> None:
        """Keep files with the topic in one step."""
        if not paths:
            return
        topic_id = self._topic_id
        run_job(
            self,
            self._context.tasks,
            tr("Đang giữ tệp…"),
            work=lambda desk, _job: topic_files.add_files(desk, topic_id, paths),
            then=self._on_kept,
            failed=self.show_problem,
        )

    def _on_add(self) -> None:
        folder = self._context.preferences.comforts.import_folder
        choose_files(self, tr("Chọn tệp để giữ"), folder=folder, then=self._on_chosen)

    def _on_chosen(self, paths: list[Path]) -> None:
        self._context.preferences.change(import_folder=str(paths[0].parent))
        self.keep(paths)

    def _on_kept(self, done: Done[int]) -> None:
        self.problem.hide()
        self._context.hub.announce(done.changes)
        self._reload()

    def _on_save(self) -> None:
        line = self.table.current()
        if isinstance(line, FileLine):
            choose_new_file(
                self,
                tr("Lưu bản sao"),
                name=line.name,
                then=lambda path: self._save_to(line, path),
            )

    def _save_to(self, line: FileLine, path: Path) -> None:
        self._context.tasks.keep(
            lambda desk: topic_files.save_file(desk, line.id, path),
            self._on_saved,
            failed=self.show_problem,
        )

    def _on_saved(self, path: Path) -> None:
        dialogs.tell_where(self, tr("Đã lưu vào tệp:"), path)

    def _on_take_off(self) -> None:
        line = self.table.current()
        if isinstance(line, FileLine):
            self._context.tasks.write(
                lambda desk: topic_files.remove_file(desk, line.id),
                self._on_taken_off,
                failed=self.show_problem,
            )

    def _on_taken_off(self, _done: Done[Any]) -> None:
        self._reload()

    def _reload(self) -> None:
        topic_id = self._topic_id
        self._context.tasks.read(
            lambda desk: topic_files.files_of(desk, topic_id), self._show, key=self
        )

    def _show(self, lines: tuple[FileLine, ...]) -> None:
        self.model.fill(lines)
        show_rows(self.table, max(len(lines), _LEAST_ROWS), most=_MOST_ROWS)
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        for part in (self.save, self.take_off):
            part.setVisible(bool(lines))
