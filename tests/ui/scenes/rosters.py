"""Taking rosters in: the pages of the wizard, with old fonts, doubts, mends and long words."""

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import xlsxwriter

from studycompanion.ui.pages.members.import_flow import ImportFlow
from studycompanion.ui.pages.members.importing.check_panels import DoubtPanel, ProblemPanel
from studycompanion.ui.pages.members.importing.done_page import DonePage
from studycompanion.ui.pages.members.importing.understood_page import UnderstoodPage
from studycompanion.ui.pages.members.importing.understood_panels import (
    ColumnPanel,
    LettersPanel,
    SheetPanel,
)
from studycompanion.ui.pages.members.importing.wizard import ImportWizard, Step
from studycompanion.ui.pages.members.importing.write_panels import MissingPanel, PersonPanel
from tests.ui.scenes.scene import Playbook, Scene, World
from tests.ui.scenes.stage import Stage
from tests.ui.scenes.worlds import ROSTER

_BOOK = Playbook()
_HEAD = ["TT", "Họ tên", "Sinh ngày", "Số thẻ ĐV", "Sinh hoạt tại CB", "Dân tộc", "Địa chỉ"]
_LONG = "Chi bộ Tổ dân phố số 12 khu tập thể Nhà máy Cơ khí Trần Hưng Đạo"
_ROWS = (
    [1, "NGUYỄN VĂN AN", "19/5/58", 6100001, _LONG, "Kinh", "12 phố Huế"],
    [2, "Trần Thị Bình", "31/02/1960", "0610000", _LONG, "Kinh", ""],
    [3, "Lê Đức Cường", "1961", "06100003", _LONG, "Tày", ""],
    [4, "Lê Đức Cường", "1961", "06100003", _LONG, "Tày", ""],
    [5, "", "1961", "06100005", _LONG, "", ""],
    [6, "Công Tằng Tôn Nữ Thị Huyền Trang", "1/1/1962", "06100003", _LONG, "", ""],
)
_OLD = (
    ["TT", "Hä tªn", "N¨m sinh", "Quª qu¸n"],
    ["Chi bé Tæ d©n phè sè 7"],
    [1, "NGUYÔN THÞ §µO", 1958, "Th¸i B×nh"],
    [2, "TrÇn V¨n Hïng", 1960, "H¶i D­¬ng"],
)


def scenes() -> Iterator[Scene]:
    """Every page of the wizard."""
    yield from _BOOK.scenes


@cache
def _file() -> Path:
    """A workbook with most of what offices' lists hold, in a folder of its own."""
    path = Path(tempfile.mkdtemp(prefix="study-companion-scene-")) / "Danh sách phường.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (("Tổ 1", (_HEAD, *_ROWS)), ("Danh sách cũ", _OLD)):
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


@cache
def _doubtful() -> Path:
    """A list whose columns are all understood."""
    path = _file().with_name("Danh sách chi bộ.xlsx")
    path.with_name(f"~${path.name}").touch()
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("DS")
        for at, row in enumerate((_HEAD, *_ROWS)):
            sheet.write_row(at, 0, row[:4])
    return path


def _look(stage: Stage, path: Path) -> ImportWizard:
    page = stage.page("members")
    folder = page.context.preferences.comforts.import_folder
    ImportFlow(page.context, page).look_at(path)
    wizard = stage.dialog(ImportWizard)
    page.context.preferences.change(import_folder=folder)
    return wizard


def _at_line(wizard: ImportWizard, kind: str) -> None:
    table = wizard.page.finder.table
    table.go_to(next(line.id for line in wizard.page.model.records if line.kind == kind))


def _checked(stage: Stage) -> ImportWizard:
    wizard = _look(stage, _file())
    wizard.page.panels["letters"].all_right.click()
    stage.settle()
    wizard.accept_button.click()
    return wizard


@_BOOK.scene("roster-good", ImportWizard, world=World.EMPTY)
def _good(stage: Stage) -> None:
    _look(stage, ROSTER)


@_BOOK.scene("roster-new-person", PersonPanel, world=World.EMPTY)
def _new_person(stage: Stage) -> None:
    _look(stage, ROSTER)


@_BOOK.scene("roster-missing", MissingPanel, world=World.ENROLLED)
def _missing(stage: Stage) -> None:
    """The file names others than those whom the cell has."""
    wizard = _look(stage, ROSTER.with_name("roster-cell-titled.xlsx"))
    while wizard.step is not Step.WRITE:
        wizard.accept_button.click()
    _at_line(wizard, "missing")


@_BOOK.scene("roster-understood", UnderstoodPage, world=World.EMPTY)
def _understood(stage: Stage) -> None:
    _look(stage, _file())


@_BOOK.scene("roster-letters", LettersPanel, world=World.WARD)
def _letters(stage: Stage) -> None:
    _look(stage, _file())


@_BOOK.scene("roster-sheet", SheetPanel, world=World.EMPTY)
def _sheet(stage: Stage) -> None:
    _at_line(_look(stage, _file()), "sheet")


@_BOOK.scene("roster-column", ColumnPanel, world=World.EMPTY)
def _column(stage: Stage) -> None:
    wizard = _look(stage, _file())
    _at_line(wizard, "column")
    wizard.page.finder.table.move_by(1)


@_BOOK.scene("roster-column-withheld", ColumnPanel, world=World.EMPTY)
def _withheld(stage: Stage) -> None:
    wizard = _look(stage, _file())
    _at_line(wizard, "column")
    wizard.page.finder.table.move_by(5)


@_BOOK.scene("roster-problems", ProblemPanel, world=World.EMPTY)
def _problems(stage: Stage) -> None:
    """Only values are doubtful, so the first page is that of what to look at."""
    _look(stage, _doubtful())


@_BOOK.scene("roster-problem-ward", ProblemPanel, world=World.WARD)
def _problem(stage: Stage) -> None:
    _checked(stage)


@_BOOK.scene("roster-doubt", DoubtPanel, world=World.EMPTY)
def _doubt(stage: Stage) -> None:
    _at_line(_checked(stage), "doubt")


@_BOOK.scene("roster-done", DonePage, world=World.EMPTY)
def _done(stage: Stage) -> None:
    _look(stage, ROSTER.with_name("roster-small.xls")).accept_button.click()
    stage.settle()
    stage.window.history.undo.trigger()
