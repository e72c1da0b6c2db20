"""What is said of papers that came in: the day, the pages, where the originals lie, a scan."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from studycompanion.domain.vietnamese import display_date
from studycompanion.errors import UserError
from studycompanion.services import handed_papers
from studycompanion.services.handed_papers import Said
from studycompanion.ui.files import choose_file
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.reading import whole_day
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, row
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr


def read_pages(typed: str) -> int:
    """A number of pages as typed; raises ``UserError("paper_pages")``."""
    if not typed.strip().isdecimal():
        raise UserError("paper_pages")
    return int(typed)


class PaperFields(QWidget):
    """The day, the number of pages and the place; ``is_wide`` has them side by side."""

    def __init__(self, pages: str, usual: Said, *, is_wide: bool = False) -> None:
        super().__init__()
        self.day = LineField(tr("Ngày nhận"), tr("ngày/tháng/năm"))
        self.pages = LineField(pages)
        self.place = LineField(tr("Bản gốc để ở đâu"), tr("ví dụ: tủ hồ sơ số 2"))
        self.setLayout(self._side_by_side() if is_wide else self._in_two_rows())
        self.setFocusProxy(self.day)
        self.day.show_text(display_date(usual.on))
        self.pages.show_text(str(usual.pages))
        self.place.show_text(usual.place)

    def _in_two_rows(self) -> QBoxLayout:
        whole = column(spacing=SPACE.medium)
        whole.addLayout(row(self.day, self.pages))
        whole.addWidget(self.place)
        return whole

    def _side_by_side(self) -> QBoxLayout:
        whole = row(self.day, self.pages, self.place)
        whole.setStretch(2, 2)
        return whole

    def read(self) -> tuple[date, int, str]:
        """Day, pages and place; raises ``UserError`` ``date_unreadable`` or ``paper_pages``."""
        day = whole_day(self.day.text)
        if day is None:
            raise UserError("date_unreadable", typed="")
        return day, read_pages(self.pages.text), self.place.text


class ScanChooser(QObject):
    """Asks for the scan of a paper over a dialog, and counts its pages."""

    chosen = Signal(object, int)
    """The file and how many pages it has."""

    def __init__(self, dialog: FormDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog

    def ask(self) -> None:
        """Let somebody choose a file."""
        choose_file(
            self._dialog,
            tr("Chọn bản quét"),
            folder=self._dialog.context.preferences.comforts.import_folder,
            kinds=tr("Bản quét") + " (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)",
            then=self.count,
        )

    def count(self, path: Path) -> None:
        """Count the pages of a file; one that is no scan is told in the dialog."""
        context = self._dialog.context
        context.preferences.change(import_folder=str(path.parent))
        context.tasks.compute(
            lambda _desk: (path, handed_papers.count_pages(path)),
            self._on_counted,
            failed=self._dialog.show_problem,
        )

    def _on_counted(self, counted: tuple[Path, int]) -> None:
        self._dialog.problem.hide()
        self.chosen.emit(*counted)
