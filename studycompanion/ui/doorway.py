"""From an empty or closed data folder to an open desk: asks only what has to be asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from studycompanion.domain.record import Clock
from studycompanion.errors import CodedError, UserError
from studycompanion.ui.preferences import Preferences
from studycompanion.ui.tasks import Tasks

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk
    from studycompanion.services.opening import Created, Setup
    from studycompanion.ui.wizards.frame import DoorFrame

_LOCKS = ("in_use", "lock_stale")


class Doorway(QObject):
    """Opens the gate of ``tasks`` in the end and says so, or says that the user gave up."""

    opened = Signal()
    asked = Signal()
    """Something has to be asked or said before the file can be opened."""
    given_up = Signal()

    def __init__(
        self, folder: Path, tasks: Tasks, *, clock: Clock, preferences: Preferences
    ) -> None:
        super().__init__()
        self._folder, self._clock, self._preferences = folder, clock, preferences
        self._tasks = tasks
        tasks.crashed.connect(self._on_crashed)
        self._password: str | None = None
        self._take_over = False
        self.dialog: DoorFrame | None = None

    def enter(self) -> None:
        """Look what the folder holds and go on from there."""
        from studycompanion.services import opening

        try:
            state = opening.state(self._folder)
        except CodedError as error:
            self._say_and_leave(error)
            return
        if state is opening.FileState.MISSING:
            self._ask_setup()
        elif state is opening.FileState.LOCKED:
            self._ask_password()
        else:
            self._open()

    def _show(self, dialog: DoorFrame) -> None:
        self.asked.emit()
        old, self.dialog = self.dialog, dialog
        dialog.rejected.connect(self._on_rejected)
        dialog.show()
        if old is not None:
            old.hide()
            old.deleteLater()

    def _on_rejected(self) -> None:
        if self.sender() is self.dialog:
            self.given_up.emit()

    def _start(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        if self.dialog is not None:
            self.dialog.setEnabled(False)
        self._tasks.gate.shut()
        self._tasks.prepare(work, then, failed=self._on_failed)

    def _ask_setup(self) -> None:
        from studycompanion.ui.wizards.start_dialog import StartDialog

        dialog = StartDialog()
        dialog.agreed.connect(self._create)
        dialog.scale_wanted.connect(self._on_scale)
        self._show(dialog)

    def _on_scale(self, scale: int) -> None:
        from studycompanion.ui.theme import Look, Scheme, apply_look
        from studycompanion.ui.wizards.start_dialog import StartDialog

        self._preferences.change(scale=scale)
        apply_look(Look(Scheme(self._preferences.comforts.scheme), scale))
        old = self.dialog
        self._ask_setup()
        if isinstance(old, StartDialog) and isinstance(self.dialog, StartDialog):
            self.dialog.take_over(old)

    def _create(self, setup: Setup, password: str | None) -> None:
        from studycompanion.services import opening

        folder, clock, gate = self._folder, self._clock, self._tasks.gate

        def work() -> Created:
            actor = opening.actor_now(setup.secretary)
            created = opening.create(folder, setup, actor=actor, clock=clock, password=password)
            gate.open(created.desk)
            return created

        self._start(work, self._on_created)

    def _on_created(self, created: Created) -> None:
        if created.recovery_key is None:
            self._finish(created.desk)
            return
        from studycompanion.ui.wizards.recovery_sheet import RecoverySheet

        sheet = RecoverySheet(created.recovery_key)
        sheet.accepted.connect(self._on_key_kept)
        self._show(sheet)

    def _on_key_kept(self) -> None:
        self._finish(None)

    def _ask_password(self) -> None:
        from studycompanion.ui.wizards.unlock_dialog import UnlockDialog

        dialog = UnlockDialog()
        dialog.agreed.connect(self._on_password)
        self._show(dialog)

    def _on_password(self, password: str) -> None:
        self._password = password
        self._open()

    def _open(self) -> None:
        folder, clock, gate = self._folder, self._clock, self._tasks.gate
        password, take_over = self._password, self._take_over

        def work() -> Desk:
            from studycompanion.services import opening

            desk = opening.open_desk(
                folder,
                actor=opening.actor_now(""),
                clock=clock,
                password=password,
                take_over=take_over,
            )
            gate.open(desk)
            return desk

        self._start(work, self._finish)

    def _on_failed(self, error: CodedError) -> None:
        if self.dialog is not None:
            self.dialog.setEnabled(True)
        if isinstance(error, UserError) and error.code in _LOCKS:
            self._show_lock(error)
        elif self.dialog is not None:
            self.dialog.show_problem(error)
        else:
            self._say_and_leave(error)

    def _on_crashed(self, _error: Exception) -> None:
        """The crash form says it; what was asked can be asked again."""
        if self.dialog is not None:
            self.dialog.setEnabled(True)

    def _show_lock(self, error: UserError) -> None:
        from studycompanion.services import opening
        from studycompanion.ui.wizards.lock_dialog import LockDialog

        opening.ask_to_raise(self._folder)
        dialog = LockDialog(error)
        dialog.taken_over.connect(self._on_taken_over)
        dialog.tried_again.connect(self._open)
        self._show(dialog)

    def _on_taken_over(self) -> None:
        self._take_over = True
        self._open()

    def _finish(self, _desk: Desk | None) -> None:
        self.opened.emit()
        if self.dialog is not None:
            self.dialog.hide()
            self.dialog.deleteLater()
            self.dialog = None

    def _say_and_leave(self, error: CodedError) -> None:
        from studycompanion.ui.dialogs import say_error

        self.asked.emit()
        say_error(None, error).finished.connect(self.given_up)
