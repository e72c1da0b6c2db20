"""A made-up cell with its topic, session, marks, reviews, plans and forms, to try things on."""

import random
import shutil
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from studycompanion.domain.attendance import Mark
from studycompanion.domain.people import RoleKind, Sex, StatusKind
from studycompanion.domain.record import Actor, Clock
from studycompanion.domain.roster import RosterPerson
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.domain.work import Job
from studycompanion.errors import UserError
from studycompanion.paths import resource
from studycompanion.services import (
    opening,
    paperwork,
    plans,
    reviews,
    rollcall,
    rosters,
    sessions,
    topics,
)
from studycompanion.services.desk import Desk
from studycompanion.services.members import MemberLine, list_members
from studycompanion.services.roster_preview import Action, RosterLine, RosterPreview

IN_A_CELL = 60
SAMPLE = "sample"
_SEED = 2026


@dataclass(slots=True)
class _Maker:
    """Draws made-up people and texts, the same ones for the same seed."""

    words: dict[str, Any]
    dice: random.Random
    year: int

    def person(self, number: int) -> RosterPerson:
        dice, words = self.dice, self.words
        sex = dice.choice((Sex.MALE, Sex.FEMALE))
        parts = (words["family"], words[f"middle_{sex}"], words[f"given_{sex}"])
        place = number % IN_A_CELL
        post = words["roles"][place] if place < len(words["roles"]) else None
        birth = PartialDate(dice.randint(self.year - 85, self.year - 25), dice.randint(1, 12), 9)
        joined = birth.year + dice.randint(20, 24)
        return RosterPerson(
            sheet="",
            row=number + 1,
            full_name=" ".join(dice.choice(part) for part in parts),
            cell_name=words["cell"].format(number=number // IN_A_CELL + 1),
            birth=birth if place % 9 else PartialDate(birth.year, None, None),
            sex=sex,
            joined=PartialDate(joined, 2, 3),
            official=PartialDate(joined + 1, 2, 3),
            role=RoleKind(post["role"]) if post else None,
            role_title=post["title"] if post else "",
            status=_status(place),
            mass_post=dice.choice(words["mass_posts"]),
            workplace=dice.choice(words["workplaces"]),
        )


def _status(place: int) -> StatusKind:
    if place % 16 == 15:
        return StatusKind.EXEMPT
    return StatusKind.PROBATIONARY if place % 29 == 28 else StatusKind.OFFICIAL


def build(folder: Path, *, members: int, actor: Actor, clock: Clock) -> Desk:
    """A sample data file in ``folder``, open; raises ``UserError("data_exists")``."""
    words = tomllib.loads(resource("demo", "cell.toml").read_text("utf-8"))
    maker = _Maker(words, random.Random(_SEED), clock().year)
    people = [maker.person(number) for number in range(members)]
    secretary = people[0].full_name
    cell = people[0].cell_name if members <= IN_A_CELL else None
    setup = opening.Setup(words["superior"], words["place"], secretary, cell)
    desk = opening.create(folder, setup, actor=actor, clock=clock).desk
    desk.store.note(SAMPLE, "yes")
    _fill(desk, maker, people)
    return desk


def _fill(desk: Desk, maker: _Maker, people: list[RosterPerson]) -> None:
    lines = tuple(RosterLine(person, Action.NEW) for person in people)
    rosters.accept(desk, RosterPreview(Path("sample"), lines, ()))
    words, today = maker.words, desk.today
    topic = topics.add_topic(
        desk, words["topic"], today.year, issuing_body=words["issuing_body"]
    ).value
    evening = datetime.fromisoformat(f"{today.isoformat()}T{words['evening']}")
    session = sessions.add_session(desk, topic.id, evening, place=words["session_place"]).value
    _call_the_roll(desk, maker, session.id)
    for number, member in enumerate(list_members(desk)):
        if member.status.owes_papers:
            _write(desk, maker, topic.id, member=member, number=number)


def _call_the_roll(desk: Desk, maker: _Maker, session_id: str) -> None:
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


def _write(desk: Desk, maker: _Maker, topic_id: str, *, member: MemberLine, number: int) -> None:
    """A review and one to three tasks; some leave a point unclear, some write by hand."""
    if number % 12 == 5:
        return
    for key, choices in maker.words["sections"].items():
        text = maker.dice.choice(choices)
        reviews.write_section(desk, topic_id, member.id, key, text, revision=0)
    for task in maker.dice.sample(maker.words["tasks"], 1 + number % 3):
        people = "; ".join(filter(None, (member.full_name, task["helpers"])))
        points = {k: v for k, v in task.items() if k != "helpers"} | {"person": people}
        if number % 30 == 11:
            points["process"] = ""
        due = desk.today.replace(year=desk.today.year + 1, month=6, day=30)
        plans.add_item(desk, topic_id, member.id, points, due=due)


def show(out: Path, *, members: int, clock: Clock, job: Job) -> dict[str, object]:
    """Make the sample below ``out`` and print its forms; an earlier sample there is replaced.

    Returns the folders and files; raises ``UserError("data_exists")`` where real data is.
    """
    out = out.absolute()
    data = out / "data"
    _clear(data, clock)
    desk = build(data, members=members, actor=opening.actor_now("Mẫu"), clock=clock)
    try:
        topic_id = topics.list_topics(desk)[0].id
        done = paperwork.export_commitments(desk, topic_id, out / "forms", job=job, merged=True)
    finally:
        opening.close(desk)
    return {
        "data": data,
        "members": members,
        "forms": out / "forms",
        "files": done.files,
        "merged": done.merged,
        "skipped": [f"{s.full_name}: {s.sentence}" for s in done.skipped],
    }


def _clear(data: Path, clock: Clock) -> None:
    """Remove an earlier sample; what is not a sample stays and is refused later."""
    if opening.state(data) is not opening.FileState.PLAIN:
        return
    desk = opening.open_desk(data, actor=opening.actor_now("Mẫu"), clock=clock)
    is_sample = desk.store.fact(SAMPLE) == "yes"
    desk.store.close()
    if not is_sample:
        raise UserError("data_exists")
    shutil.rmtree(data)
