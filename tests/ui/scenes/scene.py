"""A scene: one thing that the program shows, in which world it plays, and how it gets there."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from tests.ui.scenes.stage import Stage

Play = Callable[["Stage"], object]


class World(StrEnum):
    """The data file that a scene plays in."""

    NOWHERE = "before any file is open"
    EMPTY = "a cell that nobody was enrolled in"
    ENROLLED = "a cell with its members and no topic"
    BEGUN = "a cell with a topic and no session"
    CELL = "the sample: a cell of 60 after two years"
    WARD = "a ward office with several cells"


@dataclass(frozen=True, slots=True)
class Scene:
    """``shows`` is the class that must be visible once the scene has been played."""

    name: str
    world: World
    play: Play
    shows: type[QWidget]


class Playbook:
    """The scenes of one module, in the order in which they were written."""

    def __init__(self) -> None:
        self.scenes: list[Scene] = []

    def scene(
        self, name: str, shows: type[QWidget], *, world: World = World.CELL
    ) -> Callable[[Play], Play]:
        """Note the decorated function as the way to a scene."""

        def note(play: Play) -> Play:
            self.scenes.append(Scene(name, world, play, shows))
            return play

        return note
