"""How far a review or a plan is: its stage, the next one as a button, the way back, the steps."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.review import MOVES, Stage, StageStep
from studycompanion.messages import word
from studycompanion.ui.holding import changing
from studycompanion.ui.signs import stage_sign
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import short_moment, tr


class StageBar(QWidget):
    """Tells to which stage the paper is to go, and that it is to be opened again.

    ``locks`` is what the button of the last stage says; ``beside`` stands at the left.
    """

    wanted = Signal(object)
    reopening_wanted = Signal()

    def __init__(self, locks: str, *beside: QWidget, has_sign: bool = True) -> None:
        super().__init__()
        self._locks, self._beside = locks, beside
        self._next: Stage | None = None
        self.sign = Sign() if has_sign else None
        self.go_on = button(" ", self._on_next)
        self.reopen = button(tr("Mở lại…"), self.reopening_wanted.emit, kind="quiet")
        changing(self.go_on, self.reopen)
        self.steps = label("", "muted")
        line = TurningRow(
            *([self.sign] if self.sign else []),
            *beside,
            QWidget(),
            self.reopen,
            self.go_on,
            stretch=len(beside) + (1 if self.sign else 0),
        )
        self.setLayout(column(line, self.steps, spacing=SPACE.hair))

    def show_stage(self, stage: Stage, steps: Sequence[StageStep], *, is_there: bool) -> None:
        """Show a stage and the steps so far; where nothing is written there is none yet."""
        self.setVisible(is_there or bool(self._beside))
        if self.sign is not None:
            self.sign.show_cell(stage_sign(stage))
        moves = MOVES[stage]
        self._next = moves[0] if moves else None
        self.go_on.setVisible(is_there and self._next is not None)
        if self._next is not None:
            is_last = self._next is Stage.LOCKED
            self.go_on.setText(self._locks if is_last else _words_of(self._next))
        self.reopen.setVisible(is_there and not stage.is_writable)
        self.steps.setText("\n".join(step_words(step) for step in steps))
        self.steps.setVisible(bool(steps))

    def _on_next(self) -> None:
        if self._next is not None:
            self.wanted.emit(self._next)


def _words_of(stage: Stage) -> str:
    return tr("Ghi nhận {stage}", stage=word("stages", stage.value).lower())


def step_words(step: StageStep) -> str:
    """When a stage was reached, by whom, and why it was opened again."""
    when = short_moment(step.at)
    if step.reason:
        return tr("{when}: {who} mở lại, {reason}", when=when, who=step.by, reason=step.reason)
    return f"{when}: {word('stages', step.stage.value)}, {step.by}"
