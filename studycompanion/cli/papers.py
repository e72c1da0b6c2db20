"""Commands about papers: ``paper review``, ``paper plan`` and their like."""

from pathlib import Path

from studycompanion.cli.command import Command, Seat, argument
from studycompanion.cli.output import Progress
from studycompanion.cli.study import TOPIC
from studycompanion.domain.paperwork import FormKind
from studycompanion.services import members, paper_files
from studycompanion.services.papers import Wanted

_VERBS = {
    "review": (FormKind.REVIEW, "write self-reviews, each on its own form"),
    "report": (FormKind.STUDY_REPORT, "write committee members' reports after a study"),
    "plan": (FormKind.PLAN, "write plans with the columns of their clarity set"),
    "year-end": (FormKind.YEAR_END, "write sheets of promise, result and evidence"),
    "plans": (FormKind.PLANS, "write the list of a cell's tasks"),
    "missing": (FormKind.NOT_HANDED_IN, "write the list of who has not handed in what"),
    "reminders": (FormKind.REMINDER, "write reminder slips, four to a page"),
}


def _write(seat: Seat, form: FormKind) -> object:
    words = seat.words
    wanted = Wanted(
        form=form,
        topic_id=words.topic,
        cell_id=members.find_cell(seat.desk, words.cell) if words.cell else None,
        member_ids=words.member or None,
        blank=words.blank,
        code=words.code or "",
    )
    out = Path(words.out).absolute()
    if words.each:
        done = paper_files.export_each(seat.desk, wanted, out, job=Progress())
        skipped = [{"full_name": name, "reason": why} for name, why in done.left_out]
        return {"files": done.files, "skipped": skipped}
    return {"file": paper_files.export_paper(seat.desk, wanted, out)}


_ARGUMENTS = (
    TOPIC,
    argument("--out", required=True, metavar="FILE", help=".pdf, .docx; lists .xlsx or .csv too"),
    argument("--cell", metavar="C", help="only this cell"),
    argument("--member", metavar="ID", action="append", help="only this person; can be repeated"),
    argument("--blank", action="store_true", help="ruled lines to write on"),
    argument("--code", metavar="CODE", help="the form for whoever has none yet, such as 2C"),
    argument("--each", action="store_true", help="one PDF a person below the folder FILE"),
)

COMMANDS = tuple(
    Command(
        noun="paper",
        verb=verb,
        help=told,
        arguments=_ARGUMENTS,
        action=lambda seat, form=form: _write(seat, form),  # type: ignore[misc]
    )
    for verb, (form, told) in _VERBS.items()
)
