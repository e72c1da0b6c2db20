"""When the window is locked, by hand or for want of a touch, and what comes back afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studycompanion.ui.idling import Idleness
from studycompanion.ui.locking import Locking
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.ui.main_window import MainWindow


class LockGate(QObject):
    """Only a file with a password is locked; who locks another by hand hears what it needs."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context
        self.locking = Locking(window)
        self.idleness = Idleness(window.context, self)
        self.idleness.over.connect(self._on_idle)
        self.locking.uncovered.connect(self._on_uncovered)

    def begin(self) -> None:
        """The data file is open: count from now on."""
        self.idleness.begin()

    def stop(self) -> None:
        """The window goes."""
        self.idleness.stop()

    def lock_now(self) -> None:
        """Lock, or say why that is not possible."""
        from studycompanion.services import safekeeping

        self._context.tasks.read(safekeeping.has_password, self._on_wished, key=self)

    def offer_left(self) -> None:
        """Show what was half typed when the window was locked, until somebody has seen it."""
        if not self._context.left_texts:
            self._forget_left()
            return
        from studycompanion.ui.left_sheet import LeftSheet

        sheet = LeftSheet(self._window, self._context.left_texts)
        sheet.finished.connect(self._forget_left)
        sheet.open()

    def _on_idle(self) -> None:
        from studycompanion.services import safekeeping

        self._context.tasks.read(safekeeping.has_password, self._on_idle_known, key=self)

    def _on_wished(self, has_password: object) -> None:
        if has_password:
            self.locking.begin()
            return
        from studycompanion.ui import dialogs

        sentence = tr(
            "Dữ liệu chưa có mật khẩu nên chưa khóa được. Hãy đặt mật khẩu trong Cài đặt, mục An "
            "toàn."
        )
        dialogs.warn(self._window, sentence)

    def _on_idle_known(self, has_password: object) -> None:
        """Nobody is there to read what a lock needs."""
        if has_password:
            self.locking.begin()

    def _on_uncovered(self) -> None:
        self.idleness.begin()
        self.offer_left()

    def _forget_left(self, _result: object = None) -> None:
        from studycompanion.services import leaving

        self._context.left_texts = ()
        self._context.tasks.keep(leaving.drop_left, failed=_keep_it)


def _keep_it(_error: object) -> None:
    """A disk or a file that takes nothing: it is offered once more at the next start."""
