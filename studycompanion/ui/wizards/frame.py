"""The frame of what is asked before the window opens."""

from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import program_name


class DoorFrame(Sheet):
    """A dialog that stands alone on the screen."""

    def __init__(self, title: str, sentence: str, *, icon_name: str) -> None:
        super().__init__(None, title, sentence, icon_name=icon_name, width=600)
        self.setWindowTitle(program_name())
