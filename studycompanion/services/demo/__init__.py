"""A made-up cell to try things on: one evening of it, or two years.

What makes it is imported only then, so that to ask whether a file is a sample costs nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studycompanion.domain.record import Actor, Clock
    from studycompanion.domain.work import Job
    from studycompanion.services.desk import Desk

FOLDER = "du-lieu-mau"
"""The name of the folder that holds the sample, inside the user's own."""
_FACT, _YES = "sample", "yes"


def is_sample(desk: Desk) -> bool:
    """Whether a file holds made-up people only."""
    return desk.store.fact(_FACT) == _YES


def mark_as_sample(desk: Desk) -> None:
    """Note in a file that all its people are made up."""
    desk.store.note(_FACT, _YES)


def build(folder: Path, *, members: int, actor: Actor, clock: Clock) -> Desk:
    """A cell after one evening, open; several cells of 60 where ``members`` are more.

    Raises ``UserError("data_exists")``.
    """
    from studycompanion.services.demo.evening import build

    return build(folder, members=members, actor=actor, clock=clock)


def sample(folder: Path, *, actor: Actor, clock: Clock, job: Job | None = None) -> Desk:
    """A cell of 60 with last year's topic and this year's, open; it is there whole or not at all.

    Raises ``UserError("data_exists")``, ``EnvironmentProblem`` of the disk, and ``Cancelled``.
    """
    from studycompanion.domain.work import Silent
    from studycompanion.services.demo.years import sample

    return sample(folder, actor=actor, clock=clock, job=job or Silent())


def folder_of(home: Path) -> Path:
    """Where the sample of a data folder lies: in a folder of its own inside."""
    return home / FOLDER


def throw_away(home: Path, *, actor: Actor, clock: Clock) -> None:
    """Remove the sample of a data folder, its data, backups and comforts; no more than that.

    Raises ``UserError("not_a_sample")`` where real people are in it, and those of opening it.
    """
    from studycompanion.services.demo.leaving import throw_away

    throw_away(folder_of(home), actor=actor, clock=clock)


def show(out: Path, *, members: int, clock: Clock, job: Job) -> dict[str, object]:
    """Make the cell of ``build`` below ``out`` and print its forms, replacing an earlier one.

    Returns the folders and files; raises ``UserError("data_exists")`` where real data is.
    """
    from studycompanion.services.demo.showing import show

    return show(out, members=members, clock=clock, job=job)
