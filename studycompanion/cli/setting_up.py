"""Commands that make a data file: ``init`` and ``demo``."""

import os
from argparse import Namespace
from pathlib import Path

from studycompanion.cli.command import Command, argument
from studycompanion.cli.output import Progress
from studycompanion.cli.secret import VARIABLE, ask
from studycompanion.domain.record import Clock
from studycompanion.services import opening


def _init(words: Namespace, folder: Path, clock: Clock) -> object:
    setup = opening.Setup(words.superior, words.place, words.secretary, words.cell)
    password = os.environ.get(VARIABLE) or (ask("new_password") if words.password else None)
    made = opening.create(
        folder,
        setup,
        actor=opening.actor_now(words.secretary),
        clock=clock,
        password=password,
    )
    opening.close(made.desk)
    answer: dict[str, object] = {"folder": folder.absolute()}
    return answer | ({"recovery_key": made.recovery_key} if made.recovery_key else {})


def _demo(words: Namespace, _folder: Path, clock: Clock) -> object:
    from studycompanion.services import demo

    return demo.show(Path(words.out), members=words.members, clock=clock, job=Progress())


def _members(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 5000:
        raise ValueError
    return number


COMMANDS = (
    Command(
        noun="demo",
        help="make a sample cell with its papers",
        arguments=(
            argument("--out", metavar="DIR", required=True, help="where the sample goes"),
            argument("--members", type=_members, default=60, metavar="N", help="1 to 5000"),
        ),
        without_desk=_demo,
    ),
    Command(
        noun="init",
        help="make a new data file",
        arguments=(
            argument("--superior", required=True, metavar="S", help="direct superior body"),
            argument("--cell", metavar="C", help="the cell; left out in a ward office"),
            argument("--place", required=True, metavar="P", help="place written before dates"),
            argument("--secretary", required=True, metavar="N", help="who signs for the cell"),
            argument("--password", action="store_true", help="ask for a password"),
        ),
        without_desk=_init,
    ),
)
