"""Commands about the study: ``topic`` and ``forms``."""

from dataclasses import asdict
from pathlib import Path

from studycompanion.cli.command import Command, Seat, argument, either
from studycompanion.cli.output import Progress
from studycompanion.domain.due import PAPERS
from studycompanion.messages import word
from studycompanion.services import (
    joint_forms,
    members,
    paperwork,
    topic_files,
    topic_life,
    topics,
    unsigned,
)
from studycompanion.services.reading import read_file
from studycompanion.services.record_match import in_words, record_match
from studycompanion.services.signing import LARGEST_PDF

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
            "archived": t.is_archived,
        }
        for t in topics.list_topics(seat.desk)
    ]


def _topic_copy(seat: Seat) -> object:
    words = seat.words
    topic = topics.copy_topic(seat.desk, words.topic, words.year, title=words.title).value
    due = {paper: getattr(topic, f"due_{paper}") for paper in PAPERS}
    return {"id": topic.id, "title": topic.title, "year": topic.year, "due": due}


def _topic_archive(seat: Seat) -> object:
    words = seat.words
    topics.archive(seat.desk, [words.topic], is_archived=not words.back)
    if words.json:
        return {"archived": not words.back}
    title = topics.topic_card(seat.desk, words.topic).title
    return word("cli", "topic_back" if words.back else "topic_archived", title=title)


def _topic_files(seat: Seat) -> object:
    words = seat.words
    if words.add:
        paths = [Path(path).absolute() for path in words.add]
        topic_files.add_files(seat.desk, words.topic, paths)
    if words.out:
        return {"files": topic_files.save_all(seat.desk, words.topic, Path(words.out).absolute())}
    return [asdict(line) for line in topic_files.files_of(seat.desk, words.topic)]


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
        with_signed=not words.unsigned,
    )
    skipped = [
        {"member": s.member_id, "full_name": s.full_name, "reason": s.reason, "why": s.sentence}
        for s in done.skipped
    ]
    return {"files": done.files, "merged": done.merged, "skipped": skipped}


def _together(seat: Seat) -> object:
    words = seat.words
    joint_forms.share_form(seat.desk, words.topic, words.others or ())
    found = joint_forms.choices(seat.desk, words.topic)
    return [
        {"id": one.topic_id, "title": one.title, "year": one.year, "leads": one.is_lead}
        for one in found
        if one.is_in
    ]


def _unsigned(seat: Seat) -> object:
    words = seat.words
    cell_id = members.find_cell(seat.desk, words.cell) if words.cell else ""
    if words.out:
        out = Path(words.out).absolute()
        path = unsigned.write_unsigned(seat.desk, words.topic, out, cell_id, group=words.group)
        return {"file": path}
    return [
        {
            "member": one.member_id,
            "full_name": one.full_name,
            "cell": one.cell_name,
            "group": one.group,
            "state": unsigned.state_words(one),
        }
        for one in unsigned.unsigned(seat.desk, words.topic, cell_id, group=words.group)
    ]


def _match(seat: Seat) -> object:
    found = []
    for name in seat.words.files:
        path = Path(name).absolute()
        data = read_file(path, largest=LARGEST_PDF, code="pdf_too_large")
        match = record_match(seat.desk, data)
        said = {"record": match.standing.value, "sentence": in_words(match)}
        found.append({"file": str(path)} | said)
    return found


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
        verb="copy",
        help="add a topic like another, its due dates so many years later",
        arguments=(
            argument("topic", metavar="TOPIC"),
            argument("--year", required=True, type=int, metavar="Y"),
            argument("--title", default="", metavar="T"),
        ),
        action=_topic_copy,
    ),
    Command(
        noun="topic",
        verb="archive",
        help="put away a topic that is over, or take it out again",
        arguments=(
            argument("topic", metavar="TOPIC"),
            argument("--back", action="store_true", help="take it out again"),
        ),
        action=_topic_archive,
    ),
    Command(
        noun="topic",
        verb="files",
        help="the files kept with a topic; keep more, or write them to a folder",
        arguments=(
            argument("topic", metavar="TOPIC"),
            argument("--add", nargs="+", metavar="FILE"),
            argument("--out", metavar="DIR"),
        ),
        action=_topic_files,
    ),
    Command(
        noun="topic",
        verb="life",
        help="how far a topic is, cell by cell, and what comes next",
        arguments=(argument("topic", metavar="TOPIC"),),
        action=_topic_life,
    ),
    Command(
        noun="forms",
        verb="match",
        help="does a paper match the record: same, changed, tampered, other_version, unknown",
        arguments=(argument("files", nargs="+", metavar="FILE"),),
        action=_match,
    ),
    Command(
        noun="forms",
        verb="unsigned",
        help="who has not signed yet, by cell and party group",
        arguments=(
            TOPIC,
            argument("--cell", metavar="C"),
            argument("--group", metavar="G", help="one party group"),
            argument("--out", metavar="FILE", help=".pdf or .xlsx"),
        ),
        action=_unsigned,
    ),
    Command(
        noun="forms",
        verb="together",
        help="let one commitment form serve several topics, or each have its own again",
        arguments=(
            TOPIC,
            either("--with", dest="others", nargs="+", metavar="ID", help="the other topics"),
            either("--alone", action="store_true", help="a form of its own"),
        ),
        action=_together,
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
            argument("--unsigned", action="store_true", help="only who has not signed"),
        ),
        action=_export,
    ),
)
