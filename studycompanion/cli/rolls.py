"""Commands about the roll of a session: ``session mark``, ``session totals`` and the like."""

from datetime import datetime
from fractions import Fraction
from typing import Any

from studycompanion.cli.command import Argument, Command, Seat, argument, either
from studycompanion.domain.attendance import Mark, Totals
from studycompanion.services import apologies, history, newcomers, participation, rollcall
from studycompanion.services.participation import By, Where

SESSION = argument("session", metavar="SESSION")
WHEN: dict[str, Any] = {"type": datetime.fromisoformat, "metavar": "WHEN"}
MARKS = [mark.value for mark in Mark]
_GIVEN = [mark.value for mark in Mark if mark is not Mark.UNMARKED]
_MEMBER = argument("--member", required=True, metavar="ID")


def session_command(verb: str, help: str, action: Any, *arguments: Argument) -> Command:
    """A command of the noun ``session``."""
    return Command(noun="session", verb=verb, help=help, arguments=arguments, action=action)


def _mark(seat: Seat) -> object:
    words = seat.words
    mark = Mark(words.mark)
    if words.all_unmarked:
        return {"marked": rollcall.mark_unmarked(seat.desk, words.session, mark).value}
    rollcall.mark(
        seat.desk, words.session, words.member, mark, reason=words.reason, arrived_at=words.arrived
    )
    return {"marked": 1}


def _undo(seat: Seat) -> object:
    return {"undone": history.undo(seat.desk).value}


def _apology(seat: Seat) -> object:
    words = seat.words
    line = apologies.note_apology(seat.desk, words.session, words.member, words.reason).value
    return {"member": line.member_id, "apology": line.apology}


def _guest(seat: Seat) -> object:
    words = seat.words
    arrival = newcomers.Arrival(
        full_name=words.name, is_guest=not words.newcomer, origin=words.origin
    )
    line = newcomers.add_arrival(seat.desk, words.session, arrival).value
    return {"member": line.member_id, "number": line.number}


def _number(rate: Fraction | None) -> float | None:
    return None if rate is None else float(rate)


def figures(totals: Totals) -> dict[str, object]:
    """A roll's counts by mark, and its rates from 0 to 1, None where nobody was called."""
    counts = {mark.value: totals.of(mark) for mark in Mark if mark is not Mark.UNMARKED}
    return {
        "called": totals.called,
        **counts,
        "unmarked": totals.of(Mark.UNMARKED),
        "guests": totals.guests,
        "rate_attended": _number(totals.rate_attended),
        "rate_complete": _number(totals.rate_complete),
    }


def _totals(seat: Seat) -> object:
    words = seat.words
    found = figures(rollcall.totals(seat.desk, words.session))
    if words.by is None:
        return found
    lines = participation.counts(seat.desk, By(words.by), Where(session_id=words.session))
    return [{"name": line.name} | figures(line.totals) for line in lines]


def _owing(seat: Seat) -> object:
    words = seat.words
    return [
        {
            "member": line.member_id,
            "full_name": line.full_name,
            "cell": line.cell_name,
            "topic": line.topic_id,
            "title": line.topic_title,
            "mark": line.last_mark.value,
        }
        for line in participation.owing(seat.desk, topic_id=words.topic, member_id=words.member)
    ]


COMMANDS = (
    session_command(
        "mark",
        "mark the roll",
        _mark,
        SESSION,
        either("--member", metavar="ID"),
        either("--all-unmarked", action="store_true"),
        argument("--as", dest="mark", required=True, choices=_GIVEN),
        argument("--reason", default="", metavar="TEXT"),
        argument("--arrived", **WHEN),
    ),
    session_command("undo", "take the last step back", _undo),
    session_command(
        "apology",
        "note why somebody asks to be excused; an empty reason takes it back",
        _apology,
        SESSION,
        _MEMBER,
        argument("--reason", required=True, metavar="TEXT"),
    ),
    session_command(
        "guest",
        "put a guest, or somebody who has just moved here, on the roll",
        _guest,
        SESSION,
        argument("--name", required=True, metavar="NAME"),
        argument("--from", dest="origin", default="", metavar="TEXT"),
        argument("--newcomer", action="store_true", help="belongs to the cell from now on"),
    ),
    session_command(
        "totals",
        "count the roll",
        _totals,
        SESSION,
        argument("--by", choices=[By.CELL.value, By.GROUP.value]),
    ),
    session_command(
        "owing",
        "who has not studied which topic",
        _owing,
        argument("--topic", metavar="ID"),
        argument("--member", metavar="ID"),
    ),
)
