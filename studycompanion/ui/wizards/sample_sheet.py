"""How far the sample is while it is made; it can be stopped, and then nothing of it is left."""

from PySide6.QtWidgets import QProgressBar

from studycompanion.errors import CodedError
from studycompanion.ui.jobs import JobHandle
from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.wizards.frame import DoorFrame
from studycompanion.ui.words import tr


class SampleSheet(DoorFrame):
    """Closing it stops the work; it goes once that has ended."""

    def __init__(self, job: JobHandle) -> None:
        super().__init__(
            tr("Đang lập chi bộ mẫu"),
            tr(
                "60 người và hai năm học tập do chương trình đặt ra, nằm riêng một tệp. "
                "Việc này mất vài chục giây."
            ),
            icon_name="members",
        )
        self._job: JobHandle | None = job
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Đang lập chi bộ mẫu"))
        self.said = label("…", "muted")
        self.fields.addWidget(self.bar)
        self.fields.addWidget(self.said)
        self.stop = button(tr("Hủy"), self.reject)
        self.add_buttons(self.stop)
        self.stop.setFocus()
        job.progressed.connect(self._on_progressed)

    def reject(self) -> None:
        """Ask the work to stop; where there is none any more, go."""
        if self._job is None:
            super().reject()
            return
        self.stop.setEnabled(False)
        self.said.setText(tr("Đang dừng…"))
        self._job.cancel()

    def show_failure(self, error: CodedError) -> None:
        """The work has ended without a sample."""
        self._job = None
        self.bar.hide()
        self.said.hide()
        self.stop.setEnabled(True)
        self.stop.setText(tr("Đóng"))
        self.show_problem(error)

    def _on_progressed(self, done: int, total: int, words: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if self.stop.isEnabled():
            self.said.setText(words or tr("Sắp xong…"))
