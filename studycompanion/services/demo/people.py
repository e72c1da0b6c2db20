"""Made-up people of a cell, the same ones for the same year, and the file that they come into."""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studycompanion.domain.people import RoleKind, Sex, StatusKind
from studycompanion.domain.record import Actor, Clock
from studycompanion.domain.roster import RosterPerson
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.paths import resource
from studycompanion.services import opening, rosters
from studycompanion.services.demo import mark_as_sample
from studycompanion.services.desk import Desk
from studycompanion.services.roster_preview import Action, RosterLine, RosterPreview

IN_A_CELL = 60
_SEED = 2026


@dataclass(slots=True)
class Maker:
    """Draws made-up people and texts from the ``words`` of the sample's resource."""

    words: dict[str, Any]
    dice: random.Random
    year: int

    def person(self, number: int) -> RosterPerson:
        """The person ``number`` from 0; cells are filled one after another."""
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


def new_maker(year: int) -> Maker:
    """The maker whose people have the ages of ``year``."""
    words = tomllib.loads(resource("demo", "cell.toml").read_text("utf-8"))
    return Maker(words, random.Random(_SEED), year)


def new_file(folder: Path, maker: Maker, members: int, *, actor: Actor, clock: Clock) -> Desk:
    """A data file that is marked as a sample, with its people in; ``UserError("data_exists")``."""
    words = maker.words
    people = [maker.person(number) for number in range(members)]
    cell = people[0].cell_name if members <= IN_A_CELL else None
    setup = opening.Setup(words["superior"], words["place"], people[0].full_name, cell)
    desk = opening.create(folder, setup, actor=actor, clock=clock).desk
    mark_as_sample(desk)
    lines = tuple(RosterLine(person, Action.NEW) for person in people)
    rosters.accept(desk, RosterPreview(Path("sample"), lines, ()))
    return desk
