"""The menus of the window and of a list, the box that finds, and the help sheets."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from studycompanion.services import help as help_service
from studycompanion.ui.finding_box import FindingBox
from studycompanion.ui.help_sheet import HelpSheet
from studycompanion.ui.widgets.list_menu import fill_list_menu
from tests.ui.scenes.scene import Playbook, Scene, World
from tests.ui.scenes.stage import Stage

_BOOK = Playbook()
_MENUS = ("file", "edit", "list", "view", "help")


def scenes() -> Iterator[Scene]:
    """Every menu and every help page there is."""
    for place, name in enumerate(_MENUS):
        yield Scene(f"menu-{name}", World.CELL, partial(_pull_down, place), QMenu)
    for name in help_service.help_names():
        yield Scene(f"help-{name}", World.CELL, partial(_help, name), HelpSheet)
    yield from _BOOK.scenes


def _pull_down(place: int, stage: Stage) -> None:
    stage.page("members")
    bar = stage.window.menuBar()
    action = bar.actions()[place]
    action.menu().popup(bar.mapToGlobal(bar.actionGeometry(action).bottomLeft()))


def _help(name: str, stage: Stage) -> None:
    HelpSheet(stage.window, name).open()


def _list_menu(stage: Stage) -> QMenu:
    """The menu of the members' list, at the middle of the list."""
    table = stage.page("members").view.finder.table
    menu = QMenu(table)
    fill_list_menu(menu, table)
    menu.popup(table.viewport().mapToGlobal(QPoint(60, 60)))
    return menu


@_BOOK.scene("list-menu", QMenu)
def _rows(stage: Stage) -> None:
    _list_menu(stage)


def _last_menu(menu: QMenu, place: int) -> None:
    """Open one of the menus at the end of a list's menu."""
    inner = [action.menu() for action in menu.actions() if action.menu() is not None][place]
    inner.popup(menu.geometry().topRight())


@_BOOK.scene("list-menu-sorting", QMenu)
def _sorting(stage: Stage) -> None:
    _last_menu(_list_menu(stage), 0)


@_BOOK.scene("list-menu-columns", QMenu)
def _columns(stage: Stage) -> None:
    _last_menu(_list_menu(stage), 1)


def _find(stage: Stage, typed: str) -> None:
    stage.page("tasks")
    box = FindingBox(stage.window, stage.window.context, stage.window.menus.commands())
    box.open()
    stage.settle()
    box.box.setText(typed)


@_BOOK.scene("finding", FindingBox)
def _commands(stage: Stage) -> None:
    _find(stage, "")


@_BOOK.scene("finding-found", FindingBox)
def _records(stage: Stage) -> None:
    _find(stage, "ha")


@_BOOK.scene("finding-nothing", FindingBox)
def _nothing(stage: Stage) -> None:
    _find(stage, "không có ai")
