"""Figures by cell for one topic: who was called and came, whose papers are there."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import sqlalchemy as sa

from studycompanion.domain.attendance import Totals
from studycompanion.domain.paperwork import FormState
from studycompanion.domain.plan import ItemStatus
from studycompanion.storage.queries.attendance import By, Where, totals_by
from studycompanion.storage.queries.papers import PersonLine
from studycompanion.storage.tables import action_item, action_plan


@dataclass(slots=True)
class PaperCounts:
    """Papers of one cell: of ``owing`` people (the exempt are outside the base).

    ``to_report`` counts people who have a task to report on this month.
    """

    owing: int = 0
    with_review: int = 0
    with_plan: int = 0
    unclear_items: int = 0
    items: int = 0
    done_items: int = 0
    overdue_items: int = 0
    to_report: int = 0
    forms: Counter[FormState] = field(default_factory=Counter)

    @property
    def with_form(self) -> int:
        """How many have a form that no newer one replaced."""
        return sum(self.forms.values())

    @property
    def signed(self) -> int:
        """How many have signed, by pen or digitally."""
        return sum(n for state, n in self.forms.items() if state.is_signed)


def participation(connection: sa.Connection, topic_id: str) -> dict[str, Totals]:
    """Marks of a topic's sessions by cell of that evening, guests apart.

    A session that repeats another calls nobody anew who stands on the roll of that one.
    """
    return totals_by(connection, By.CELL, Where(topic_id=topic_id))


def done_items(connection: sa.Connection, topic_id: str) -> Counter[str]:
    """How many tasks of a topic are done, by member."""
    query = (
        sa.select(action_plan.c.member_id, sa.func.count().label("n"))
        .join(action_item, action_item.c.plan_id == action_plan.c.id)
        .where(
            action_plan.c.topic_id == topic_id,
            action_item.c.status == ItemStatus.DONE.value,
        )
        .group_by(action_plan.c.member_id)
    )
    return Counter({row.member_id: row.n for row in connection.execute(query)})


def papers_by_cell(lines: tuple[PersonLine, ...], done: Counter[str]) -> dict[str, PaperCounts]:
    """The papers of everyone who owes them, by cell."""
    found: dict[str, PaperCounts] = defaultdict(PaperCounts)
    for line in lines:
        counts = found[line.cell_id]
        if line.owes:
            _add(counts, line, done[line.member_id])
    return found


def _add(counts: PaperCounts, line: PersonLine, done: int) -> None:
    counts.owing += 1
    counts.with_review += line.review_stage is not None
    counts.with_plan += line.items > 0
    counts.items += line.items
    counts.unclear_items += line.unclear
    counts.done_items += done
    counts.overdue_items += line.overdue
    counts.to_report += line.to_report > 0
    if line.form_state is not None:
        counts.forms[line.form_state] += 1
