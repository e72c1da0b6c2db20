"""The topic's questions to oneself above the writing; they fold away and stay so."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


class PromptCard(QFrame):
    """Hidden where the topic has no questions."""

    folded = Signal(bool)
    """Somebody folded it, or unfolded it again."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "soft")
        self.prompts = label("")
        self.fold = button(" ", self._turn, kind="quiet")
        self._is_folded = False
        self._count = 0
        title = label(tr("Gợi ý tự soi"), "section")
        inside = column(TurningRow(title, self.fold), self.prompts, spacing=SPACE.hair)
        room = current().px(SPACE.medium)
        inside.setContentsMargins(room, room, room, room)
        self.setLayout(inside)

    def show_prompts(self, prompts: Sequence[str]) -> None:
        """Show the questions, or how many there are."""
        self._count = len(prompts)
        self.prompts.setText("\n".join(f"• {prompt}" for prompt in prompts))
        self._show_fold()
        self.setVisible(bool(prompts))

    def set_folded(self, *, is_folded: bool) -> None:
        """Fold or unfold without telling."""
        self._is_folded = is_folded
        self._show_fold()

    def _turn(self) -> None:
        self.set_folded(is_folded=not self._is_folded)
        self.folded.emit(self._is_folded)

    def _show_fold(self) -> None:
        self.prompts.setVisible(not self._is_folded)
        shown = tr("Thu gọn"), tr("Xem {n} câu", n=self._count)
        self.fold.setText(shown[self._is_folded])
