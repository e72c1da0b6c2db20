"""Commands about people: ``roster import | look`` and ``member list``."""

from dataclasses import asdict
from pathlib import Path

from studycompanion.cli.command import Command, Seat, argument
from studycompanion.domain.roster import RosterProblem
from studycompanion.domain.vietnamese.legacy import Encoding
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services import members, rosters
from studycompanion.services.roster_cells import CellChoice
from studycompanion.services.roster_preview import RosterDoubt, RosterPreview


def _import(seat: Seat) -> object:
    seen = _previewed(seat)
    if not seat.words.dry_run:
        seen = rosters.accept(seat.desk, seen).value
    return {
        "read": seen.read,
        "new": seen.new,
        "changed": seen.changed,
        "unchanged": seen.unchanged,
        "cells": seen.cell_question.words if seen.cell_question else "",
        "problems": [_problem(one, in_words=not seat.words.json) for one in seen.problems],
        "duplicates": list(map(_doubt, seen.doubts)),
        "missing": [
            {"id": m.member_id, "full_name": m.full_name, "birth": m.birth, "cell": m.cell_name}
            for m in seen.missing
        ],
    }


def _look(seat: Seat) -> object:
    seen = _previewed(seat)
    return {
        "sheets": [asdict(sheet) for sheet in seen.sheets],
        "columns": [
            {"sheets": ", ".join(shape.sheets), **asdict(use)}
            for shape in seen.shapes
            for use in shape.columns
        ],
        "old_letters": [asdict(one) for one in seen.old_letters],
        "people": [
            {
                "row": line.person.row,
                "action": line.action.value,
                "full_name": line.person.full_name,
                "birth": line.person.birth.display if line.person.birth else "",
                "cell": line.person.cell_name,
            }
            for line in seen.lines
        ],
    }


def _previewed(seat: Seat) -> RosterPreview:
    """The preview of the file, as the command's options say that it is to be read."""
    desk, words, path = seat.desk, seat.words, Path(seat.words.file)
    columns = dict(words.map or [])
    try:
        seen = rosters.preview(desk, path)
    except UserError as error:
        if error.code != "roster_no_table" or not columns:
            raise
        seen = rosters.preview(desk, path, headings=columns)
    if words.sheet:
        seen = rosters.choose_sheets(desk, seen, words.sheet)
    seen = rosters.remap_named(desk, seen, columns)
    if words.cells:
        seen = rosters.choose_cell(desk, seen, CellChoice(words.cells))
    if words.encoding == "auto":
        return rosters.recode_all(desk, seen)
    return rosters.recode_as(desk, seen, Encoding(words.encoding))


def _problem(problem: RosterProblem, *, in_words: bool) -> dict[str, object]:
    """A problem for people, or with the codes that scripts ask for."""
    level = problem.level.value
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "problem": ": ".join(filter(None, (word("roster_problems", problem.code), problem.value))),
        "heading": problem.heading,
        "level": word("roster_levels", level) if in_words else level,
        "proposal": problem.proposal,
    }


def _doubt(doubt: RosterDoubt) -> dict[str, object]:
    return {
        "sheet": doubt.person.sheet,
        "row": doubt.person.row,
        "full_name": doubt.person.full_name,
        "why": word("roster_doubts", doubt.why),
        "choice": doubt.who.choice.value,
        "candidates": [asdict(candidate) for candidate in doubt.candidates],
    }


def _columns(typed: str) -> list[tuple[str, str]]:
    """Pairs of "Cột=field,…"; raises ValueError, which argparse tells."""
    pairs = [part.rpartition("=") for part in typed.split(",")]
    if not all(name.strip() for name, _, _ in pairs):
        raise ValueError
    return [(name.strip(), field.strip()) for name, _, field in pairs]


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


READING = (
    argument("file", metavar="FILE", help=".xlsx, .xlsm, .xls, .ods, .csv or .tsv"),
    argument("--sheet", action="append", metavar="S", help="read only this sheet; may be repeated"),
    argument(
        "--map",
        type=_columns,
        metavar="COLUMN=FIELD,...",
        help=f"read columns, by heading or letter, as {', '.join(rosters.FIELDS)} or nothing",
    ),
    argument(
        "--cells",
        choices=tuple(CellChoice),
        help="cells not in the data of one cell: into the own cell, or added as other cells",
    ),
    argument(
        "--encoding",
        choices=("auto", *Encoding),
        default="auto",
        help="letters of old fonts: decoded where words show them (auto), or told",
    ),
)
COMMANDS = (
    Command(
        noun="roster",
        verb="import",
        help="take a roster in",
        arguments=(*READING, argument("--dry-run", action="store_true", help="write nothing")),
        action=_import,
    ),
    Command(
        noun="roster",
        verb="look",
        help="show how a roster is understood; write nothing",
        arguments=READING,
        action=_look,
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
