"""What keeps the data: the list of backups, a look into one, problems, the history, the band."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from studycompanion.errors import UserError
from studycompanion.messages import say, word
from studycompanion.services import backups, restoring, safekeeping
from studycompanion.services.checking import Problem
from studycompanion.services.rescue import Offer
from studycompanion.ui.copy_window import CopyWindow
from studycompanion.ui.history_dialog import HistoryDialog
from studycompanion.ui.pages.settings.backups.dialog import BackupsDialog
from studycompanion.ui.pages.settings.backups.opening_key import BackupKeyDialog
from studycompanion.ui.pages.settings.safety.check_dialog import CheckDialog
from studycompanion.ui.pages.settings.safety.keeping_dialog import KeepingDialog
from studycompanion.ui.pages.settings.safety.section import SafetySection
from studycompanion.ui.read_only import ReadOnlyBand
from studycompanion.ui.wizards.rescue_dialog import RescueDialog
from studycompanion.ui.words import short_moment
from tests.ui.scenes.scene import Playbook, Scene, World
from tests.ui.scenes.stage import Stage

_BOOK = Playbook()


def scenes() -> Iterator[Scene]:
    """The dialogs of safe keeping."""
    yield from _BOOK.scenes


def _page(stage: Stage):
    page = stage.page("settings")
    page.view.show_section("safety")
    return page


@_BOOK.scene("backups", BackupsDialog)
def _backups(stage: Stage) -> None:
    """A copy by hand above those that the program made by itself."""
    page = _page(stage)
    page.context.tasks.keep(safekeeping.backup)
    stage.settle()
    page.view.safety.restore.click()


@_BOOK.scene("keeping-numbers", KeepingDialog)
def _numbers(stage: Stage) -> None:
    page = _page(stage)
    page.view.safety.numbers.click()
    stage.settle()
    dialog = page.findChild(KeepingDialog)
    dialog.numbers["days"].edit.setText("100")
    dialog.accept_button.click()


@_BOOK.scene("settings-locked", SafetySection)
def _locked(stage: Stage) -> None:
    """The section of a file that has a password, without setting one for the other scenes."""
    page = _page(stage)
    page.view.safety._show_password(is_set=True)


@_BOOK.scene("backup-inside", CopyWindow)
def _inside(stage: Stage) -> None:
    page = _page(stage)
    page.context.tasks.keep(safekeeping.backup)
    stage.settle()
    desk = page.context.tasks.gate.desk()
    line = backups.lines(desk)[0]
    copy = restoring.preview(desk, line.path)
    window = CopyWindow(stage.window, page.context, copy, short_moment(line.made_at))
    window.visit("members")
    stage.hold(window)


@_BOOK.scene("backup-key", BackupKeyDialog)
def _key(stage: Stage) -> None:
    BackupKeyDialog(_page(stage), print).open()


@_BOOK.scene("check-problems", CheckDialog)
def _problems(stage: Stage) -> None:
    page = _page(stage)
    lines = [page.view.safety.keeping[0].accessibleName(), stage.window.windowTitle()]
    found = tuple(
        Problem(f"code{place}", words, place == 0, "", "") for place, words in enumerate(lines)
    )
    CheckDialog(page, page.context, found).open()


def _history(stage: Stage) -> None:
    _page(stage).view.safety.history.click()


_BOOK.scene("history", HistoryDialog)(_history)
_BOOK.scene("history-empty", HistoryDialog, world=World.EMPTY)(_history)


def _band(stage: Stage, *, is_moved: bool) -> None:
    """The sentence is the one that the program says in the chosen language."""
    code = "moved_away" if is_moved else "preview_only"
    stage.page("members")
    stage.window.read_only._on_looked((say(UserError(code)), is_moved))


_BOOK.scene("read-only-moved", ReadOnlyBand, world=World.ENROLLED)(partial(_band, is_moved=True))


@_BOOK.scene("rescue", RescueDialog, world=World.NOWHERE)
def _rescue(stage: Stage) -> None:
    at = datetime(2026, 11, 19, 21, 5).astimezone()
    key = "missing_since"
    missing = word("keeping", key, at=backups.moment(at), now=backups.moment(at))
    stage.hold(RescueDialog(Offer(Path("x.scbackup"), at, 60, 212, missing)))


@_BOOK.scene("rescue-none", RescueDialog, world=World.NOWHERE)
def _no_rescue(stage: Stage) -> None:
    stage.hold(RescueDialog(None))


@_BOOK.scene("rescue-key", RescueDialog, world=World.NOWHERE)
def _rescue_key(stage: Stage) -> None:
    at = datetime(2026, 11, 19, 21, 5).astimezone()
    missing = word("keeping", "missing_nothing", at=backups.moment(at), now="")
    dialog = stage.hold(RescueDialog(Offer(Path("x.scbackup"), at, 60, 212, missing)))
    dialog.show_problem(UserError("password_needed"))
