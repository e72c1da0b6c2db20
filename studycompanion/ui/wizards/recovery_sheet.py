"""Shows the recovery key once, to be printed, saved as PDF or copied, and put away."""

from pathlib import Path

from studycompanion.ui.widgets.basics import button
from studycompanion.ui.wizards.frame import DoorFrame
from studycompanion.ui.wizards.recovery_card import RecoveryCard
from studycompanion.ui.words import tr


class RecoverySheet(DoorFrame):
    """Closes only after the user said that the key is kept."""

    def __init__(self, key: str) -> None:
        super().__init__(
            tr("Khóa khôi phục"),
            tr(
                "Quên mật khẩu thì chỉ khóa này mở được dữ liệu. Hãy in hoặc chép ra giấy, cất nơi "
                "an toàn, không để chung với máy."
            ),
            icon_name="key",
        )
        self.card = RecoveryCard(key)
        self.card.refused.connect(self.show_problem)
        self.key, self.kept, self.said = key, self.card.kept, self.card.said
        self.fields.addWidget(self.card)
        self.go_on = button(tr("Tiếp tục"), self.accept, kind="primary")
        self.go_on.setEnabled(False)
        self.kept.toggled.connect(self.go_on.setEnabled)
        self.add_buttons(self.go_on)
        self.kept.setFocus()

    def reject(self) -> None:
        """Esc does not make the key disappear unseen."""
        if self.kept.isChecked():
            super().reject()
        else:
            self.say_problem(tr("Hãy cất khóa khôi phục rồi đánh dấu vào ô trên."))

    def write_to(self, path: Path) -> None:
        """Write the key as a PDF."""
        self.card.write_to(path)
