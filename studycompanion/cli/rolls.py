"""Commands about sessions and their rolls: ``session …``."""

from argparse import Namespace
from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any

from studycompanion.cli.command import Argument, Command, Seat, argument, either
from studycompanion.domain.attendance import Mark, Totals
from studycompanion.domain.study import SessionKind, StudySession
from studycompanion.services import (
    apologies,
    closing,
    history,
    make_up,
    members,
    newcomers,
    participation,
    removal,
    rollcall,
    sessions,
)
from studycompanion.services.participation import By, Where

SESSION = argument("session", metavar="SESSION")
_WHEN: dict[str, Any] = {"type": datetime.fromisoformat, "metavar": "WHEN"}
_TEXTS = ("place", "chair", "minute_taker", "speaker", "agenda")
_MARKS = [mark.value for mark in Mark]
_GIVEN = [mark.value for mark in Mark if mark is not Mark.UNMARKED]


def _texts() -> Iterable[Argument]:
    return (argument(f"--{name.replace('_', '-')}", dest=name, metavar="TEXT") for name in _TEXTS)


def _fields(words: Namespace) -> dict[str, Any]:
    """What was given of a session's fields."""
    found = {name: getattr(words, name) for name in (*_TEXTS, "at")}
    found["kind"] = SessionKind(words.kind) if words.kind else None
    found["makes_up_id"] = words.repeats
    return {name: value for name, value in found.items() if value is not None}


def _shown(session: StudySession) -> dict[str, object]:
    return {
        "id": session.id,
        "topic": session.topic_id,
        "at": session.at,
        "place": session.place,
        "kind": session.kind.value,
        "state": session.state.value,
    }


def _add(seat: Seat) -> object:
    words = seat.words
    cell_id = members.find_cell(seat.desk, words.cell) if words.cell else None
    fields = _fields(words)
    added = sessions.add_session(
        seat.desk,
        words.topic,
        fields.pop("at"),
        cell_id=cell_id,
        member_ids=words.members,
        **fields,
    )
    return _shown(added.value)


def _change(seat: Seat) -> object:
    words = seat.words
    revision = sessions.session_card(seat.desk, words.session).revision
    done = sessions.change_session(
        seat.desk, words.session, revision, member_ids=words.members, **_fields(words)
    )
    return _shown(done.value)


def _list(seat: Seat) -> object:
    return [
        {
            "id": s.id,
            "topic": s.topic_id,
            "title": s.topic_title,
            "at": s.at,
            "place": s.place,
            "unit": s.unit_name,
            "kind": s.kind.value,
            "state": s.state.value,
            "called": s.called,
            "attended": s.attended,
            "unmarked": s.unmarked,
        }
        for s in sessions.list_sessions(seat.desk, seat.words.topic)
    ]


def _remove(seat: Seat) -> object:
    removal.remove_session(seat.desk, seat.words.session)
    return {"removed": seat.words.session}


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


def _close(seat: Seat) -> object:
    rest = Mark(seat.words.rest) if seat.words.rest else None
    done = closing.close_session(seat.desk, seat.words.session, rest=rest).value
    return {"closed_at": done.session.closed_at} | _figures(done.totals)


def _reopen(seat: Seat) -> object:
    words = seat.words
    return _shown(closing.reopen_session(seat.desk, words.session, words.reason).value)


def _missed(seat: Seat) -> object:
    return [
        {"member": line.member_id, "full_name": line.full_name, "mark": line.counted.value}
        for line in make_up.missed(seat.desk, seat.words.session)
    ]


def _make_up(seat: Seat) -> object:
    words = seat.words
    done = make_up.add_make_up(
        seat.desk, words.session, words.at, place=words.place or "", member_ids=words.members
    )
    return _shown(done.value)


def _number(rate: Fraction | None) -> float | None:
    return None if rate is None else float(rate)


def _figures(totals: Totals) -> dict[str, object]:
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
    found = _figures(rollcall.totals(seat.desk, words.session))
    if words.by is None:
        return found
    lines = participation.counts(seat.desk, By(words.by), Where(session_id=words.session))
    return [{"name": line.name} | _figures(line.totals) for line in lines]


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


_MEMBERS = argument("--members", nargs="+", metavar="ID", help="only these people")
_MEMBER = argument("--member", required=True, metavar="ID")
_KIND = argument("--kind", choices=[kind.value for kind in SessionKind])
_REPEATS = argument("--repeats", metavar="SESSION", help="what a make-up or second shift repeats")


def _command(verb: str, help: str, action: Any, *arguments: Argument) -> Command:
    return Command(noun="session", verb=verb, help=help, arguments=arguments, action=action)


COMMANDS = (
    _command(
        "add",
        "add a session of a topic",
        _add,
        argument("--topic", required=True, metavar="ID"),
        argument("--at", required=True, **_WHEN),
        argument("--cell", metavar="C", help="only this cell; everyone without it"),
        _MEMBERS,
        _KIND,
        _REPEATS,
        *_texts(),
    ),
    _command(
        "change",
        "change an open session",
        _change,
        SESSION,
        argument("--at", **_WHEN),
        _MEMBERS,
        _KIND,
        _REPEATS,
        *_texts(),
    ),
    _command("list", "list sessions", _list, argument("--topic", metavar="ID")),
    _command("remove", "take an open session off the list", _remove, SESSION),
    _command(
        "mark",
        "mark the roll",
        _mark,
        SESSION,
        either("--member", metavar="ID"),
        either("--all-unmarked", action="store_true"),
        argument("--as", dest="mark", required=True, choices=_GIVEN),
        argument("--reason", default="", metavar="TEXT"),
        argument("--arrived", **_WHEN),
    ),
    _command("undo", "take the last step back", _undo),
    _command(
        "apology",
        "note why somebody asks to be excused; an empty reason takes it back",
        _apology,
        SESSION,
        _MEMBER,
        argument("--reason", required=True, metavar="TEXT"),
    ),
    _command(
        "guest",
        "put a guest, or somebody who has just moved here, on the roll",
        _guest,
        SESSION,
        argument("--name", required=True, metavar="NAME"),
        argument("--from", dest="origin", default="", metavar="TEXT"),
        argument("--newcomer", action="store_true", help="belongs to the cell from now on"),
    ),
    _command(
        "close",
        "close the roll call",
        _close,
        SESSION,
        argument("--rest", choices=_MARKS, help="what those without a mark are"),
    ),
    _command(
        "reopen",
        "open a closed session again",
        _reopen,
        SESSION,
        argument("--reason", required=True, metavar="TEXT"),
    ),
    _command("missed", "who has to make a session up", _missed, SESSION),
    _command(
        "make-up",
        "make the session for those who missed a closed one",
        _make_up,
        SESSION,
        argument("--at", required=True, **_WHEN),
        argument("--place", metavar="TEXT"),
        _MEMBERS,
    ),
    _command(
        "totals",
        "count the roll",
        _totals,
        SESSION,
        argument("--by", choices=[By.CELL.value, By.GROUP.value]),
    ),
    _command(
        "owing",
        "who has not studied which topic",
        _owing,
        argument("--topic", metavar="ID"),
        argument("--member", metavar="ID"),
    ),
)
