"""The section on earlier shortcomings: one in each line, and what became of it."""

from PySide6.QtWidgets import QWidget

from studycompanion.domain.paper import mended_lines, mended_text
from studycompanion.services.review_forms import Part
from studycompanion.ui.pages.reviews.fields import ProseField
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

_FEW = 60


class MendingField(ProseField):
    """Lines are typed as in any section; below, each has a box for what became of it."""

    def __init__(self, part: Part) -> None:
        super().__init__(part)
        self._answers: list[tuple[str, str]] = []
        self._may_type = True
        self.boxes: list[ChoiceBox] = []
        self._rows: list[_Answer] = []
        self._below = column(spacing=SPACE.hair)
        self.body.insertLayout(1, self._below)

    @property
    def text(self) -> str:
        """The lines with the answers that were chosen for them."""
        words = [one.strip().replace("::", ":") for one in super().text.splitlines()]
        return mended_text(tuple(self._answered([one for one in words if one])))

    def _answered(self, words: list[str]) -> list[tuple[str, str]]:
        """A line keeps its answer while its words stay, or its place where their number does."""
        known = dict(self._answers)
        same = len(words) == len(self._answers)
        places = [key for _, key in self._answers] if same else [""] * len(words)
        return [(one, known.get(one, at)) for one, at in zip(words, places, strict=True)]

    def show_stored(self, text: str, *, draft: str | None = None) -> None:
        """Show the lines, and the answers of the draft where there is one."""
        self._answers = list(mended_lines(text if draft is None else draft))
        plain = None if draft is None else _words(draft)
        super().show_stored(_words(text), draft=plain)
        self._show_answers()

    def let_type(self, *, may_type: bool) -> None:
        """Lock or unlock lines and answers."""
        super().let_type(may_type=may_type)
        self._may_type = may_type
        for box in self.boxes:
            box.setEnabled(may_type)

    def _on_left(self, text: str) -> None:
        self._answers = list(mended_lines(self.text))
        self._show_answers()
        super()._on_left(text)

    def _show_answers(self) -> None:
        if len(self._rows) != len(self._answers):
            self._build()
        for row, box, (words, key) in zip(self._rows, self.boxes, self._answers, strict=True):
            short = words if len(words) <= _FEW else f"{words[:_FEW]}…"
            row.said.setText(short)
            box.setAccessibleName(tr("Kết quả khắc phục: {words}", words=short))
            box.choose(key)

    def _build(self) -> None:
        for old in self._rows:
            self._below.removeWidget(old)
            old.deleteLater()
        self.boxes, self._rows = [], []
        for place in range(len(self._answers)):
            row = _Answer(self.part)
            row.box.picked.connect(lambda key, place=place: self._on_picked(place, key))
            row.box.setEnabled(self._may_type)
            self._below.addWidget(row)
            row.show()
            self.setTabOrder(self.boxes[-1] if self.boxes else self._edit, row.box)
            self.boxes.append(row.box)
            self._rows.append(row)

    def _on_picked(self, place: int, key: str) -> None:
        self._answers[place] = (self._answers[place][0], key)
        if self._edit.is_dirty:
            self._edit.leave()  # what is still typed goes along
        else:
            self.left.emit(self.text)


class _Answer(QWidget):
    """One shortcoming and what became of it."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.said = label("")
        self.box = ChoiceBox(part.title)
        self.box.fill([("", tr("Chưa ghi")), *((c.key, c.name) for c in part.choices)])
        self.setLayout(column(TurningRow(self.said, self.box)))


def _words(text: str) -> str:
    return "\n".join(words for words, _ in mended_lines(text))
