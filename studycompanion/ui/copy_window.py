"""A backup looked at in a window of its own: every page of it, and nothing that can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from studycompanion.ui.carrying import Carried
from studycompanion.ui.changes_hub import ChangesHub
from studycompanion.ui.context import Context
from studycompanion.ui.main_window import MainWindow
from studycompanion.ui.preferences import Preferences
from studycompanion.ui.tasks import Tasks
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk


class CopyWindow(MainWindow):
    """Shows the desk of ``restoring.preview``, closes it, and removes the copy."""

    restore_wanted = Signal()

    def __init__(self, around: QWidget, context: Context, desk: Desk, when: str) -> None:
        tasks = Tasks()
        tasks.gate.open(desk)
        tasks.crashed.connect(context.tasks.crashed)
        comforts = Preferences(desk.folder)
        comforts.comforts = context.preferences.comforts
        own = Context(desk.folder, desk.clock, tasks, ChangesHub(), comforts)
        own.is_sample, own.is_copy = context.is_sample, True
        own.why_read_only = tr(
            "Đang xem bản sao lưu {when}. Chỉ để xem; dữ liệu hiện nay không đổi.", when=when
        )
        super().__init__(own)
        # Above the list that it was opened from, which waits for it.
        self.setParent(around, Qt.WindowType.Window)
        self.closed.connect(self._on_closed)
        self.begin_work()

    def redress(self) -> None:
        """The look belongs to the window that this one came from."""

    def _lay_out(self, kept: dict[str, Carried]) -> None:
        super()._lay_out(kept)
        self.read_only.restore_wanted.connect(self._on_restore)

    def _on_restore(self) -> None:
        self.closed.connect(self.restore_wanted)
        self.close()

    def _on_closed(self) -> None:
        from studycompanion.services import restoring

        restoring.remove_copy(self.context.folder)
        self.deleteLater()
