"""Taking a roster in: choose the file, let it be read, then show what would be written."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studycompanion.services import rosters
from studycompanion.services.roster_preview import RosterPreview
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_file
from studycompanion.ui.pages.members.importing.wizard import ImportWizard
from studycompanion.ui.progress import run_job
from studycompanion.ui.words import tr


class ImportFlow(QObject):
    """Reading takes place in a process of its own and can be stopped; nothing is written yet."""

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
            kinds=tr(
                "Danh sách (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;Mọi tệp (*)",
            ),
            then=self.look_at,
        )

    def look_at(self, path: Path) -> None:
        """Read the file and show what taking it in would do."""
        self._context.preferences.change(import_folder=str(path.parent))
        self.noted.emit(tr("Đang đọc {name}…", name=path.name))
        run_job(
            self._page,
            self._context.tasks,
            tr("Đang đọc {name}…", name=path.name),
            work=lambda desk, job: rosters.preview(desk, path, job=job),
            then=self._on_preview,
            failed=self._on_failed,
        )

    def _on_preview(self, preview: RosterPreview) -> None:
        self.noted.emit("")
        ImportWizard(self._page, self._context, preview).open()

    def _on_failed(self, error: Exception) -> None:
        from studycompanion.errors import CodedError
        from studycompanion.ui import dialogs

        self.noted.emit("")
        if isinstance(error, CodedError):
            dialogs.say_error(self._page, error)
