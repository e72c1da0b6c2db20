"""Carries the first start out: keeps the answers, recognises files, makes or brings in the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from studycompanion.domain.record import Clock
from studycompanion.errors import CodedError
from studycompanion.ui.files import choose_file, choose_folder
from studycompanion.ui.language import speak
from studycompanion.ui.preferences import Preferences
from studycompanion.ui.tasks import Tasks
from studycompanion.ui.theme import Look, Scheme, apply_look
from studycompanion.ui.wizards import answers as keeping
from studycompanion.ui.wizards.answers import Begin, Step, Way
from studycompanion.ui.wizards.start_dialog import StartDialog
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.arrivals import Arrival
    from studycompanion.services.desk import Desk
    from studycompanion.services.opening import NewKeys

_OF_THE_FOLDER = ("folder_unwritable", "disk_full", "disk_trouble")


@dataclass(frozen=True, slots=True)
class Following:
    """What the window does first: how the members come in, and from which file."""

    begin: Begin = Begin.LATER
    path: Path | None = None


class FirstStart(QObject):
    """Lives as long as its dialog; ``made`` comes when the gate of ``tasks`` is open."""

    made = Signal(object, object)
    """The desk, and what follows."""
    sample_wanted = Signal()
    folder_chosen = Signal(object)
    """Another folder is to hold the data."""

    def __init__(
        self,
        folder: Path,
        tasks: Tasks,
        *,
        clock: Clock,
        preferences: Preferences,
        let_in: Callable[[Desk], None],
    ) -> None:
        super().__init__()
        self._let_in = let_in
        self.folder, self.preferences = folder, preferences
        self._tasks, self._clock = tasks, clock
        self.answers = keeping.load(folder)
        self.dialog = StartDialog(self.answers, today=clock().date())
        self.dialog.going_on.connect(self._on_going_on)
        self.dialog.changed.connect(self._keep)
        self.dialog.scale_wanted.connect(self._on_scale)
        self.dialog.language_wanted.connect(self._on_language)
        self.dialog.file_wanted.connect(self._choose_file)
        self.dialog.folder_wanted.connect(self._choose_folder)

    def use_folder(self, folder: Path, preferences: Preferences) -> None:
        """Go on in another folder with the same answers."""
        keeping.forget(self.folder)
        self.folder, self.preferences = folder, preferences
        self._keep()
        self._on_going_on()

    def _keep(self) -> None:
        keeping.save(self.answers, self.folder)

    def _on_scale(self, scale: int) -> None:
        self._dress(scale=scale)

    def _on_language(self, language: str) -> None:
        self._dress(language=language)

    def _dress(self, **comforts: Any) -> None:
        self.preferences.change(**comforts)
        now = self.preferences.comforts
        speak(now.language)
        apply_look(Look(Scheme(now.scheme), now.scale))
        self.dialog.build()

    def _on_going_on(self) -> None:
        answers, step = self.answers, self.dialog.step
        if step is Step.WAY and answers.way == Way.SAMPLE:
            self.sample_wanted.emit()
        elif step is Step.FILE and answers.brings_data:
            self._bring_back()
        elif step is Step.GUARD and answers.guard == keeping.Guard.PASSWORD:
            self._make_keys()
        elif step is Step.ROSTER:
            self._create()
        else:
            self.dialog.go_on()

    def _start(self, doing: str, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self.dialog.set_busy(doing)
        self._tasks.gate.shut()
        self._tasks.prepare(work, then, failed=self._on_failed)

    def _on_failed(self, error: CodedError) -> None:
        self.dialog.set_busy()
        self.dialog.show_problem(error, may_move=error.code in _OF_THE_FOLDER)

    def _choose_file(self) -> None:
        is_backup = self.answers.way == Way.BACKUP
        data = tr("Bản sao lưu, tệp dữ liệu (*.scbackup data.db)")
        every = tr(
            "Danh sách, bản sao lưu, tệp dữ liệu "
            "(*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.scbackup data.db)"
        )
        choose_file(
            self.dialog,
            tr("Chọn tệp"),
            folder=self.preferences.comforts.import_folder,
            kinds=f"{data if is_backup else every};;{tr('Mọi tệp (*)')}",
            then=self.look_at,
        )

    def look_at(self, path: Path) -> None:
        """Recognise a file and show what it holds."""
        from studycompanion.services import arrivals

        self.preferences.change(import_folder=str(path.parent))
        doing = tr("Đang xem tệp {name}…", name=path.name)
        self._start(doing, lambda: arrivals.recognise(path), self._on_recognised)

    def _on_recognised(self, arrival: Arrival) -> None:
        answers = self.answers
        answers.arrival, answers.opens_with = arrival, ""
        if not answers.brings_data:
            # A list where a backup was looked for is welcome as well.
            answers.way = Way.WARD
            answers.propose(arrival)
        self.dialog.show_step()
        self.dialog.set_busy()
        if not arrival.is_encrypted:
            self.dialog.forward.setFocus()
        self._keep()

    def _make_keys(self) -> None:
        from studycompanion.services import opening

        answers = self.answers
        if answers.keys is not None and answers.keys_of == answers.password:
            self.dialog.go_on()
            return
        password = answers.password
        self._start(
            tr("Đang tạo khóa…"), lambda: (password, opening.new_keys(password)), self._on_keys
        )

    def _on_keys(self, made: tuple[str, NewKeys]) -> None:
        answers = self.answers
        answers.keys_of, answers.keys = made
        answers.is_key_kept = False
        self.dialog.set_busy()
        self.dialog.go_on()

    def _create(self) -> None:
        from studycompanion.services import opening

        folder, clock, let_in = self.folder, self._clock, self._let_in
        setup, keys = self.answers.setup, self.answers.made_keys

        def work() -> Desk:
            actor = opening.actor_now(setup.secretary)
            created = opening.create(folder, setup, actor=actor, clock=clock, made=keys)
            let_in(created.desk)
            return created.desk

        self._start(tr("Đang tạo dữ liệu…"), work, self._on_made)

    def _bring_back(self) -> None:
        from studycompanion.services import arrivals, opening

        folder, clock, let_in = self.folder, self._clock, self._let_in
        arrival, password = self.answers.arrival, self.answers.opens_with or None

        def work() -> Desk:
            assert arrival is not None
            actor = opening.actor_now("")
            desk = arrivals.bring_back(arrival, folder, actor=actor, clock=clock, password=password)
            let_in(desk)
            return desk

        self._start(tr("Đang mở dữ liệu…"), work, self._on_made)

    def _on_made(self, desk: Desk) -> None:
        keeping.forget(self.folder)
        self.made.emit(desk, self._following())

    def _following(self) -> Following:
        if self.answers.brings_data:
            return Following()
        begin = Begin(self.answers.roster)
        path = self.answers.roster_file if begin is Begin.FILE else None
        return Following(begin, path)

    def _choose_folder(self) -> None:
        choose_folder(
            self.dialog,
            tr("Chọn thư mục để giữ dữ liệu"),
            folder=str(Path.home()),
            then=self._on_folder,
        )

    def _on_folder(self, folder: Path) -> None:
        self.folder_chosen.emit(folder)
