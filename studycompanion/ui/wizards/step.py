"""One question of the first start."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column
from studycompanion.ui.wizards.answers import Answers


class StepPage(QWidget):
    """Shows the answers so far and writes into them at every change."""

    title = ""
    sentence = ""
    forward = ""
    """What the button says that goes on; "" for the usual word."""
    changed = Signal()
    """An answer is another one now."""

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self.answers = answers
        self.column = column(spacing=SPACE.medium)
        self.setLayout(self.column)

    def first_place(self) -> QWidget:
        """The control that gets the keyboard."""
        return self

    def missing(self) -> str:
        """What is still to be answered, in a sentence; "" where one can go on.

        Puts the keyboard where the answer goes.
        """
        return ""
