"""The recovery key of the password that was just chosen, to be put away before going on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studycompanion.ui.wizards.answers import Answers
from studycompanion.ui.wizards.recovery_card import RecoveryCard
from studycompanion.ui.wizards.step import StepPage
from studycompanion.ui.words import tr


class KeyStep(StepPage):
    """One goes on only after saying that the key is kept."""

    refused = Signal(object)

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.title = tr("Cất khóa khôi phục")
        self.sentence = tr(
            "Quên mật khẩu thì chỉ khóa này mở được dữ liệu. Hãy in ra giấy, cất nơi an toàn, "
            "không để chung với máy."
        )
        self.card = RecoveryCard(answers.keys.recovery_key if answers.keys else "")
        self.card.kept.setChecked(answers.is_key_kept)
        self.card.kept.toggled.connect(self._on_kept)
        self.card.refused.connect(self.refused)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def first_place(self) -> QWidget:
        """The first way to put it away; the box where that was done."""
        return self.card.kept if self.answers.is_key_kept else self.card.printing

    def missing(self) -> str:
        """That it is kept."""
        if self.answers.is_key_kept:
            return ""
        self.card.kept.setFocus()
        return tr("Hãy cất khóa khôi phục rồi đánh dấu vào ô “Tôi đã cất khóa này”.")

    def _on_kept(self, is_kept: bool) -> None:
        self.answers.is_key_kept = is_kept
        self.changed.emit()
