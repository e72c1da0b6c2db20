"""An evening: its dialogs, the closed roll, the projector's view, and the papers."""

from collections.abc import Iterator

from PySide6.QtWidgets import QMenu

from studycompanion.domain.card_code import card_code
from studycompanion.domain.study import SessionState
from studycompanion.services import apologies, sessions
from studycompanion.ui.page import Page
from studycompanion.ui.pages.reports.papers_dialog import PapersDialog
from studycompanion.ui.pages.rollcall.arrival_dialog import ArrivalDialog, Who
from studycompanion.ui.pages.rollcall.cells_sheet import CellsSheet
from studycompanion.ui.pages.rollcall.closing_dialogs import CloseDialog, ReopenDialog
from studycompanion.ui.pages.rollcall.make_up_dialog import MakeUpDialog
from studycompanion.ui.pages.rollcall.sheet_dialog import SheetDialog
from studycompanion.ui.pages.rollcall.totals_screen import TotalsScreen
from studycompanion.ui.pages.topics.session_dialog import SessionDialog
from studycompanion.ui.pages.topics.sheets import LifeSheet, OwingSheet
from tests.ui.scenes.scene import Playbook, Scene, World
from tests.ui.scenes.stage import SCREEN, Stage

_BOOK = Playbook()


def scenes() -> Iterator[Scene]:
    """The scenes of this module."""
    yield from _BOOK.scenes


def _closed(stage: Stage) -> Page:
    """The roll of the closed session that most missed."""
    page = stage.page("rollcall")
    known: list[sessions.SessionLine] = []
    page.context.tasks.read(sessions.list_sessions, known.extend)
    stage.settle()
    closed = [line for line in known if line.state is SessionState.CLOSED]
    page.open_record(min(closed, key=lambda line: line.attended / max(line.called, 1)).id)
    stage.settle()
    return page


@_BOOK.scene("rollcall-closed", Page)
def _locked(stage: Stage) -> None:
    _closed(stage)


@_BOOK.scene("rollcall-menu", QMenu)
def _menu(stage: Stage) -> None:
    stage.page("rollcall").actions_.open_menu()


@_BOOK.scene("rollcall-reasons", QMenu)
def _reasons(stage: Stage) -> None:
    stage.page("rollcall").view.panel.open_reasons()


@_BOOK.scene("rollcall-scanned", Page)
def _scanned(stage: Stage) -> None:
    """A card that belongs to nobody here."""
    stage.page("rollcall").scanner.take(card_code("someone-else"))


@_BOOK.scene("rollcall-apology", Page)
def _apology(stage: Stage) -> None:
    page = stage.page("rollcall")
    session_id, line = page.session.id, page.view.model.records[2]
    asked = bool(line.apology)
    if not asked:
        page.context.tasks.write(
            lambda desk: apologies.note_apology(desk, session_id, line.member_id, "Đi công tác")
        )
        stage.settle()
    page.view.finder.table.go_to(line.member_id)


@_BOOK.scene("rollcall-close", CloseDialog)
def _close(stage: Stage) -> None:
    stage.page("rollcall").view.finish.click()


@_BOOK.scene("rollcall-reopen", ReopenDialog)
def _reopen(stage: Stage) -> None:
    _closed(stage).view.lock.reopen.click()


@_BOOK.scene("rollcall-make-up", MakeUpDialog)
def _make_up(stage: Stage) -> None:
    _closed(stage).actions_.ask_make_up()


@_BOOK.scene("rollcall-arrival", ArrivalDialog, world=World.WARD)
def _arrival(stage: Stage) -> None:
    stage.page("rollcall").actions_.ask_arrival()


@_BOOK.scene("rollcall-arrival-known", ArrivalDialog)
def _known(stage: Stage) -> None:
    page = _closed(stage)
    people: list = []
    page.context.tasks.read(_everyone, people.extend)
    stage.settle()
    dialog = ArrivalDialog(page, page.context, page.session.id, cells=(), people=people)
    dialog.open()
    dialog.who.choose(Who.KNOWN.value)
    dialog.who.picked.emit(Who.KNOWN.value)


def _everyone(desk) -> tuple:
    from studycompanion.services import members

    return members.list_members(desk)


@_BOOK.scene("rollcall-sheet", SheetDialog)
def _sheet(stage: Stage) -> None:
    _closed(stage).actions_.show_result()


@_BOOK.scene("papers-of-topic", PapersDialog)
def _papers(stage: Stage) -> None:
    stage.page("reports").view.forms.click()


@_BOOK.scene("rollcall-totals", TotalsScreen)
def _totals(stage: Stage) -> None:
    _closed(stage).actions_.show_totals()
    stage.dialog(TotalsScreen).setFixedSize(SCREEN)


@_BOOK.scene("rollcall-cells", CellsSheet, world=World.WARD)
def _cells(stage: Stage) -> None:
    stage.page("rollcall").actions_.show_cells()


@_BOOK.scene("topic-owing", OwingSheet)
def _owing(stage: Stage) -> None:
    stage.page("topics").view.owing.click()


@_BOOK.scene("topic-cells", LifeSheet, world=World.WARD)
def _topic_cells(stage: Stage) -> None:
    stage.page("topics").view.by_cell.click()


@_BOOK.scene("session-change", SessionDialog)
def _change_session(stage: Stage) -> None:
    stage.page("topics").view.change_session.click()


@_BOOK.scene("session-make-up", SessionDialog)
def _repeats(stage: Stage) -> None:
    """A kind that repeats another session asks which."""
    stage.page("topics").view.add_session.click()
    dialog = stage.dialog(SessionDialog)
    dialog.kind.choose("make_up")
    dialog.kind.picked.emit("make_up")
