"""Commands about the papers of a session: ``sheet signin | result | minutes | cards``."""

from pathlib import Path

from studycompanion.cli.command import Argument, Command, Seat, argument
from studycompanion.services import members, rollcall, session_papers
from studycompanion.services.lists import check_suffix, swap_in
from studycompanion.services.session_papers import PDF, Sheet

_CELL = argument("--cell", metavar="C", help="only this cell")


def _cell(seat: Seat) -> str | None:
    name = seat.words.cell
    return members.find_cell(seat.desk, name) if name else None


def _sheet(seat: Seat, sheet: Sheet) -> object:
    words = seat.words
    path = session_papers.export_sheet(
        seat.desk,
        words.session,
        sheet,
        Path(words.out).absolute(),
        cell_id=_cell(seat),
        large=words.large,
    )
    return {"file": path}


def _cards(seat: Seat) -> object:
    path = Path(seat.words.out).absolute()
    check_suffix(path, PDF)
    session = seat.words.session
    called = rollcall.open_roll(seat.desk, session).lines if session else None
    ids = None if called is None else [line.member_id for line in called]
    pdf = session_papers.cards_pdf(seat.desk, cell_id=_cell(seat), member_ids=ids)
    return {"file": swap_in(path, pdf)}


_ARGUMENTS: tuple[Argument, ...] = (
    argument("session", metavar="SESSION"),
    argument("--out", required=True, metavar="FILE", help=".pdf, .docx, .xlsx or .csv"),
    _CELL,
    argument("--large", action="store_true", help="large print"),
)


COMMANDS = (
    Command(
        noun="sheet",
        verb="signin",
        help="write the list to sign before a session",
        arguments=_ARGUMENTS,
        action=lambda seat: _sheet(seat, Sheet.SIGN_IN),
    ),
    Command(
        noun="sheet",
        verb="result",
        help="write the result of a session",
        arguments=_ARGUMENTS,
        action=lambda seat: _sheet(seat, Sheet.RESULT),
    ),
    Command(
        noun="sheet",
        verb="minutes",
        help="write the minutes of a session with its numbers filled in",
        arguments=_ARGUMENTS,
        action=lambda seat: _sheet(seat, Sheet.MINUTES),
    ),
    Command(
        noun="sheet",
        verb="cards",
        help="write members' cards with QR codes, eight to a page",
        arguments=(
            argument("session", nargs="?", metavar="SESSION", help="only of those on its roll"),
            argument("--out", required=True, metavar="FILE", help=".pdf"),
            _CELL,
        ),
        action=_cards,
    ),
)
