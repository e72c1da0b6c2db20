"""The sample in the window: the band that says so, and how one goes there and back."""

from enum import StrEnum

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from studycompanion.ui.context import Context
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import label, row
from studycompanion.ui.words import tr

MARK = "isSample"
"""The property of a window that shows made-up people; what it exports is named after it."""


class SampleWish(StrEnum):
    """What somebody wants of the sample."""

    OPEN = "open"
    HOME = "home"
    ANEW = "anew"
    AWAY = "away"


class SampleBand(QFrame):
    """A quiet line across the window, always there."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sampleBand")
        ink = current().colours.tones[Tone.INFO]
        self.setStyleSheet(f"#sampleBand {{ background: {ink.ground}; }}")
        self.words = label(tr("Dữ liệu mẫu – mọi người trong đây là bịa ra"), wraps=False)
        self.words.setStyleSheet(f"color: {ink.ink}; font-weight: bold;")
        line = row(self.words, None)
        room = current().px(SPACE.large)
        line.setContentsMargins(room, current().px(SPACE.hair), room, current().px(SPACE.hair))
        self.setLayout(line)


def title_of(context: Context, title: str) -> str:
    """The title of a window, which says so where its people are made up, or nothing can change."""
    if context.is_copy:
        return tr("Bản sao lưu, chỉ xem – {title}", title=title)
    return tr("Dữ liệu mẫu – {title}", title=title) if context.is_sample else title


def name_of_file(asked_by: QWidget, name: str) -> str:
    """The name that is proposed for a file; one from the sample shows where it comes from."""
    widget: QWidget | None = asked_by
    while widget is not None:
        if widget.window().property(MARK):
            return tr("MẪU - {name}", name=name)
        widget = widget.window().parentWidget()
    return name


class SampleActions:
    """The entries of the file menu."""

    def __init__(self, window: QWidget, context: Context) -> None:
        self._window = window
        self.actions: tuple[QAction, ...]
        if context.home is None:
            self.actions = (self._action(tr("Mở dữ liệu mẫu"), SampleWish.OPEN),)
        else:
            self.actions = (
                self._action(tr("Về dữ liệu của tôi"), SampleWish.HOME),
                self._asking(
                    tr("Lập lại dữ liệu mẫu…"),
                    tr("Lập lại dữ liệu mẫu như lúc đầu? Những gì đã thử trong đó sẽ mất."),
                    SampleWish.ANEW,
                ),
                self._asking(
                    tr("Bỏ dữ liệu mẫu…"),
                    tr("Bỏ dữ liệu mẫu khỏi máy này? Dữ liệu của đồng chí không bị đụng tới."),
                    SampleWish.AWAY,
                ),
            )

    def fill(self, menu: QMenu) -> None:
        """Add the entries, which go when the menu goes."""
        for action in self.actions:
            action.setParent(menu)
            menu.addAction(action)

    def _action(self, words: str, wish: SampleWish) -> QAction:
        action = QAction(words, self._window)
        action.triggered.connect(lambda _checked=False: self._ask_for(wish))
        return action

    def _asking(self, words: str, question: str, wish: SampleWish) -> QAction:
        from studycompanion.ui.dialogs import ask

        action = QAction(words, self._window)
        yes = words.rstrip("…")
        action.triggered.connect(
            lambda _checked=False: ask(
                self._window, question, yes, then=lambda: self._ask_for(wish)
            )
        )
        return action

    def _ask_for(self, wish: SampleWish) -> None:
        self._window.sample_asked.emit(wish.value)  # type: ignore[attr-defined]
