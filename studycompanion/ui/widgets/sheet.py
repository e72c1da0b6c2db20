"""The frame of every dialog with fields: head, fields that scroll if need be, buttons."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QLabel, QPushButton, QWidget

from studycompanion.errors import CodedError
from studycompanion.messages import say
from studycompanion.ui.announcing import announce
from studycompanion.ui.icons import picture
from studycompanion.ui.inside import keep_inside
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import column, label, row
from studycompanion.ui.widgets.split import ScrollColumn

_FRAME, _LEAST = 48, 120
"""Pixels that the system's window frame takes, and the least height of the fields."""


class Sheet(QDialog):
    """As high as its fields, never higher than the screen; what is wrong is said in words."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str = "",
        *,
        icon_name: str = "",
        width: int = 540,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.sentence = label(sentence, "muted")
        self._content = QWidget()
        self.fields = column(spacing=SPACE.medium)
        self._content.setLayout(self.fields)
        self._area = ScrollColumn()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._content)
        self._area.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self._content.installEventFilter(self)
        self.problem = label()
        self.problem.setStyleSheet(f"color: {current().colours.tones[Tone.BAD].ink};")
        self.problem.hide()
        self.buttons = row(None)
        self._build(title, icon_name)
        self.setFixedWidth(min(current().wide(width), self._screen_size()[0]))

    def _build(self, title: str, icon_name: str) -> None:
        whole = column(spacing=SPACE.large)
        whole.addLayout(_head(title, self.sentence, icon_name))
        whole.addWidget(self._area, 1)
        whole.addWidget(self.problem)
        whole.addLayout(self.buttons)
        room = current().px(SPACE.large + SPACE.hair)
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
        """Say a sentence above the buttons; nothing that was typed is lost."""
        self.problem.setText(sentence)
        self.problem.show()
        self._fit()
        announce(self, sentence, is_urgent=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now are the fonts settled that tell the height."""
        super().showEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fields that come and go change the height."""
        if watched is self._content and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        whole = self.layout()
        if whole is None:
            return
        margins = whole.contentsMargins()
        inner = self.width() - margins.left() - margins.right()
        self.fields.invalidate()
        wanted = self.fields.totalHeightForWidth(inner)
        wanted = wanted if wanted > 0 else self._content.sizeHint().height()
        self._area.setFixedHeight(wanted)
        whole.invalidate()
        too_much = whole.totalHeightForWidth(self.width()) - self._screen_size()[1]
        if too_much > 0:
            self._area.setFixedHeight(max(wanted - too_much, current().px(_LEAST)))
            whole.invalidate()
        self.setFixedHeight(whole.totalHeightForWidth(self.width()))
        keep_inside(self)

    def _screen_size(self) -> tuple[int, int]:
        size = self.screen().availableSize()
        return size.width() - _FRAME, size.height() - _FRAME


def _head(title: str, sentence: QLabel, icon_name: str) -> QBoxLayout:
    theme = current()
    if not icon_name:
        return column(label(title, "section"), *([sentence] if sentence.text() else []))
    sign = label(wraps=False)
    sign.setPixmap(picture(icon_name, theme.colours.accent, theme.px(40)))
    sign.setAlignment(Qt.AlignmentFlag.AlignTop)
    head = row(sign, spacing=SPACE.large)
    head.addLayout(column(label(title, "title"), sentence), 1)
    return head
