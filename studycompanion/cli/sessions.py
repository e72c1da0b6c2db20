"""Commands about sessions, from the first word of one to its make-up: ``session …``."""

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from studycompanion.cli.command import Argument, Seat, argument
from studycompanion.cli.rolls import MARKS, SESSION, WHEN, figures, session_command
from studycompanion.domain.attendance import Mark
from studycompanion.domain.study import SessionKind, StudySession
from studycompanion.services import closing, make_up, members, removal, sessions

_TEXTS = ("place", "chair", "minute_taker", "speaker", "agenda")
_MEMBERS = argument("--members", nargs="+", metavar="ID", help="only these people")
_KIND = argument("--kind", choices=[kind.value for kind in SessionKind])
_REPEATS = argument("--repeats", metavar="SESSION", help="what a make-up or second shift repeats")


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


def _close(seat: Seat) -> object:
    rest = Mark(seat.words.rest) if seat.words.rest else None
    done = closing.close_session(seat.desk, seat.words.session, rest=rest).value
    return {"closed_at": done.session.closed_at} | figures(done.totals)


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


COMMANDS = (
    session_command(
        "add",
        "add a session of a topic",
        _add,
        argument("--topic", required=True, metavar="ID"),
        argument("--at", required=True, **WHEN),
        argument("--cell", metavar="C", help="only this cell; everyone without it"),
        _MEMBERS,
        _KIND,
        _REPEATS,
        *_texts(),
    ),
    session_command(
        "change",
        "change an open session",
        _change,
        SESSION,
        argument("--at", **WHEN),
        _MEMBERS,
        _KIND,
        _REPEATS,
        *_texts(),
    ),
    session_command("list", "list sessions", _list, argument("--topic", metavar="ID")),
    session_command("remove", "take an open session off the list", _remove, SESSION),
    session_command(
        "close",
        "close the roll call",
        _close,
        SESSION,
        argument("--rest", choices=MARKS, help="what those without a mark are"),
    ),
    session_command(
        "reopen",
        "open a closed session again",
        _reopen,
        SESSION,
        argument("--reason", required=True, metavar="TEXT"),
    ),
    session_command("missed", "who has to make a session up", _missed, SESSION),
    session_command(
        "make-up",
        "make the session for those who missed a closed one",
        _make_up,
        SESSION,
        argument("--at", required=True, **WHEN),
        argument("--place", metavar="TEXT"),
        _MEMBERS,
    ),
)
