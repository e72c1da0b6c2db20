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


def sample(folder: Path, *, actor: Actor, clock: Clock) -> Desk:
    """A cell of 60 with last year's topic and this year's, open; it is there whole or not at all.

    Raises ``UserError("data_exists")``, and ``EnvironmentProblem`` of the disk.
    """
    from studycompanion.services.demo.years import sample

    return sample(folder, actor=actor, clock=clock)


def show(out: Path, *, members: int, clock: Clock, job: Job) -> dict[str, object]:
    """Make the cell of ``build`` below ``out`` and print its forms, replacing an earlier one.

    Returns the folders and files; raises ``UserError("data_exists")`` where real data is.
    """
    from studycompanion.services.demo.showing import show

    return show(out, members=members, clock=clock, job=job)
