"""The line at the foot: whether all is saved, that nothing leaves the PC, the last backup."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QStatusBar

from studycompanion.domain.record import Clock
from studycompanion.ui.announcing import announce
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.words import near_moment, tr


class StatusLine(QStatusBar):
    """Three quiet facts, and for a while a sentence on what was just done."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.setSizeGripEnabled(False)
        self._backed_up: datetime | None = None
        self._saved: Callable[[], str] = _saved
        self._before = self._saved
        self.facts = label(wraps=False)
        self.facts.setContentsMargins(12, 4, 12, 4)
        self.addWidget(self.facts)
        self._show()

    def show_saving(self) -> None:
        """A write is under way."""
        if self._saved is not _saving:
            self._before, self._saved = self._saved, _saving
        self._show()

    def show_refused(self) -> None:
        """The write that was under way broke a rule: everything else is saved as before."""
        self._saved = self._before
        self._show()

    def show_saved(self) -> None:
        """Everything up to now is on disk."""
        time = f"{self._clock():%H:%M:%S}"
        self._saved = lambda: tr("Đã lưu {time}", time=time)
        self._show()
        announce(self, tr("Đã lưu"))

    def show_not_saved(self) -> None:
        """The last write was refused."""
        self._saved = lambda: tr("Lần ghi cuối chưa lưu được")
        self._show()
        announce(self, self._saved(), is_urgent=True)

    def show_backup(self, at: datetime | None) -> None:
        """When the last backup was made; None while there is none."""
        self._backed_up = at or self._backed_up
        self._show()

    def speak_again(self) -> None:
        """Another language was chosen: say the facts in it."""
        self.clearMessage()
        self._show()

    def note(self, sentence: str) -> None:
        """Say for some seconds what was just done."""
        self.showMessage(sentence, 8000)
        announce(self, sentence)

    def _backup(self) -> str:
        if self._backed_up is None:
            return tr("Chưa sao lưu")
        near = near_moment(self._backed_up, self._clock().date())
        return tr("Sao lưu gần nhất, mở được: {when}", when=near)

    def _show(self) -> None:
        text = "  ·  ".join((self._saved(), tr("Ngoại tuyến"), self._backup()))
        self.facts.setText(text)
        self.facts.setAccessibleName(text)
        self.setAccessibleName(tr("Tình trạng"))


def _saving() -> str:
    return tr("Đang lưu…")


def _saved() -> str:
    return tr("Đã lưu")
