"""The head of a page: its title, a line under it, and at the right what one can do."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import label, row


class PageHeader(QWidget):
    """Title and subtitle at the left, controls at the right; the last is the next step."""

    def __init__(self, title: str, *controls: QWidget) -> None:
        super().__init__()
        self.title = label(title, "title", wraps=False)
        self.subtitle = label("", "muted")
        words = QVBoxLayout()
        words.setSpacing(current().px(SPACE.hair))
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        whole = row(spacing=SPACE.medium)
        whole.addLayout(words, 1)
        for control in controls:
            whole.addWidget(control)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
