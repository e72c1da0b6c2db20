"""Shows the recovery key once, to be copied, saved as text, and put away on paper."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from studycompanion.errors import EnvironmentProblem
from studycompanion.ui.files import choose_new_file
from studycompanion.ui.widgets.basics import Card, button, label, row
from studycompanion.ui.wizards.frame import DoorFrame
from studycompanion.ui.words import program_name, tr


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
        self.key = key
        shown = label(_in_lines(key), "title", wraps=False)
        shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown.setAccessibleName(tr("Khóa khôi phục: {key}", key=key))
        card = Card()
        card.column.addWidget(shown)
        self.fields.addWidget(card)
        self.said = label("", "muted")
        self.said.hide()
        copy = button(tr("Sao chép"), self._copy, icon_name="copy")
        save = button(tr("Lưu thành tệp…"), self._save, icon_name="save")
        self.fields.addLayout(row(copy, save, self.said, None))
        self.kept = QCheckBox(tr("Tôi đã cất khóa này"))
        self.fields.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignLeft)
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

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.key)
        self._say(tr("Đã chép."))

    def _save(self) -> None:
        choose_new_file(
            self, tr("Lưu khóa khôi phục"), name="khoa-khoi-phuc.txt", then=self.write_to
        )

    def write_to(self, path: Path) -> None:
        """Write the key as a text file that says what it is."""
        text = tr("{program}: khóa khôi phục dữ liệu", program=program_name())
        try:
            path.write_text(f"{text}\n\n{self.key}\n", "utf-8")
        except OSError as error:
            problem = EnvironmentProblem("folder_unwritable")
            problem.__cause__ = error
            self.show_problem(problem)
        else:
            self._say(tr("Đã lưu {name}.", name=path.name))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()


def _in_lines(key: str) -> str:
    """The groups of the key in two lines, easy to copy by hand."""
    groups = key.split("-")
    half = (len(groups) + 1) // 2
    return "\n".join("-".join(part) for part in (groups[:half], groups[half:]) if part)
