"""A field of one line: its name above, what is wrong with it below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studycompanion.ui.announcing import announce
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import column, label
from studycompanion.ui.words import tr


class LineField(QWidget):
    """Tells its text when it is left with another one."""

    left = Signal(str)

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(hint)
        self._name = name
        self.caption = label(name, "field", wraps=False)
        self.caption.setBuddy(self.edit)
        self.problem = label()
        self.problem.setStyleSheet(f"color: {current().colours.tones[Tone.BAD].ink};")
        self.problem.hide()
        self.setLayout(column(self.caption, self.edit, self.problem, spacing=SPACE.hair))
        self.setFocusProxy(self.edit)
        self._shown: str | None = ""
        self.edit.editingFinished.connect(self._tell)
        self.edit.textEdited.connect(self.problem.hide)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.edit.text()

    @property
    def is_dirty(self) -> bool:
        """Whether something else stands here than what was shown or told."""
        return self.edit.text() != self._shown

    def show_text(self, text: str) -> None:
        """Show what is stored, unless somebody is typing something else here."""
        is_typing = self.edit.hasFocus() and self.is_dirty
        self._shown = text
        if not is_typing:
            self.edit.setText(text)
            self.edit.setCursorPosition(0)
            if self.edit.hasFocus():
                self.edit.selectAll()
            self.problem.hide()

    def show_lack(self, *, is_missing: bool) -> None:
        """Say beside the name that nothing is written yet."""
        self.caption.setText(self._name + (tr(" – chưa có") if is_missing else ""))

    def show_problem(self, sentence: str) -> None:
        """Say under the field why its text was not taken."""
        self.problem.setText(sentence)
        self.problem.show()
        announce(self.edit, sentence, is_urgent=True)

    def refuse(self, sentence: str) -> None:
        """Say why the text told was not taken; it is told once more when the field is left."""
        self._shown = None
        self.show_problem(sentence)

    def show_refused(self, text: str, sentence: str) -> None:
        """Bring back a text that was not taken before."""
        if not self.edit.hasFocus():
            self.edit.setText(text)
        self.refuse(sentence)

    def take(self) -> str:
        """The text, which then counts as told."""
        self._shown = text = self.edit.text()
        return text

    def leave(self) -> None:
        """Tell the text if it was changed."""
        self._tell()

    def _tell(self) -> None:
        if self.is_dirty:
            self._shown = self.edit.text()
            self.left.emit(self.edit.text())
