"""Rosters as offices type them, written for one test and read back."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from studycompanion.domain.roster import Roster
from studycompanion.exchange.roster_in import read_roster

DATA = Path(__file__).parents[1] / "data"

Rows = Iterable[Iterable[Any]]
Areas = Iterable[str]


@pytest.fixture
def data() -> Path:
    """The folder of the rosters that come with the tests."""
    return DATA


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write sheets ``{name: rows}`` to a workbook, with areas such as "A1:C1" merged."""

    def write_workbook(sheets: dict[str, Rows], merged: Areas = (), hidden: Areas = ()) -> Path:
        path = tmp_path / "Danh sách đảng viên.xlsx"
        with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for area in merged:
                    sheet.merge_range(area, None)
                _fill(sheet, rows)
                if name in hidden:
                    sheet.hide()
        return path

    return write_workbook


def _fill(sheet: Any, rows: Rows) -> None:
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value)
            elif isinstance(value, str):
                sheet.write_string(at, column, value)
            elif value is not None:
                sheet.write(at, column, value)


@pytest.fixture
def read(write: Callable[..., Path]) -> Callable[..., Roster]:
    """Read a sheet of those rows, some areas merged."""

    def read_rows(rows: Rows, merged: Areas = (), sheet: str = "Danh sách") -> Roster:
        return read_roster(write({sheet: rows}, merged))

    return read_rows


@pytest.fixture
def read_one(read: Callable[..., Roster]) -> Callable[..., Any]:
    """Read one person, whose columns are given by their headers; no problem may arise."""

    def read_person(**cells: Any) -> Any:
        roster = read([["Họ và tên", *cells], ["Nguyễn Văn An", *cells.values()]])
        assert roster.problems == ()
        (person,) = roster.people
        return person

    return read_person
