"""Last year's topic of the sample: learnt, made up, promised, signed, kept and judged."""

from collections.abc import Callable
from datetime import date, datetime, time

from studycompanion.domain.attendance import Mark
from studycompanion.domain.ids import new_id
from studycompanion.domain.plan import ActionPlan
from studycompanion.domain.review import SelfReview, Stage, StageStep
from studycompanion.domain.study import Topic
from studycompanion.services import closing, due, make_up, sessions
from studycompanion.services.demo.acts import (
    STEP,
    add_topic,
    call_the_roll,
    receive_review,
    write_plan,
    write_review,
)
from studycompanion.services.demo.forms import print_forms, sign_forms
from studycompanion.services.demo.people import Maker
from studycompanion.services.demo.progress import judge, report_end, report_halfway
from studycompanion.services.desk import Desk
from studycompanion.services.members import list_members

GoTo = Callable[..., None]
"""Takes the story on to a day, and an hour of it."""
_EVENING, _MAKE_UP = (5, 15), (5, 29)


def fill(desk: Desk, maker: Maker, go_to: GoTo) -> None:
    """Let last year go by: each step at its own day."""
    year = maker.year - 1
    evening = datetime.combine(date(year, *_EVENING), time.fromisoformat(maker.words["evening"]))
    preset = due.presets(desk, year)[0]
    topic = add_topic(
        desk, maker, maker.words["last_topic"], year=year, preset=preset, evening=evening.date()
    )
    _hold_sessions(desk, maker, topic, evening=evening, go_to=go_to)
    go_to(date(year, 6, 1))
    _write_papers(desk, maker, topic)
    for day, stage in ((8, Stage.HANDED_IN), (15, Stage.CONFIRMED)):
        go_to(date(year, 6, day))
        _bring_on(desk, topic, stage)
    print_forms(desk, topic)
    go_to(date(year, 6, 26))
    sign_forms(desk, topic)
    go_to(date(year, 9, 15))
    report_halfway(desk, maker, topic)
    go_to(date(year, 11, 20))
    report_end(desk, maker, topic)
    go_to(date(year, 11, 28))
    judge(desk, topic)


def _hold_sessions(
    desk: Desk, maker: Maker, topic: Topic, *, evening: datetime, go_to: GoTo
) -> None:
    """The evening, and two weeks later the make-up of those who missed it; both are closed."""
    place, chair = maker.words["session_place"], desk.actor.name
    first = sessions.add_session(desk, topic.id, evening, place=place, chair=chair).value
    go_to(evening.date(), evening.time())
    call_the_roll(desk, maker, first.id)
    closing.close_session(desk, first.id)
    go_to(date(topic.year, *_MAKE_UP), evening.time())
    place = maker.words["make_up_place"]
    excused = [line for line in make_up.missed(desk, first.id) if line.mark is Mark.EXCUSED]
    later = make_up.add_make_up(
        desk, first.id, desk.clock(), place=place, member_ids=[n.member_id for n in excused]
    ).value
    closing.close_session(desk, later.id, rest=Mark.PRESENT)


def _write_papers(desk: Desk, maker: Maker, topic: Topic) -> None:
    """Everyone has a plan; one review in three comes on paper."""
    owing = [member for member in list_members(desk) if member.status.owes_papers]
    for number, member in enumerate(owing):
        if number % 3 == 1:
            receive_review(desk, maker, topic.id, member.id, pages=2 + number % 2)
        else:
            write_review(desk, maker, topic.id, member.id)
        until = date(topic.year, 11, 20)
        write_plan(desk, maker, topic.id, member=member, tasks=1 + number % 3, due=until)


def _bring_on(desk: Desk, topic: Topic, stage: Stage) -> None:
    """Take every plan, and every review that is not on paper, to a further stage."""
    with desk.write(STEP) as tx:
        typed = tx.uow.find(SelfReview, topic_id=topic.id)
        typed = [review for review in typed if review.stage is not Stage.PAPER]
        plans = tx.uow.find(ActionPlan, topic_id=topic.id)
        tx.uow.change_all(typed, stage=stage)
        tx.uow.change_all(plans, stage=stage)
        tx.uow.add_all([_step(desk, subject.id, stage) for subject in (*typed, *plans)])


def _step(desk: Desk, subject_id: str, stage: Stage) -> StageStep:
    return StageStep(
        id=new_id(), subject_id=subject_id, stage=stage, at=desk.clock(), by=desk.actor.name
    )
