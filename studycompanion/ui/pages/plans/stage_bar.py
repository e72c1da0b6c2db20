"""How far a plan is: its stage, the next one as a button, the way back, and every step so far."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.review import MOVES, Stage, StageStep
from studycompanion.messages import word
from studycompanion.services.plans import PlanCard
from studycompanion.ui.signs import stage_sign
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import short_moment, tr


class StageBar(QWidget):
    """Tells to which stage the plan is to go, and that it is to be opened again."""

    wanted = Signal(object)
    reopening_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._next: Stage | None = None
        self.sign = Sign()
        self.go_on = button(" ", self._on_next)
        self.reopen = button(tr("Mở lại…"), self.reopening_wanted.emit, kind="quiet")
        self.steps = label("", "muted")
        line = TurningRow(self.sign, QWidget(), self.reopen, self.go_on, stretch=1)
        self.setLayout(column(line, self.steps, spacing=SPACE.hair))

    def show_plan(self, plan: PlanCard) -> None:
        """Show the stage of a plan; one without tasks has none yet."""
        self.setVisible(bool(plan.items))
        self.sign.show_cell(stage_sign(plan.stage))
        moves = MOVES[plan.stage]
        self._next = moves[0] if moves else None
        self.go_on.setVisible(self._next is not None)
        if self._next is not None:
            self.go_on.setText(_words_of(self._next))
        self.reopen.setVisible(not plan.stage.is_writable)
        self.steps.setText("\n".join(step_words(step) for step in plan.steps))
        self.steps.setVisible(bool(plan.steps))

    def _on_next(self) -> None:
        if self._next is not None:
            self.wanted.emit(self._next)


def _words_of(stage: Stage) -> str:
    if stage is Stage.LOCKED:
        return tr("Khóa kế hoạch")
    return tr("Ghi nhận {stage}", stage=word("stages", stage.value).lower())


def step_words(step: StageStep) -> str:
    """When a stage was reached, by whom, and why it was opened again."""
    when = short_moment(step.at)
    if step.reason:
        return tr("{when}: {who} mở lại, {reason}", when=when, who=step.by, reason=step.reason)
    return f"{when}: {word('stages', step.stage.value)}, {step.by}"
