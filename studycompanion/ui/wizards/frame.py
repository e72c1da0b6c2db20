"""The frame of what is asked before the window opens: title, fields, what is wrong, buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from studycompanion.errors import CodedError
from studycompanion.messages import say
from studycompanion.ui.icons import picture
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import column, label, row
from studycompanion.ui.words import program_name


class DoorFrame(QDialog):
    """A dialog that stands alone on the screen."""

    def __init__(self, title: str, sentence: str, *, icon_name: str) -> None:
        super().__init__()
        self.setWindowTitle(program_name())
        self.setMinimumWidth(current().px(560))
        sign = label(wraps=False)
        theme = current()
        sign.setPixmap(picture(icon_name, theme.colours.accent, theme.px(40)))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = row(sign, spacing=SPACE.large)
        head.addLayout(column(label(title, "title"), label(sentence, "muted")), 1)
        self.fields: QVBoxLayout = column(spacing=SPACE.medium)
        self.problem = label()
        self.problem.setStyleSheet(f"color: {theme.colours.tones[Tone.BAD].ink};")
        self.problem.hide()
        self.buttons = row(None)
        whole = column(spacing=SPACE.large)
        whole.addLayout(head)
        whole.addLayout(self.fields)
        whole.addWidget(self.problem)
        whole.addLayout(self.buttons)
        room = theme.px(SPACE.large + SPACE.small)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Buttons from left to right; the first is pressed by Enter."""
        for made in buttons:
            self.buttons.addWidget(made)
        buttons[0].setDefault(True)

    def show_problem(self, error: CodedError) -> None:
        """Say what is wrong above the buttons."""
        self.say_problem(say(error))

    def say_problem(self, sentence: str) -> None:
        """Say a sentence above the buttons."""
        self.problem.setText(sentence)
        self.problem.show()


def show_busy(dialog: QWidget, *, is_busy: bool) -> None:
    """Grey the whole dialog while its answer is under way."""
    dialog.setEnabled(not is_busy)
    dialog.setCursor(Qt.CursorShape.BusyCursor if is_busy else Qt.CursorShape.ArrowCursor)
