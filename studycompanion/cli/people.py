"""Commands about people: ``roster import`` and ``member list``."""

from pathlib import Path

from studycompanion.cli.command import Command, Seat, argument
from studycompanion.messages import word
from studycompanion.services import members, rosters


def _import(seat: Seat) -> object:
    seen = rosters.preview(seat.desk, Path(seat.words.file))
    if not seat.words.dry_run:
        seen = rosters.accept(seat.desk, seen).value
    return {
        "read": seen.read,
        "new": seen.new,
        "changed": seen.changed,
        "unchanged": seen.unchanged,
        "problems": [
            {
                "sheet": p.sheet,
                "row": p.row,
                "column": p.column,
                "problem": f"{word('roster_problems', p.code)}: {p.value}",
            }
            for p in seen.problems
        ],
    }


def _list(seat: Seat) -> object:
    cell = seat.words.cell
    cell_id = members.find_cell(seat.desk, cell) if cell else None
    lines = members.list_members(seat.desk, cell_id=cell_id, find=seat.words.find or "")
    return [
        {
            "id": line.id,
            "full_name": line.full_name,
            "birth": line.birth,
            "post": line.post,
            "cell": line.cell_name,
            "status": line.status.value,
            "workplace": line.workplace,
        }
        for line in lines
    ]


COMMANDS = (
    Command(
        noun="roster",
        verb="import",
        help="take a roster in",
        arguments=(
            argument("file", metavar="FILE", help=".xlsx, .xls, .ods or .csv"),
            argument("--dry-run", action="store_true", help="write nothing"),
        ),
        action=_import,
    ),
    Command(
        noun="member",
        verb="list",
        help="list members",
        arguments=(
            argument("--cell", metavar="C", help="name or id of a cell"),
            argument("--find", metavar="TEXT", help="part of a name, dấu or not"),
        ),
        action=_list,
    ),
)
