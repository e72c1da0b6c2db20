"""Commands about what is kept of members: ``member show | record | export | template``."""

from pathlib import Path

from studycompanion.cli.command import Command, Seat, argument
from studycompanion.services import member_list, member_record, members

_CARD = argument("--card", action="store_true", help="write card numbers in full")


def _show(seat: Seat) -> object:
    words = seat.words
    told = member_record.member_record if words.json else member_record.told_record
    return told(seat.desk, words.member, with_card=words.card)


def _record(seat: Seat) -> object:
    words = seat.words
    path = Path(words.out).absolute()
    return {
        "file": member_record.export_record(seat.desk, words.member, path, with_card=words.card)
    }


def _export(seat: Seat) -> object:
    words = seat.words
    cell_id = members.find_cell(seat.desk, words.cell) if words.cell else None
    ids = [line.id for line in members.list_members(seat.desk, cell_id=cell_id)]
    path = Path(words.out).absolute()
    return {"file": member_list.export_members(seat.desk, path, ids=ids), "count": len(ids)}


def _template(seat: Seat) -> object:
    return {"file": member_list.export_template(Path(seat.words.out).absolute())}


COMMANDS = (
    Command(
        noun="member",
        verb="show",
        help="show everything that is kept of a member",
        arguments=(argument("member", metavar="ID"), _CARD),
        action=_show,
    ),
    Command(
        noun="member",
        verb="record",
        help="write everything that is kept of a member",
        arguments=(
            argument("member", metavar="ID"),
            argument("--out", required=True, metavar="FILE", help=".json or .pdf"),
            _CARD,
        ),
        action=_record,
    ),
    Command(
        noun="member",
        verb="export",
        help="write the list of members, with card numbers in full",
        arguments=(
            argument("--out", required=True, metavar="FILE", help=".xlsx or .csv"),
            argument("--cell", metavar="C", help="only this cell"),
        ),
        action=_export,
    ),
    Command(
        noun="member",
        verb="template",
        help="write an empty roster to fill in",
        arguments=(argument("--out", required=True, metavar="FILE", help=".xlsx or .csv"),),
        action=_template,
    ),
)
