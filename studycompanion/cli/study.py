"""Commands about the study: ``topic``, ``session``, ``plan`` and ``forms``."""

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from studycompanion.cli.command import Command, Seat, argument, either
from studycompanion.cli.output import Progress
from studycompanion.domain.attendance import Mark, Totals
from studycompanion.domain.rules import POINT_KEYS
from studycompanion.services import members, paperwork, plans, rollcall, sessions, topics

TOPIC = argument("--topic", required=True, metavar="ID")


def _topic_add(seat: Seat) -> object:
    words = seat.words
    topic = topics.add_topic(seat.desk, words.title, words.year, clarity=words.clarity).value
    return {"id": topic.id, "title": topic.title, "year": topic.year}


def _topic_list(seat: Seat) -> object:
    return [
        {
            "id": t.id,
            "title": t.title,
            "year": t.year,
            "clarity": t.clarity_code,
            "sessions": t.sessions,
        }
        for t in topics.list_topics(seat.desk)
    ]


def _session_add(seat: Seat) -> object:
    words = seat.words
    cell_id = members.find_cell(seat.desk, words.cell) if words.cell else None
    added = sessions.add_session(
        seat.desk, words.topic, words.at, place=words.place, cell_id=cell_id
    ).value
    return {"id": added.id, "topic": added.topic_id, "at": added.at, "place": added.place}


def _session_list(seat: Seat) -> object:
    return [
        {
            "id": s.id,
            "topic": s.topic_id,
            "title": s.topic_title,
            "at": s.at,
            "place": s.place,
            "unit": s.unit_name,
            "state": s.state.value,
            "called": s.called,
            "attended": s.attended,
            "unmarked": s.unmarked,
        }
        for s in sessions.list_sessions(seat.desk, seat.words.topic)
    ]


def _mark(seat: Seat) -> object:
    words = seat.words
    mark = Mark(words.mark)
    if words.all_unmarked:
        return {"marked": rollcall.mark_unmarked(seat.desk, words.session, mark).value}
    rollcall.mark(
        seat.desk, words.session, words.member, mark, reason=words.reason, arrived_at=words.arrived
    )
    return {"marked": 1}


def _number(rate: Fraction | None) -> float | None:
    return None if rate is None else float(rate)


def _totals(seat: Seat) -> object:
    totals: Totals = rollcall.totals(seat.desk, seat.words.session)
    counts = {mark.value: totals.of(mark) for mark in Mark if mark is not Mark.UNMARKED}
    return {
        "called": totals.called,
        **counts,
        "unmarked": totals.of(Mark.UNMARKED),
        "guests": totals.guests,
        "rate_attended": _number(totals.rate_attended),
        "rate_complete": _number(totals.rate_complete),
    }


def _plan_add(seat: Seat) -> object:
    words = vars(seat.words)
    points = {key: words[key] for key in POINT_KEYS if words.get(key)}
    item = plans.add_item(
        seat.desk, words["topic"], words["member"], points, due=words["due"]
    ).value
    clarity = topics.clarity_of(seat.desk, words["topic"])
    return {"id": item.id, "missing": [p.key for p in item.missing_clears(clarity)]}


def _plan_missing(seat: Seat) -> object:
    return [
        {
            "id": line.item_id,
            "member": line.member_id,
            "full_name": line.member_name,
            "item": line.task or line.item_id,
            "missing": [point.key for point in line.missing],
        }
        for line in plans.missing(seat.desk, seat.words.topic)
    ]


def _export(seat: Seat) -> object:
    words = seat.words
    cell_id = members.find_cell(seat.desk, words.cell) if words.cell else None
    done = paperwork.export_commitments(
        seat.desk,
        words.topic,
        Path(words.out).absolute(),
        job=Progress(),
        cell_id=cell_id,
        merged=words.merged,
        blank=words.blank,
    )
    skipped = [
        {"member": s.member_id, "full_name": s.full_name, "reason": s.reason, "why": s.sentence}
        for s in done.skipped
    ]
    return {"files": done.files, "merged": done.merged, "skipped": skipped}


COMMANDS = (
    Command(
        noun="topic",
        verb="add",
        help="add a study topic",
        arguments=(
            argument("--title", required=True, metavar="T"),
            argument("--year", required=True, type=int, metavar="Y"),
            argument("--clarity", default=topics.DEFAULT_CLARITY, metavar="CODE"),
        ),
        action=_topic_add,
    ),
    Command(noun="topic", verb="list", help="list topics", action=_topic_list),
    Command(
        noun="session",
        verb="add",
        help="add a session of a topic",
        arguments=(
            TOPIC,
            argument("--at", required=True, type=datetime.fromisoformat, metavar="WHEN"),
            argument("--place", default="", metavar="P"),
            argument("--cell", metavar="C", help="only this cell; everyone without it"),
        ),
        action=_session_add,
    ),
    Command(
        noun="session",
        verb="list",
        help="list sessions",
        arguments=(argument("--topic", metavar="ID"),),
        action=_session_list,
    ),
    Command(
        noun="session",
        verb="mark",
        help="mark the roll",
        arguments=(
            argument("session", metavar="SESSION"),
            either("--member", metavar="ID"),
            either("--all-unmarked", action="store_true"),
            argument(
                "--as",
                dest="mark",
                required=True,
                choices=[m.value for m in Mark if m is not Mark.UNMARKED],
            ),
            argument("--reason", default="", metavar="TEXT"),
            argument("--arrived", type=datetime.fromisoformat, metavar="WHEN"),
        ),
        action=_mark,
    ),
    Command(
        noun="session",
        verb="totals",
        help="count the roll",
        arguments=(argument("session", metavar="SESSION"),),
        action=_totals,
    ),
    Command(
        noun="plan",
        verb="add",
        help="add a task to a member's plan",
        arguments=(
            TOPIC,
            argument("--member", required=True, metavar="ID"),
            *(
                argument(f"--{key}", metavar="TEXT", required=key == "task")
                for key in sorted(POINT_KEYS)
            ),
            argument("--due", type=date.fromisoformat, metavar="DAY"),
        ),
        action=_plan_add,
    ),
    Command(
        noun="plan",
        verb="missing",
        help="tasks that are not clear on every point",
        arguments=(TOPIC,),
        action=_plan_missing,
    ),
    Command(
        noun="forms",
        verb="export",
        help="write the commitment forms",
        arguments=(
            TOPIC,
            argument("--out", required=True, metavar="DIR"),
            argument("--cell", metavar="C"),
            argument("--merged", action="store_true", help="one file to print per cell, too"),
            argument("--blank", action="store_true", help="ruled lines to write on"),
        ),
        action=_export,
    ),
)
