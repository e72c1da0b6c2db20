"""A cell, or several, after one evening: topic, session, marks, reviews and plans."""

from datetime import datetime
from pathlib import Path

from studycompanion.domain.record import Actor, Clock
from studycompanion.services import sessions, topics
from studycompanion.services.demo.acts import call_the_roll, write_plan, write_review
from studycompanion.services.demo.people import Maker, new_file, new_maker
from studycompanion.services.desk import Desk
from studycompanion.services.members import MemberLine, list_members


def build(folder: Path, *, members: int, actor: Actor, clock: Clock) -> Desk:
    """A sample data file in ``folder``, open; raises ``UserError("data_exists")``."""
    maker = new_maker(clock().year)
    desk = new_file(folder, maker, members, actor=actor, clock=clock)
    words, today = maker.words, desk.today
    topic = topics.add_topic(
        desk, words["topic"], today.year, issuing_body=words["issuing_body"]
    ).value
    evening = datetime.fromisoformat(f"{today.isoformat()}T{words['evening']}")
    session = sessions.add_session(desk, topic.id, evening, place=words["session_place"]).value
    call_the_roll(desk, maker, session.id)
    for number, member in enumerate(list_members(desk)):
        if member.status.owes_papers:
            _write(desk, maker, topic.id, member=member, number=number)
    return desk


def _write(desk: Desk, maker: Maker, topic_id: str, *, member: MemberLine, number: int) -> None:
    """A review and one to three tasks; some leave a point unclear, some write by hand."""
    if number % 12 == 5:
        return
    write_review(desk, maker, topic_id, member.id)
    tasks = 1 + number % 3
    due = desk.today.replace(year=desk.today.year + 1, month=6, day=30)
    unclear = tasks if number % 30 == 11 else 0
    write_plan(desk, maker, topic_id, member=member, tasks=tasks, unclear=unclear, due=due)
