"""Commands about plans: ``plan list|missing|overdue|reports|add|note|done``."""

from datetime import date
from typing import Any

from studycompanion.cli.command import Command, Seat, argument
from studycompanion.domain.rules import POINT_KEYS
from studycompanion.services import follow_up, plan_lists, plans, topics
from studycompanion.services.plan_lists import TaskLine

_TOPIC = argument("--topic", required=True, metavar="ID")
_ITEM = argument("item", metavar="ITEM")


def _add(seat: Seat) -> object:
    words = vars(seat.words)
    points = {key: words[key] for key in POINT_KEYS if words.get(key)}
    item = plans.add_item(
        seat.desk, words["topic"], words["member"], points, due=words["due"]
    ).value
    clarity = topics.clarity_of(seat.desk, words["topic"])
    return {"id": item.id, "missing": [p.key for p in item.missing_clears(clarity)]}


def _line(line: TaskLine) -> dict[str, Any]:
    return {
        "id": line.item.id,
        "member": line.member_id,
        "full_name": line.member_name,
        "cell": line.cell_name,
        "item": line.task or line.item.id,
        "accountable": line.accountable,
        "due": line.item.due,
        "status": line.item.status.value,
        "percent": line.item.percent,
        "days_over": line.days_over,
        "last_note": line.last_note,
        "outcome": line.item.outcome.value if line.item.outcome else None,
        "missing": [point.key for point in line.missing],
    }


def _list(seat: Seat) -> object:
    return [_line(line) for line in plan_lists.task_lines(seat.desk, seat.words.topic)]


def _overdue(seat: Seat) -> object:
    lines = plan_lists.task_lines(seat.desk, seat.words.topic)
    return [_line(line) for line in lines if line.days_over]


def _reports(seat: Seat) -> object:
    lines = plan_lists.task_lines(seat.desk, seat.words.topic)
    return [_line(line) for line in lines if line.must_report]


def _missing(seat: Seat) -> object:
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


def _note(seat: Seat) -> object:
    words = seat.words
    note = follow_up.add_note(seat.desk, words.item, words.text, percent=words.percent).value
    return {"id": note.id, "item": note.item_id, "at": note.at.isoformat(), "text": note.text}


def _done(seat: Seat) -> object:
    words = seat.words
    note = follow_up.add_note(seat.desk, words.item, words.text, is_done=True).value
    return {"id": note.id, "item": note.item_id, "at": note.at.isoformat(), "text": note.text}


COMMANDS = (
    Command(
        noun="plan",
        verb="list",
        help="every task of a topic and how far it is",
        arguments=(_TOPIC,),
        action=_list,
    ),
    Command(
        noun="plan",
        verb="add",
        help="add a task to a member's plan",
        arguments=(
            _TOPIC,
            argument("--member", required=True, metavar="ID"),
            *(
                argument(f"--{key}", metavar="TEXT", required=key == "task")
                for key in sorted(POINT_KEYS)
            ),
            argument("--due", type=date.fromisoformat, metavar="DAY"),
        ),
        action=_add,
    ),
    Command(
        noun="plan",
        verb="missing",
        help="tasks that are not clear on every point",
        arguments=(_TOPIC,),
        action=_missing,
    ),
    Command(
        noun="plan",
        verb="overdue",
        help="tasks whose time is over",
        arguments=(_TOPIC,),
        action=_overdue,
    ),
    Command(
        noun="plan",
        verb="reports",
        help="tasks that are to be reported on this month",
        arguments=(_TOPIC,),
        action=_reports,
    ),
    Command(
        noun="plan",
        verb="note",
        help="add a dated note on a task; notes are never changed",
        arguments=(
            _ITEM,
            argument("--text", required=True, metavar="TEXT"),
            argument("--percent", type=int, metavar="N"),
        ),
        action=_note,
    ),
    Command(
        noun="plan",
        verb="done",
        help="note that a task is done, and by what",
        arguments=(_ITEM, argument("--text", required=True, metavar="TEXT")),
        action=_done,
    ),
)
