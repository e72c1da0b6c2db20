"""From a path to its sheets, or to one clear error."""

from pathlib import Path

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.exchange.roster_in.guard import LARGEST_FILE, TooLarge
from studycompanion.exchange.roster_in.separated import SUFFIXES, NotText, separated_sheet
from studycompanion.exchange.roster_in.sheet import Sheet
from studycompanion.exchange.roster_in.workbook import Damaged, is_workbook, workbook_sheets


def open_sheets(path: Path) -> list[Sheet]:
    """The visible sheets of a roster file.

    Raises UserError "roster_missing", "roster_unreadable", "roster_not_text", "roster_too_large"
    and EnvironmentProblem "roster_refused", each with the file's ``name``.
    """
    data = _read(path)
    try:
        return _sheets(data, path)
    except Damaged as trouble:
        raise UserError("roster_unreadable", name=path.name) from trouble
    except NotText as trouble:
        raise UserError("roster_not_text", name=path.name) from trouble
    except TooLarge as trouble:
        raise UserError("roster_too_large", name=path.name) from trouble


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise UserError("roster_missing", name=path.name)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserError("roster_too_large", name=path.name)
        return path.read_bytes()
    except OSError as trouble:
        raise EnvironmentProblem("roster_refused", name=path.name) from trouble


def _sheets(data: bytes, path: Path) -> list[Sheet]:
    if is_workbook(data):
        return workbook_sheets(data)
    if path.suffix.lower() in SUFFIXES:
        return [separated_sheet(data, path.stem)]
    raise Damaged
