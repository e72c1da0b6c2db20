"""Taking a roster in: choose the file, look at what would change, then take it in."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services import rosters
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.roster_preview import RosterPreview
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_file
from studycompanion.ui.pages.members.preview_dialog import PreviewDialog
from studycompanion.ui.progress import run_job
from studycompanion.ui.words import tr


def _previewed(desk: Desk, path: Path) -> RosterPreview:
    """The preview with letters of old fonts decoded, for the user to look at before agreeing."""
    return rosters.recode_all(desk, rosters.preview(desk, path))


class ImportFlow(QObject):
    """Nothing is written before "Nhập danh sách"; the whole file is one step to undo."""

    noted = Signal(str)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def choose(self) -> None:
        """Ask for the file, beginning in the folder of the last time."""
        choose_file(
            self._page,
            tr("Chọn danh sách đảng viên"),
            folder=self._context.preferences.comforts.import_folder,
            kinds=tr("Danh sách (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv);;Mọi tệp (*)"),
            then=self.look_at,
        )

    def look_at(self, path: Path) -> None:
        """Read the file and show what taking it in would do."""
        self._context.preferences.change(import_folder=str(path.parent))
        self.noted.emit(tr("Đang đọc {name}…", name=path.name))
        self._context.tasks.compute(lambda desk: _previewed(desk, path), self._on_preview)

    def _on_preview(self, preview: RosterPreview) -> None:
        self.noted.emit("")
        dialog = PreviewDialog(self._page, preview)
        dialog.agreed.connect(self._take_in)
        dialog.open()

    def _take_in(self, preview: RosterPreview) -> None:
        run_job(
            self._page,
            self._context.tasks,
            tr("Đang nhập danh sách…"),
            work=lambda desk, job: rosters.accept(desk, preview),
            then=self._on_done,
        )

    def _on_done(self, done: Done[RosterPreview]) -> None:
        taken = done.value
        dialogs.tell(
            self._page,
            tr(
                "Đã nhập danh sách: {new} đồng chí mới, {changed} đồng chí có thay đổi, "
                "{unchanged} đồng chí giữ nguyên.",
                new=group_thousands(taken.new),
                changed=group_thousands(taken.changed),
                unchanged=group_thousands(taken.unchanged),
            ),
            detail=tr("Nếu nhập nhầm, vào Sửa, chọn Hoàn tác."),
        )
