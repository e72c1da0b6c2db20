"""The line at the foot: whether all is saved, that nothing leaves the PC, the last backup."""

from datetime import date, datetime

from PySide6.QtWidgets import QStatusBar

from studycompanion.domain.record import Clock
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.words import near_moment, tr


class StatusLine(QStatusBar):
    """Three quiet facts, and for a while a sentence on what was just done."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.setSizeGripEnabled(False)
        self._backup = tr("Chưa sao lưu")
        self._saved = tr("Đã lưu")
        self.facts = label(wraps=False)
        self.facts.setContentsMargins(12, 4, 12, 4)
        self.addWidget(self.facts)
        self._show()

    def show_saving(self) -> None:
        """A write is under way."""
        self._saved = tr("Đang lưu…")
        self._show()

    def show_saved(self) -> None:
        """Everything up to now is on disk."""
        self._saved = tr("Đã lưu {time}", time=f"{self._clock():%H:%M:%S}")
        self._show()

    def show_not_saved(self) -> None:
        """The last write was refused."""
        self._saved = tr("Lần ghi cuối chưa lưu được")
        self._show()

    def show_backup(self, at: datetime | None) -> None:
        """When the last backup was made; None while there is none."""
        if at is not None:
            near = near_moment(at, self._today())
            self._backup = tr("Sao lưu gần nhất: {when}", when=near)
        self._show()

    def note(self, sentence: str) -> None:
        """Say for some seconds what was just done."""
        self.showMessage(sentence, 8000)

    def _today(self) -> date:
        return self._clock().date()

    def _show(self) -> None:
        text = "  ·  ".join((self._saved, tr("Ngoại tuyến"), self._backup))
        self.facts.setText(text)
        self.facts.setAccessibleName(text)
