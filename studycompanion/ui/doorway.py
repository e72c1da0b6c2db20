"""From an empty or closed data folder to an open desk: asks only what has to be asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from studycompanion.domain.record import Clock
from studycompanion.errors import CodedError, UserError
from studycompanion.paths import data_folder, forget_folder, is_lost
from studycompanion.ui.preferences import Preferences
from studycompanion.ui.tasks import Tasks

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk
    from studycompanion.services.leaving import Left
    from studycompanion.services.rescue import Offer
    from studycompanion.ui.wizards.first_start import FirstStart, Following
    from studycompanion.ui.wizards.frame import DoorFrame
    from studycompanion.ui.wizards.start_dialog import StartDialog

_LOCKS = ("in_use", "lock_stale")


class Doorway(QObject):
    """Opens the gate of ``tasks`` in the end and says so, or says that the user gave up."""

    opened = Signal()
    asked = Signal()
    """Something has to be asked or said before the file can be opened."""
    given_up = Signal()
    sample_wanted = Signal()
    folder_chosen = Signal(object)

    def __init__(
        self,
        folder: Path,
        tasks: Tasks,
        *,
        clock: Clock,
        preferences: Preferences,
        is_for_sample: bool = False,
    ) -> None:
        super().__init__()
        self._is_for_sample = is_for_sample
        self.first_start: FirstStart | None = None
        self.following: Following | None = None
        """What a finished first start leaves to the window."""
        self.is_sample = False
        """Whether the people of the opened file are made up."""
        self.has_members = False
        """Whether there are people in it at all."""
        self.left: Left | None = None
        """What was under way when the file was last locked."""
        self._folder, self._clock, self._preferences = folder, clock, preferences
        self._tasks = tasks
        tasks.crashed.connect(self._on_crashed)
        self._password: str | None = None
        self._take_over = self._is_rescued = False
        self._behind: datetime | None = None
        self._undated: Desk | None = None
        """The open file in which nothing may be dated yet, as the clock is behind."""
        self.dialog: DoorFrame | StartDialog | None = None

    def enter(self) -> None:
        """Look what the folder holds and go on from there."""
        from studycompanion.services import opening

        try:
            state = opening.state(self._folder)
        except CodedError as error:
            self._say_or_rescue(error)
            return
        if state is opening.FileState.MISSING and is_lost(self._folder):
            self._say_lost()
        elif state is opening.FileState.MISSING and self._is_for_sample:
            self._make_sample()
        elif state is opening.FileState.MISSING:
            self._ask_setup()
        elif state is opening.FileState.LOCKED:
            self._ask_password()
        else:
            self._open()

    def _show(self, dialog: DoorFrame | StartDialog) -> None:
        self.asked.emit()
        old, self.dialog = self.dialog, dialog
        dialog.rejected.connect(self._on_rejected)
        dialog.show()
        if old is not None:
            old.hide()
            old.deleteLater()

    def _on_rejected(self) -> None:
        if self.sender() is self.dialog:
            if self._undated is not None:
                self._undated.store.close()
            self.given_up.emit()

    def _start(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        if self.dialog is not None:
            self.dialog.setEnabled(False)
        self._tasks.gate.shut()
        self._tasks.prepare(work, then, failed=self._on_failed)

    def _ask_setup(self) -> None:
        from studycompanion.ui.wizards.first_start import FirstStart

        start = FirstStart(
            self._folder,
            self._tasks,
            clock=self._clock,
            preferences=self._preferences,
            let_in=self._let_in,
        )
        start.made.connect(self._on_made)
        start.sample_wanted.connect(self.sample_wanted)
        start.folder_chosen.connect(self.folder_chosen)
        self.first_start = start
        self._show(start.dialog)

    def _on_made(self, desk: Desk, following: Following) -> None:
        self.following = following
        self._finish(desk)

    def use_folder(self, folder: Path, preferences: Preferences) -> None:
        """Keep the data in another folder; what was answered so far holds there as well."""
        from studycompanion.services import opening

        self._folder, self._preferences = folder, preferences
        try:
            is_new = opening.state(folder) is opening.FileState.MISSING
        except CodedError:
            is_new = False
        if is_new and self.first_start is not None:
            self.first_start.use_folder(folder, preferences)
        else:
            self.enter()

    def _say_lost(self) -> None:
        """The chosen folder is away: nothing new is begun before the user knows."""
        from studycompanion.ui.dialogs import Message
        from studycompanion.ui.tokens import Tone
        from studycompanion.ui.words import tr

        self.asked.emit()
        sentence = tr(
            "Không thấy thư mục dữ liệu {folder}. Hãy cắm lại USB hoặc ổ đĩa rồi mở lại chương "
            "trình.",
            folder=self._folder,
        )
        message = Message(None, sentence, tone=Tone.BAD)
        message.add_button(tr("Thoát"), message.reject, kind="primary")
        message.add_button(tr("Bắt đầu ở chỗ khác"), message.accept)
        message.accepted.connect(self._begin_elsewhere)
        message.rejected.connect(self.given_up)
        message.open()

    def _begin_elsewhere(self) -> None:
        forget_folder()
        self.folder_chosen.emit(data_folder())

    def _make_sample(self) -> None:
        from studycompanion.ui.jobs import JobHandle
        from studycompanion.ui.wizards.sample_sheet import SampleSheet

        folder, clock = self._folder, self._clock
        job = JobHandle(_nothing_between)

        def work() -> Desk:
            from studycompanion.services import demo, opening

            desk = demo.sample(folder, actor=opening.actor_now(""), clock=clock, job=job)
            self._let_in(desk)
            return desk

        self._show(SampleSheet(job))
        self._tasks.gate.shut()
        self._tasks.prepare(work, self._finish, failed=self._on_no_sample)

    def _on_no_sample(self, error: Exception) -> None:
        from studycompanion.ui.wizards.sample_sheet import SampleSheet

        if isinstance(error, CodedError) and isinstance(self.dialog, SampleSheet):
            self.dialog.show_failure(error)
        else:
            self._put_dialog_away()
            self.given_up.emit()

    def _ask_password(self) -> None:
        from studycompanion.ui.wizards.unlock_dialog import UnlockDialog

        dialog = UnlockDialog()
        dialog.agreed.connect(self._on_password)
        self._show(dialog)

    def _on_password(self, password: str) -> None:
        self._password = password
        self._open()

    def _open(self) -> None:
        folder, clock = self._folder, self._clock
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
            self._let_in(desk)
            return desk

        self._start(work, self._finish)

    def _on_failed(self, error: CodedError) -> None:
        if self.dialog is not None:
            self.dialog.setEnabled(True)
        if isinstance(error, UserError) and error.code in _LOCKS:
            self._show_lock(error)
        elif self.dialog is not None and not self._is_for_rescue(error):
            self.dialog.show_problem(error)
        else:
            self._say_or_rescue(error)

    def _is_for_rescue(self, error: CodedError) -> bool:
        """Whether the file is damaged and no backup was offered yet."""
        return error.code == "damaged" and not self._is_rescued

    def _say_or_rescue(self, error: CodedError) -> None:
        if not self._is_for_rescue(error):
            self._say_and_leave(error)
            return
        from studycompanion.services import rescue

        self._is_rescued = True
        folder = self._folder
        self._start(lambda: rescue.offer(folder), self._on_offer)

    def _on_offer(self, offer: Offer | None) -> None:
        from studycompanion.ui.wizards.rescue_dialog import RescueDialog

        dialog = RescueDialog(offer)
        dialog.agreed.connect(self._on_rescue)
        self._show(dialog)

    def _on_rescue(self, path: Path, password: str) -> None:
        folder, clock, known = self._folder, self._clock, password or self._password

        def work() -> Desk:
            from studycompanion.services import opening, rescue

            actor = opening.actor_now("")
            desk = rescue.restore(folder, path, actor=actor, clock=clock, password=known)
            self._let_in(desk)
            return desk

        self._start(work, self._finish)

    def _on_crashed(self, _error: Exception) -> None:
        """The crash form says it; what was asked can be asked again."""
        if self.first_start is not None:
            self.first_start.dialog.set_busy()
        elif self.dialog is not None:
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

    def _let_in(self, desk: Desk) -> None:
        """Open the gate; runs on the worker that opened the file."""
        from studycompanion.services import demo, leaving, members, moving

        self._undated = desk
        is_writable = desk.store.why_read_only is None
        self._behind = moving.clock_behind(desk) if is_writable else None
        if self._behind is not None:
            return
        self._undated = None
        self.left = leaving.find_left(desk)
        self.is_sample = demo.is_sample(desk)
        self.has_members = any(cell.members for cell in members.list_cells(desk))
        self._tasks.gate.open(desk)

    def _ask_clock(self, now: datetime, last: datetime) -> None:
        """Nothing is dated by a clock that is behind what was written last."""
        from studycompanion.ui.wizards.clock_dialog import ClockDialog

        dialog = ClockDialog(now, last)
        dialog.told.connect(self._on_clock)
        self._show(dialog)

    def _on_clock(self, now: datetime | None) -> None:
        desk = self._undated

        def work() -> Desk | None:
            from studycompanion.services import opening

            if desk is not None:
                opening.settle_clock(desk, now)
                self._let_in(desk)
            return desk

        self._start(work, self._finish)

    def _finish(self, _desk: Desk) -> None:
        if self._behind is not None:
            self._ask_clock(self._clock(), self._behind)
            return
        self.opened.emit()
        self._put_dialog_away()

    def _put_dialog_away(self) -> None:
        if self.dialog is not None:
            self.dialog.hide()
            self.dialog.deleteLater()
        self.dialog = self.first_start = None

    def _say_and_leave(self, error: CodedError) -> None:
        from studycompanion.ui.dialogs import say_error

        self.asked.emit()
        say_error(None, error).finished.connect(self.given_up)


def _nothing_between() -> None:
    """No window is open yet whose writes would have to go first."""
