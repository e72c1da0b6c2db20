"""The progress window of a long job: appears after half a second, can be cancelled."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.domain.work import Job
from studycompanion.services.desk import Desk
from studycompanion.ui.announcing import announce
from studycompanion.ui.jobs import JobHandle
from studycompanion.ui.landing import Then
from studycompanion.ui.tasks import Tasks
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.words import tr

WAIT_MS = 500


class ProgressWindow(QDialog):
    """Shows what a job does until it ends; closing it cancels the job."""

    def __init__(self, parent: QWidget, job: JobHandle, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._job = job
        self._quarter = 0
        self._label = label(title)
        self._label.setMinimumWidth(current().px(420))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.stop = button(tr("Hủy"), self.reject)
        whole = column(self._label, self.bar, spacing=SPACE.medium)
        whole.addLayout(row(None, self.stop))
        room = current().px(SPACE.large)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)
        self._patience = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._patience.timeout.connect(self.open)
        self._patience.start()
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self._on_ended)

    def reject(self) -> None:
        """Ask the job to stop; the window goes when it has."""
        self.stop.setEnabled(False)
        self._label.setText(tr("Đang dừng…"))
        self._job.cancel()

    def _on_progressed(self, done: int, total: int, words: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if self.stop.isEnabled():
            count = f"{group_thousands(done)}/{group_thousands(total)}"
            self._label.setText(f"{count} · {words}")
            self._announce(done, total)

    def _announce(self, done: int, total: int) -> None:
        """Say how far it is after each quarter, while the window is there to be heard."""
        quarter = 4 * done // max(total, 1)
        if self.isVisible() and quarter > self._quarter:
            self._quarter = quarter
            announce(self, f"{self.windowTitle()}: {self._label.text()}")

    def _on_ended(self) -> None:
        self._patience.stop()
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()


def run_job(
    parent: QWidget,
    tasks: Tasks,
    title: str,
    *,
    work: Callable[[Desk, Job], Any],
    then: Then,
    failed: Then | None = None,
) -> ProgressWindow:
    """Start ``work`` and show its progress if it takes long."""
    return ProgressWindow(parent, tasks.start_job(work, then, failed=failed), title)
