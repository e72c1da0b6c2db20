"""The band over data that can only be looked at, and the way to work on it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studycompanion.ui.context import Context
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk


class ReadOnlyBand(QFrame):
    """Hidden where everything can be changed."""

    told = Signal(str)
    """Why nothing can be changed, "" where all can."""
    restore_wanted = Signal()
    """The backup that is looked at is to take the place of the data."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("readOnlyBand")
        ink = current().colours.tones[Tone.CAUTION]
        self.setStyleSheet(f"#readOnlyBand {{ background: {ink.ground}; }}")
        self.words = label(context.why_read_only)
        self.words.setStyleSheet(f"color: {ink.ink}; font-weight: bold;")
        self.again = button(tr("Dùng lại trên máy này"), self._ask, icon_name="undo")
        self.restore = button(tr("Khôi phục bản này"), self.restore_wanted.emit, icon_name="undo")
        line = row(self.words, self.again, self.restore, spacing=SPACE.medium)
        line.setStretch(0, 1)
        room, edge = current().px(SPACE.large), current().px(SPACE.hair)
        line.setContentsMargins(room, edge, room, edge)
        self.setLayout(line)
        self.setVisible(bool(context.why_read_only))
        self.again.setVisible(context.is_moved)
        self.restore.setVisible(context.is_copy)

    def look(self) -> None:
        """Learn whether the data can be changed; of a copy that is known."""
        if self._context.is_copy:
            self.told.emit(self._context.why_read_only)
            return
        self._context.tasks.read(_look, self._on_looked, key=self)

    def _on_looked(self, told: tuple[str, bool]) -> None:
        self._context.why_read_only, self._context.is_moved = told
        self.words.setText(told[0])
        self.again.setVisible(told[1])
        self.setVisible(bool(told[0]))
        self.told.emit(told[0])

    def _ask(self) -> None:
        from studycompanion.ui import dialogs

        question = tr(
            "Ghi tiếp ở máy này? Chỉ làm khi máy kia không ghi gì nữa, nếu không hai máy sẽ có hai "
            "bản khác nhau."
        )
        dialogs.ask(self.window(), question, tr("Dùng lại trên máy này"), then=self._use_again)

    def _use_again(self) -> None:
        from studycompanion.services import moving

        self._context.tasks.keep_alone(
            moving.use_here_again, self._on_again, failed=self._context.tasks.troubled.emit
        )

    def _on_again(self, _nothing: object) -> None:
        self._context.hub.replaced.emit(tr("Từ nay lại ghi được ở máy này."))


def _look(desk: Desk) -> tuple[str, bool]:
    from studycompanion.services import moving, opening

    why = opening.why_read_only(desk) or ""
    return why, bool(why) and moving.moved_at(desk) is not None


def under_bands(middle: QWidget, *bands: QWidget) -> QWidget:
    """The window's content under what has to be said of all of it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for band in bands:
        column.addWidget(band)
    column.addWidget(middle, 1)
    return whole
