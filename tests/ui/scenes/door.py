"""What is asked before the window opens."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from studycompanion.errors import UserError
from studycompanion.services.arrivals import Arrival, ArrivalKind
from studycompanion.services.leaving import LeftText
from studycompanion.services.opening import NewKeys
from studycompanion.ui.jobs import JobHandle
from studycompanion.ui.left_sheet import LeftSheet
from studycompanion.ui.wizards.answers import Answers, Guard, Step, Way
from studycompanion.ui.wizards.clock_dialog import ClockDialog
from studycompanion.ui.wizards.covers import Cover
from studycompanion.ui.wizards.lock_dialog import LockDialog
from studycompanion.ui.wizards.recovery_sheet import RecoverySheet
from studycompanion.ui.wizards.sample_sheet import SampleSheet
from studycompanion.ui.wizards.start_dialog import StartDialog
from studycompanion.ui.wizards.unlock_dialog import UnlockDialog
from studycompanion.ui.words import tr
from tests.ui.scenes.scene import Playbook, Scene, World
from tests.ui.scenes.stage import Stage

_BOOK = Playbook()
_KEY = "7K2M-QX4T-9PWA-3HZD-V8NR-5JCE-6BYF-2LGS"


def scenes() -> Iterator[Scene]:
    """The ways in."""
    yield from _BOOK.scenes


def _start(stage: Stage, step: Step, **answers: object) -> StartDialog:
    given = Answers(step=step, **answers)  # type: ignore[arg-type]
    return stage.hold(StartDialog(given, today=date(2026, 11, 20)))


@_BOOK.scene("start", StartDialog, world=World.NOWHERE)
def _look(stage: Stage) -> None:
    _start(stage, Step.LOOK)


@_BOOK.scene("start-way", StartDialog, world=World.NOWHERE)
def _way(stage: Stage) -> None:
    _start(stage, Step.WAY)


@_BOOK.scene("start-file", StartDialog, world=World.NOWHERE)
def _file(stage: Stage) -> None:
    found = Arrival(
        Path("2026-11-19_210501_ab12.scbackup"),
        ArrivalKind.DATA,
        datetime(2026, 11, 19, 21, 5).astimezone(),
        is_encrypted=True,
        people=58,
        topics=4,
    )
    _start(stage, Step.FILE, way=Way.BACKUP, arrival=found)


@_BOOK.scene("start-bodies", StartDialog, world=World.NOWHERE)
def _bodies(stage: Stage) -> None:
    _start(
        stage,
        Step.BODIES,
        superior="Đảng bộ phường Vĩnh Tuy",
        cell="Chi bộ Tổ dân phố số 1",
        place="Vĩnh Tuy",
        secretary="Trần Thị Mẫu",
    )


@_BOOK.scene("start-bodies-missing", StartDialog, world=World.NOWHERE)
def _missing(stage: Stage) -> None:
    _start(stage, Step.BODIES).forward.click()


@_BOOK.scene("start-password", StartDialog, world=World.NOWHERE)
def _guard(stage: Stage) -> None:
    _start(stage, Step.GUARD, guard=Guard.PASSWORD, password="a", again="a")


@_BOOK.scene("start-key", StartDialog, world=World.NOWHERE)
def _key_step(stage: Stage) -> None:
    _start(stage, Step.KEY, guard=Guard.PASSWORD, keys=NewKeys("", b"", _KEY))


@_BOOK.scene("start-roster", StartDialog, world=World.NOWHERE)
def _roster(stage: Stage) -> None:
    _start(stage, Step.ROSTER, guard=Guard.OPEN)


@_BOOK.scene("sample-making", SampleSheet, world=World.NOWHERE)
def _sample(stage: Stage) -> None:
    job = JobHandle(lambda: None)
    sheet = stage.hold(SampleSheet(job))
    job.progressed.emit(5, 13, "Tháng 6 năm 2025")
    assert sheet.bar.value() == 5


@_BOOK.scene("unlock", UnlockDialog, world=World.NOWHERE)
def _unlock(stage: Stage) -> None:
    stage.hold(UnlockDialog())


@_BOOK.scene("unlock-wrong", UnlockDialog, world=World.NOWHERE)
def _wrong(stage: Stage) -> None:
    stage.hold(UnlockDialog()).show_problem(UserError("wrong_password"))


@_BOOK.scene("locking", Cover, world=World.NOWHERE)
def _locking(stage: Stage) -> None:
    stage.hold(Cover())


@_BOOK.scene("locking-covered", Cover)
def _covered(stage: Stage) -> None:
    """Where the disk took nothing; nothing else is on the screen."""
    cover = stage.hold(Cover())
    cover.ask(stage.window.context, then=cover.hide)
    stage.window.hide()


@_BOOK.scene("left-texts", LeftSheet)
def _left(stage: Stage) -> None:
    texts = (
        LeftText(tr("Thêm đồng chí"), tr("Họ và tên"), "Phạm Thị Dở"),
        LeftText(tr("Thêm đồng chí"), tr("Ngày sinh"), "12/5/19"),
        LeftText(tr("Đã nhận bản giấy"), tr("Ghi chú"), "Bản chính để ở tủ hồ sơ chi bộ. " * 5),
    )
    LeftSheet(stage.window, texts).open()


@_BOOK.scene("clock-behind", ClockDialog, world=World.NOWHERE)
def _clock(stage: Stage) -> None:
    last = datetime(2026, 11, 20, 21, 5).astimezone()
    dialog = stage.hold(ClockDialog(last.replace(year=2020, hour=7), last))
    dialog.use.click()


@_BOOK.scene("lock-in-use", LockDialog, world=World.NOWHERE)
def _in_use(stage: Stage) -> None:
    error = UserError("in_use", user="nguyenvanmau", pc="MAY-CHI-BO", since="18:20")
    stage.hold(LockDialog(error))


@_BOOK.scene("lock-stale", LockDialog, world=World.NOWHERE)
def _stale(stage: Stage) -> None:
    error = UserError("lock_stale", user="nguyenvanmau", pc="MAY-CHI-BO", since="18:20")
    stage.hold(LockDialog(error))


@_BOOK.scene("recovery", RecoverySheet, world=World.NOWHERE)
def _recovery(stage: Stage) -> None:
    stage.hold(RecoverySheet(_KEY))
