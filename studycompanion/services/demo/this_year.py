"""This year's topic of the sample: one session held, one to come, papers half written."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from studycompanion.domain.history import Mode
from studycompanion.domain.study import StudySession, Topic
from studycompanion.services import due, sessions
from studycompanion.services.demo.acts import (
    STEP,
    add_topic,
    call_the_roll,
    receive_review,
    write_plan,
    write_review,
)
from studycompanion.services.demo.people import Maker
from studycompanion.services.desk import Desk
from studycompanion.services.members import MemberLine, list_members

GoTo = Callable[..., None]
"""Takes the story on to a day, and an hour of it."""
_ADDED, _HELD, _WRITTEN = timedelta(days=25), timedelta(days=20), timedelta(days=12)
_COMING = timedelta(days=10)
_UNCLEAR = 11


def fill(desk: Desk, maker: Maker, go_to: GoTo, *, today: date) -> None:
    """Let this year go by up to ``today``."""
    hour = time.fromisoformat(maker.words["evening"])
    evening = datetime.combine(today - _HELD, hour)
    go_to(today - _ADDED)
    preset = due.presets(desk, maker.year)[-1]
    topic = add_topic(
        desk, maker, maker.words["topic"], year=maker.year, preset=preset, evening=evening.date()
    )
    place = maker.words["session_place"]
    first = sessions.add_session(desk, topic.id, evening, place=place).value
    go_to(evening.date(), hour)
    call_the_roll(desk, maker, first.id)
    go_to(today - _WRITTEN)
    owing = [member for member in list_members(desk) if member.status.owes_papers]
    for number, member in enumerate(owing):
        _write(desk, maker, topic, member=member, number=number)
    coming = datetime.combine(today + _COMING, hour)
    _prepare(desk, maker, sessions.add_session(desk, topic.id, coming, place=place).value)


def _write(desk: Desk, maker: Maker, topic: Topic, *, member: MemberLine, number: int) -> None:
    """Some write by hand, some have written nothing yet, some no plan; one task is unclear."""
    if number % 12 == 5:
        return
    if number % 5 == 2:
        receive_review(desk, maker, topic.id, member.id, pages=2)
    else:
        write_review(desk, maker, topic.id, member.id)
    if number % 7 == 3:
        return
    until = date(maker.year + 1, 6, 30)
    unclear = int(number == _UNCLEAR)
    tasks = 1 + number % 3
    write_plan(desk, maker, topic.id, member=member, tasks=tasks, unclear=unclear, due=until)


def _prepare(desk: Desk, maker: Maker, session: StudySession) -> None:
    """The coming session has an agenda; what went before cannot be undone step by step."""
    with desk.write(STEP, mode=Mode.BARRIER) as tx:
        tx.uow.change(session, agenda=maker.words["agenda"], chair=desk.actor.name)
