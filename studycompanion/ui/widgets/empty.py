"""What a page says while there is nothing to show: one sentence and the next step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from studycompanion.ui.icons import picture
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import Card, button, label


class EmptyPage(Card):
    """A large icon, a sentence and a button in the middle of the page."""

    def __init__(self, icon_name: str, sentence: str, step: str) -> None:
        super().__init__()
        theme = current()
        sign = label(wraps=False)
        sign.setPixmap(picture(icon_name, theme.colours.muted, theme.px(64)))
        self.sentence = label(sentence, "section")
        self.step: QPushButton = button(step, kind="primary")
        self.column.addStretch(1)
        for part in (sign, self.sentence):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.column.addWidget(part)
            self.column.addSpacing(theme.px(SPACE.medium))
        self.column.addWidget(self.step, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch(2)

    def add_step(self, step: QPushButton) -> None:
        """Another way to begin, under the first."""
        place = self.column.count() - 1
        self.column.insertWidget(place, step, 0, Qt.AlignmentFlag.AlignHCenter)
