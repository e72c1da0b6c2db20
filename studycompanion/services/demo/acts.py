"""What happens at a sample's evening and after it: the roll is called, papers are written."""

from datetime import date
from typing import Any

from studycompanion.domain.attendance import Mark
from studycompanion.domain.due import DuePreset
from studycompanion.domain.study import Topic
from studycompanion.services import due, handed_papers, plans, reviews, rollcall, topics
from studycompanion.services.demo.people import Maker
from studycompanion.services.desk import Desk
from studycompanion.services.handed_papers import PaperIn
from studycompanion.services.members import MemberLine

STEP = "sample"
"""The step under which a sample writes what no service does yet."""
_POINTS = ("task", "process", "responsibility", "result")


def add_topic(
    desk: Desk, maker: Maker, title: str, *, year: int, preset: DuePreset, evening: date
) -> Topic:
    """A topic with the due dates of a preset for a session on ``evening``."""
    words = maker.words
    fields: dict[str, Any] = {**due.dates(preset, session_on=evening, year=year)}
    fields |= {"issuing_body": words["issuing_body"], "speaker": words["speaker"]}
    return topics.add_topic(desk, title, year, **fields).value


def call_the_roll(desk: Desk, maker: Maker, session_id: str) -> None:
    """Mark everyone: most present, some late, excused or absent without a reason."""
    waiting = [r for r in rollcall.open_roll(desk, session_id).lines if r.mark is Mark.UNMARKED]
    for number, line in enumerate(waiting):
        if number % 20 == 7:
            reason = maker.dice.choice(maker.words["reasons"])
            rollcall.mark(desk, session_id, line.member_id, Mark.EXCUSED, reason=reason)
        elif number % 20 == 13:
            rollcall.mark(desk, session_id, line.member_id, Mark.LATE)
        elif number % 40 == 19:
            rollcall.mark(desk, session_id, line.member_id, Mark.UNEXCUSED)
    rollcall.mark_unmarked(desk, session_id, Mark.PRESENT)


def write_review(desk: Desk, maker: Maker, topic_id: str, member_id: str) -> None:
    """A text for every section of a self-review."""
    for key, choices in maker.words["sections"].items():
        text = maker.dice.choice(choices)
        reviews.write_section(desk, topic_id, member_id, key, text, revision=0)


def receive_review(desk: Desk, maker: Maker, topic_id: str, member_id: str, *, pages: int) -> None:
    """A handwritten self-review of so many pages comes in today."""
    place = maker.words["paper_place"]
    paper = PaperIn(member_id, pages)
    handed_papers.receive(desk, topic_id, [paper], on=desk.today, place=place)


def write_plan(
    desk: Desk,
    maker: Maker,
    topic_id: str,
    *,
    member: MemberLine,
    tasks: int,
    unclear: int = 0,
    due: date,
) -> None:
    """So many tasks until ``due``; the first ``unclear`` of them do not say how."""
    for number, task in enumerate(maker.dice.sample(maker.words["tasks"], tasks)):
        people = "; ".join(filter(None, (member.full_name, task["helpers"])))
        points = {key: task[key] for key in _POINTS} | {"person": people}
        if number < unclear:
            points["process"] = ""
        plans.add_item(desk, topic_id, member.id, points, due=due)
