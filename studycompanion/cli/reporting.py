"""Commands about what goes to the ward: ``report participation|plans``."""

from pathlib import Path

from studycompanion.cli.command import Command, Seat, argument
from studycompanion.services import plan_report, reports


def _participation(seat: Seat) -> object:
    words = seat.words
    path = Path(words.out).absolute()
    return {"file": reports.export_report(seat.desk, words.topic, path)}


def _plans(seat: Seat) -> object:
    words = seat.words
    path = Path(words.out).absolute()
    return {"file": plan_report.export_plan_report(seat.desk, words.topic, path)}


COMMANDS = (
    Command(
        noun="report",
        verb="participation",
        help="write the report of a topic by cell: the paper, or its figures",
        arguments=(
            argument("--topic", required=True, metavar="ID"),
            argument("--out", required=True, metavar="FILE", help=".pdf, .docx, .xlsx or .csv"),
        ),
        action=_participation,
    ),
    Command(
        noun="report",
        verb="plans",
        help="write how far the plans of a topic are: the paper with its charts, or its figures",
        arguments=(
            argument("--topic", required=True, metavar="ID"),
            argument("--out", required=True, metavar="FILE", help=".pdf, .docx, .xlsx or .csv"),
        ),
        action=_plans,
    ),
)
