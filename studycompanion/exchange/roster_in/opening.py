"""From a path to its bytes, and from bytes to sheets, or to one clear refusal."""

from pathlib import Path

from studycompanion.domain.roster import Reading
from studycompanion.exchange.containers import Damaged, Locked, Refusal
from studycompanion.exchange.containers import load as read_whole
from studycompanion.exchange.roster_in.guard import LARGEST_FILE, TooLarge
from studycompanion.exchange.roster_in.separated import SUFFIXES, NotText, separated_sheet
from studycompanion.exchange.roster_in.sheet import Sheet
from studycompanion.exchange.roster_in.withholding import without_secrets
from studycompanion.exchange.roster_in.workbook import is_workbook, workbook_sheets

_PLAIN = Reading()
_REFUSAL = Refusal("roster_missing", "roster_too_large", "roster_refused")
REFUSALS: dict[type[Exception], str] = {
    Damaged: "roster_unreadable",
    Locked: "roster_password",
    NotText: "roster_not_text",
    TooLarge: "roster_too_large",
}
"""What reading raises, and the codes of the sentences that tell it."""


def load(path: Path) -> bytes:
    """The bytes of a roster file.

    Raises UserError "roster_missing", "roster_too_large" and EnvironmentProblem "roster_refused"
    (open in Excel, for one), each with the file's ``name``.
    """
    return read_whole(path, LARGEST_FILE, _REFUSAL)


def sheets_in(data: bytes, name: str, reading: Reading = _PLAIN) -> list[Sheet]:
    """The visible sheets of a file of that name; raises one of ``REFUSALS``.

    Columns of kinds that are never kept are empty, and so is a sheet without a list of people.
    """
    return [without_secrets(sheet, reading) for sheet in _whole_sheets(data, name)]


def _whole_sheets(data: bytes, name: str) -> list[Sheet]:
    if is_workbook(data):
        return workbook_sheets(data)
    if Path(name).suffix.lower() in SUFFIXES:
        return [separated_sheet(data, Path(name).stem)]
    raise Damaged
