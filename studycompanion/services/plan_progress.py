"""How far the plans of a topic are: by cell, and by the points that each task has to make clear."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from studycompanion.domain.plan import ClaritySet, ItemStatus
from studycompanion.services import plan_lists, topics
from studycompanion.services.desk import Desk
from studycompanion.services.plan_lists import TaskLine


@dataclass(frozen=True, slots=True)
class Progress:
    """Tasks of a cell, or of all: how many are clear, done and overdue."""

    id: str
    name: str
    items: int
    clear: int
    done: int
    overdue: int

    @property
    def share_clear(self) -> Fraction | None:
        """Of all tasks those clear on every point; None without tasks."""
        return Fraction(self.clear, self.items) if self.items else None

    @property
    def share_done(self) -> Fraction | None:
        """Of all tasks those done; None without tasks."""
        return Fraction(self.done, self.items) if self.items else None


@dataclass(frozen=True, slots=True)
class PointProgress:
    """Of ``items`` tasks, how many are clear on the point called ``name``."""

    id: str
    name: str
    items: int
    clear: int

    @property
    def share(self) -> Fraction | None:
        """Of all tasks those clear on this point; None without tasks."""
        return Fraction(self.clear, self.items) if self.items else None


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """The figures of a topic: cells in name order, ``total`` of all, and each point."""

    cells: tuple[Progress, ...]
    total: Progress
    points: tuple[PointProgress, ...]


def plan_progress(desk: Desk, topic_id: str) -> PlanProgress:
    """The figures of a topic's plans; raises ``UserError("not_there")``."""
    lines = plan_lists.task_lines(desk, topic_id)
    names = {line.cell_id: line.cell_name for line in lines}
    ordered = sorted(names.items(), key=lambda cell: (cell[1], cell[0]))
    return PlanProgress(
        tuple(_counted(i, name, [t for t in lines if t.cell_id == i]) for i, name in ordered),
        _counted("", "", lines),
        tuple(_points(topics.clarity_of(desk, topic_id), lines)),
    )


def _counted(cell_id: str, name: str, lines: Sequence[TaskLine]) -> Progress:
    return Progress(
        cell_id,
        name,
        items=len(lines),
        clear=sum(not line.missing for line in lines),
        done=sum(line.item.status is ItemStatus.DONE for line in lines),
        overdue=sum(line.days_over > 0 for line in lines),
    )


def _points(clarity: ClaritySet, lines: Sequence[TaskLine]) -> Iterable[PointProgress]:
    for point in clarity.points:
        lacking = sum(point in line.missing for line in lines)
        yield PointProgress(point.key, point.name, len(lines), len(lines) - lacking)
