"""What is asked before the window opens."""

from collections.abc import Iterator

from studycompanion.errors import UserError
from studycompanion.ui.wizards.lock_dialog import LockDialog
from studycompanion.ui.wizards.recovery_sheet import RecoverySheet
from studycompanion.ui.wizards.start_dialog import StartDialog
from studycompanion.ui.wizards.unlock_dialog import UnlockDialog
from tests.ui.scenes.scene import Playbook, Scene, World
from tests.ui.scenes.stage import Stage

_BOOK = Playbook()
_KEY = "7K2M-QX4T-9PWA-3HZD-V8NR-5JCE-6BYF-2LGS"


def scenes() -> Iterator[Scene]:
    """The ways in."""
    yield from _BOOK.scenes


@_BOOK.scene("start", StartDialog, world=World.NOWHERE)
def _start(stage: Stage) -> None:
    stage.hold(StartDialog())


@_BOOK.scene("unlock", UnlockDialog, world=World.NOWHERE)
def _unlock(stage: Stage) -> None:
    stage.hold(UnlockDialog())


@_BOOK.scene("unlock-wrong", UnlockDialog, world=World.NOWHERE)
def _wrong(stage: Stage) -> None:
    stage.hold(UnlockDialog()).show_problem(UserError("wrong_password"))


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
