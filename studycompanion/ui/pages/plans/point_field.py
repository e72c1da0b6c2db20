"""One clarity point of a task: its name, what is written, and what to write or a hint below."""

from PySide6.QtWidgets import QWidget

from studycompanion.domain.hints import Hint, hints_for
from studycompanion.domain.plan import ClarityPoint
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, label
from studycompanion.ui.widgets.draft_edit import DraftEdit
from studycompanion.ui.words import tr


class PointField(QWidget):
    """The word below changes when the field is left, so that nothing moves while one types."""

    def __init__(self, point: ClarityPoint, hints: tuple[Hint, ...]) -> None:
        super().__init__()
        self.point, self._hints = point, hints
        self._name = f"{point.head.partition(',')[0]} ({point.name})"
        self.caption = label(self._name, "field")
        self.edit = DraftEdit(self._name)
        self.caption.setBuddy(self.edit)
        self.note = label("", "muted")
        self.note.hide()
        example = tr("Ví dụ: {example}", example=point.example) if point.example else ""
        self.edit.setToolTip("\n".join(filter(None, (point.help, example))))
        self.edit.setAccessibleDescription(" ".join(filter(None, (point.help, example))))
        self._example = example
        self.edit.left.connect(lambda _text: self.advise())
        self.setLayout(column(self.caption, self.edit, self.note, None, spacing=SPACE.hair))

    def show_lack(self, *, is_missing: bool) -> None:
        """Say beside the name that nothing is written yet."""
        self.caption.setText(self._name + (tr(" – chưa có") if is_missing else ""))

    def advise(self) -> None:
        """Say what to write where nothing is, else how vague words could be put."""
        text = self.edit.toPlainText()
        if not text.strip():
            words = " ".join(filter(None, (self.point.help, self._example)))
        else:
            hint = hints_for(self._hints, {self.point.key: text}).get(self.point.key)
            words = hint_words(hint)
        self.note.setText(words)
        self.note.setVisible(bool(words))


def hint_words(hint: Hint | None) -> str:
    """A hint in one line, "" for none."""
    return tr("Gợi ý: {says} {frame}", says=hint.says, frame=hint.frame) if hint else ""
