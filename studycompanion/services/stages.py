"""How a review or a plan goes from stage to stage: the one place that writes a step down."""

from typing import TypeVar

from studycompanion.domain.ids import new_id
from studycompanion.domain.plan import ActionPlan
from studycompanion.domain.review import SelfReview, Stage, StageStep, check_move
from studycompanion.domain.vietnamese import tidy
from studycompanion.services.desk import Desk
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

S = TypeVar("S", SelfReview, ActionPlan)


def move(uow: UnitOfWork, desk: Desk, subject: S, to: Stage, *, reason: str = "") -> S:
    """Take a review or plan to a stage and keep when, by whom and why.

    Raises ``UserError`` ``stage_move`` or ``stage_reason``.
    """
    check_move(subject.stage, to, reason)
    uow.add(
        StageStep(
            id=new_id(),
            subject_id=subject.id,
            stage=to,
            at=desk.clock(),
            by=desk.actor.name,
            reason=tidy(reason),
        )
    )
    return uow.change(subject, stage=to)


def steps_of(reader: Reader, subject_id: str) -> tuple[StageStep, ...]:
    """Every stage that a review or plan reached, oldest first."""
    found = reader.find(StageStep, subject_id=subject_id)
    return tuple(sorted(found, key=lambda step: (step.at, step.id)))
