"""Sheets of a workbook: .xlsx, .xls and .ods, told apart by their contents, not their name."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from studycompanion.exchange.containers import (
    DAMAGED_ZIP,
    ENCRYPTED,
    OLE_MAGIC,
    ZIP_MAGIC,
    Damaged,
    Locked,
)
from studycompanion.exchange.roster_in.formula_errors import with_formula_errors
from studycompanion.exchange.roster_in.guard import check_extents, check_workbook
from studycompanion.exchange.roster_in.ole import has_sound_chains
from studycompanion.exchange.roster_in.sheet import Sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin as those of a workbook do."""
    return data.startswith((ZIP_MAGIC, OLE_MAGIC))


def workbook_sheets(data: bytes) -> list[Sheet]:
    """The visible sheets of a workbook; raises Damaged, Locked or guard.TooLarge."""
    if data.startswith(OLE_MAGIC) and ENCRYPTED in data:
        raise Locked
    if data.startswith(OLE_MAGIC) and not has_sound_chains(data):
        raise Damaged
    with _only_damaged():
        if data.startswith(ZIP_MAGIC):
            check_workbook(data)
        from python_calamine import CalamineWorkbook

        sheets = list(_visible(CalamineWorkbook.from_filelike(BytesIO(data))))
        return with_formula_errors(sheets, data) if data.startswith(ZIP_MAGIC) else sheets


def _visible(workbook: "CalamineWorkbook") -> Iterator[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for about in workbook.sheets_metadata:
        is_sheet = about.typ == SheetTypeEnum.WorkSheet
        if is_sheet and about.visible == SheetVisibleEnum.Visible:
            yield _sheet(workbook.get_sheet_by_name(about.name))


def _sheet(sheet: "CalamineSheet") -> Sheet:
    check_extents([(sheet.total_height, sheet.total_width)])
    rows = sheet.to_python(skip_empty_area=False)
    return Sheet(sheet.name, rows, tuple(sheet.merged_cell_ranges or ()))


@contextmanager
def _only_damaged() -> Iterator[None]:
    """Whatever a reader says of a damaged file becomes Damaged, of a password Locked.

    The Excel reader is a Rust library; where it panics it raises a BaseException whose class
    cannot be imported.
    """
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as trouble:
        raise Locked from trouble
    except (CalamineError, *DAMAGED_ZIP) as trouble:
        raise Damaged from trouble
    except BaseException as trouble:
        if type(trouble).__name__ == "PanicException":
            raise Damaged from trouble
        raise
