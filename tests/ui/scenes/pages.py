"""Every page of the navigation, with work on it and without, and the other sides of some."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QTabWidget

from studycompanion.domain.attendance import Mark
from studycompanion.ui.page import Page
from studycompanion.ui.pages import entries
from tests.ui.scenes.scene import Playbook, Scene, World
from tests.ui.scenes.stage import Stage

_BOOK = Playbook()
_OF_A_WARD = ("tasks", "topics", "rollcall", "reviews", "commitments", "members", "reports")


def scenes() -> Iterator[Scene]:
    """Pages by the navigation's own list, so that a new one is not forgotten."""
    for entry in entries():
        for world in World:
            if world is not World.NOWHERE and (world is not World.WARD or entry.key in _OF_A_WARD):
                name = entry.key if world is World.CELL else f"{entry.key}-{world.name.lower()}"
                yield Scene(name, world, partial(_visit, entry.key), Page)
    yield from _BOOK.scenes


def _visit(key: str, stage: Stage) -> None:
    stage.page(key)


def _turn_to(key: str, tab: int, stage: Stage) -> None:
    page = stage.page(key)
    page.findChild(QTabWidget).setCurrentIndex(tab)


def _further_tabs(key: str, *names: str, world: World) -> None:
    """A scene for every tab of a page but the first, which the page's own scene shows."""
    for tab, name in enumerate(names, start=1):
        _BOOK.scene(f"{key}-{name}", Page, world=world)(partial(_turn_to, key, tab))


_further_tabs("settings", "clarity", "due", "comforts", "safety", world=World.CELL)
_further_tabs("reports", "papers", "chart", world=World.CELL)
_further_tabs("reports", "ward-papers", "ward-chart", world=World.WARD)


@_BOOK.scene("members-found", Page)
def _found(stage: Stage) -> None:
    stage.page("members").view.finder.box.setText("tran")


@_BOOK.scene("members-not-found", Page)
def _not_found(stage: Stage) -> None:
    stage.page("members").view.finder.box.setText("Nguyễn Hoàng Không")


@_BOOK.scene("rollcall-earlier", Page)
def _earlier(stage: Stage) -> None:
    """A session of the past, at somebody who stayed away with a reason."""
    view = stage.page("rollcall").view
    for place in range(view.session.count()):
        view.session.setCurrentIndex(place)
        view.session.picked.emit(view.session.chosen)
        stage.settle()
        away = [line for line in view.model.records if line.mark is Mark.EXCUSED]
        if away:
            view.finder.table.go_to(away[0].member_id)
            return


@_BOOK.scene("plans-unclear", Page)
def _unclear(stage: Stage) -> None:
    """A plan one of whose tasks misses a point."""
    view = stage.page("plans").view
    wanted = next(line for line in view.model.records if line.unclear)
    view.finder.table.go_to(wanted.member_id)


@_BOOK.scene("plans-none", Page)
def _none(stage: Stage) -> None:
    view = stage.page("plans").view
    wanted = next(line for line in view.model.records if line.owes and not line.items)
    view.finder.table.go_to(wanted.member_id)
