"""The fields of a review: written in sentences, chosen, or typed as points."""

from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from studycompanion.domain.hints import Hint, hints_for
from studycompanion.services.past_reviews import PastPart
from studycompanion.services.review_forms import Part
from studycompanion.ui.pages.plans.point_field import hint_words
from studycompanion.ui.pages.reviews.beside import Beside, PastCard
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.draft_edit import PAUSE_MS, DraftEdit
from studycompanion.ui.words import tr

_POINTS, _OF = 90, 40
"""Pixels at the usual size that points take, and what they are out of."""


class PartField(QWidget):
    """What all of them share; ``edit`` gets the keyboard."""

    paused = Signal(str)
    """What stands here and is not stored yet."""
    left = Signal(str)
    """Another text than the stored one, once it is finished."""
    reverted = Signal()
    """Back at the stored text although something else was typed in between."""

    def __init__(self, part: Part, edit: QWidget) -> None:
        super().__init__()
        self.part, self.title = part, part.title
        self.is_brought = self.is_put_back = False
        self.edit = edit
        self.note = label("", "muted")
        self.note.hide()
        self.past = PastCard()
        self.setFocusProxy(edit)

    @property
    def text(self) -> str:
        """What stands here, as it is stored."""
        raise NotImplementedError

    def show_stored(self, text: str, *, draft: str | None = None) -> None:
        """Show the stored text, or the draft that was found for it."""
        raise NotImplementedError

    def let_type(self, *, may_type: bool) -> None:
        """Lock or unlock the field."""
        raise NotImplementedError

    def leave(self) -> None:
        """Tell a text that is not stored yet."""

    def say(self, words: str) -> None:
        """Say something below the field; "" says nothing more."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def show_past(self, year: int, past: PastPart | None) -> None:
        """What stood here in an earlier year; None where nothing did."""
        self.past.show_text(year, past.text if past else "")


class ProseField(PartField):
    """A section: its title, the text, a word on a draft that was put back or on an empty field."""

    def __init__(self, part: Part, hints: tuple[Hint, ...] = ()) -> None:
        self._edit = DraftEdit(part.title, least=3)
        super().__init__(part, self._edit)
        self._hints, self._is_advising = hints, False
        title = label(part.title, "field")
        title.setBuddy(self._edit)
        self.body = column(Beside(self._edit, self.past), self.note, spacing=SPACE.hair)
        whole = column(title, spacing=SPACE.hair)
        whole.addLayout(self.body)
        self.setLayout(whole)
        self._edit.setPlaceholderText(part.prompt)
        self._edit.paused.connect(lambda _text: self.paused.emit(self.text))
        self._edit.textChanged.connect(self._on_typed)
        self._edit.left.connect(self._on_left)
        self._edit.reverted.connect(self.reverted)

    @property
    def text(self) -> str:
        """What is written here."""
        return self._edit.toPlainText()

    def show_stored(self, text: str, *, draft: str | None = None) -> None:
        """Show the stored text; what somebody is typing here is never replaced."""
        self._edit.show_stored(text, draft=draft)

    def let_type(self, *, may_type: bool) -> None:
        """Lock or unlock the text."""
        self._edit.setReadOnly(not may_type)

    def leave(self) -> None:
        """Tell a text that is not stored yet."""
        self._edit.leave()

    def put_rating(self, rating: PartField) -> None:
        """Let the member's own rating of this section stand below it."""
        self.body.addWidget(rating)

    def advise(self, *, is_wanted: bool) -> None:
        """Where nothing is written, say what could be; never while a draft is spoken of."""
        hint = hints_for(self._hints, {self.part.key: self.text}).get(self.part.key)
        words = hint_words(hint) if is_wanted and not self._edit.isReadOnly() else ""
        self._is_advising = bool(words)
        self.say(words)

    def _on_typed(self) -> None:
        """A word on an empty field is wrong from the first letter on."""
        if self._is_advising and self.text.strip():
            self._is_advising = False
            self.say("")

    def _on_left(self, _text: str) -> None:
        self.say("")
        self.left.emit(self.text)


class ChoiceField(PartField):
    """One of the form's answers; a choice is stored at once."""

    def __init__(self, part: Part) -> None:
        self.box = ChoiceBox(part.title)
        super().__init__(part, self.box)
        self.box.setMaximumWidth(16777215)
        self.box.fill([("", tr("Chưa ghi")), *((c.key, c.name) for c in part.choices)])
        title = label(part.title, "field")
        title.setBuddy(self.box)
        self.setLayout(column(title, Beside(self.box, self.past), self.note, spacing=SPACE.hair))
        self.box.picked.connect(self.left)

    @property
    def text(self) -> str:
        """The key of the answer."""
        return self.box.chosen

    def show_stored(self, text: str, *, draft: str | None = None) -> None:
        """Show the stored answer; one that the form no longer has stays as it is."""
        if text and self.box.findData(text) < 0:
            self.box.addItem(text, text)
        self.box.choose(text)

    def let_type(self, *, may_type: bool) -> None:
        """Lock or unlock the choice."""
        self.box.setEnabled(may_type)


class PointField(PartField):
    """Points that the member typed; nothing is reckoned from them."""

    def __init__(self, part: Part) -> None:
        self._line = QLineEdit()
        super().__init__(part, self._line)
        most = part.points.most if part.points else 0
        self._line.setAccessibleName(tr("{title}, tối đa {most}", title=part.title, most=most))
        self._line.setFixedWidth(current().wide(_POINTS))
        title = label(part.title, "field")
        title.setBuddy(self._line)
        line, of = QWidget(), label(f"/{most}", wraps=False)
        of.setFixedWidth(current().wide(_OF))
        line.setLayout(row(title, self._line, of))
        cast("QHBoxLayout", line.layout()).setStretch(0, 1)
        self.setLayout(column(Beside(line, self.past), self.note, spacing=SPACE.hair))
        self._stored = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self._line.textEdited.connect(self._on_typed)
        self._line.editingFinished.connect(self.leave)

    @property
    def text(self) -> str:
        """What is typed."""
        return self._line.text()

    def show_stored(self, text: str, *, draft: str | None = None) -> None:
        """Show the stored points, or the draft that continues them; never over what is typed."""
        is_typing = self._line.hasFocus() and self.text != self._stored
        self._stored = text
        if not is_typing:
            self._line.setText(text if draft is None else draft)

    def let_type(self, *, may_type: bool) -> None:
        """Lock or unlock the line."""
        self._line.setReadOnly(not may_type)

    def leave(self) -> None:
        """Tell points that are not stored yet."""
        self._pause.stop()
        if self.text != self._stored:
            self._stored = self.text
            self.left.emit(self.text)

    def _on_typed(self, _text: str) -> None:
        if not self._pause.isActive():
            self._pause.start()

    def _on_pause(self) -> None:
        if self.text != self._stored:
            self.paused.emit(self.text)
