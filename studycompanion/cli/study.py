"""Commands about the study: ``topic`` and ``forms``."""

from dataclasses import asdict
from pathlib import Path

from studycompanion.cli.command import Command, Seat, argument
from studycompanion.cli.output import Progress
from studycompanion.services import members, paperwork, topic_life, topics

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


def _topic_life(seat: Seat) -> object:
    life = topic_life.topic_life(seat.desk, seat.words.topic)
    step = asdict(life.next) | {"step": life.next.step.value}
    cells = [{"cell": cell.name} | asdict(cell.figures) for cell in life.cells]
    return asdict(life.total) | {"next": step, "cells": cells}


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
        noun="topic",
        verb="life",
        help="how far a topic is, cell by cell, and what comes next",
        arguments=(argument("topic", metavar="TOPIC"),),
        action=_topic_life,
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
