"""What was promised before, what was done, by what it is shown and why not: opens a review."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studycompanion.services.promises import Promise
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


class PromiseLine(QWidget):
    """One promise: its words, a button that opens it, and what came of it."""

    open_wanted = Signal()

    def __init__(self, promise: Promise) -> None:
        super().__init__()
        task = promise.task
        self.words = label(tr("Đã hứa: {task}", task=task), "field")
        self.open = button(tr("Mở việc này"), self.open_wanted.emit, kind="quiet")
        self.open.setAccessibleName(tr("Mở việc: {task}", task=task))
        mended = promise.mends.strip()
        told = list(promise.lines)
        if mended:
            told.append(tr("Khắc phục điều đã tự soi: {text}", text=" ".join(mended.split())))
        self.told = label("\n".join(told))
        for text in (self.words, self.told):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setLayout(column(TurningRow(self.words, self.open), self.told, spacing=SPACE.hair))


class PromiseCard(QFrame):
    """Hidden where nothing was promised; folds away and says then how many there are."""

    open_wanted = Signal(object)
    """The promise whose task is to be opened."""
    folded = Signal(bool)
    """Somebody folded it, or unfolded it again."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "soft")
        self.title = label(tr("Việc đã hứa"), "section")
        self.fold = button(" ", self._turn, kind="quiet")
        self.draft = button(tr("Soạn phần cam kết"), icon_name="pen")
        self.lines: list[PromiseLine] = []
        self._is_folded = False
        self._body = QWidget()
        self._inside = QVBoxLayout(self._body)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(current().px(SPACE.small))
        hint = tr("Ghép từ tiến độ, minh chứng và lý do đã ghi, để đồng chí sửa lại.")
        self._hint = label(hint, "muted")
        whole = column(
            TurningRow(self.title, self.fold),
            self._body,
            self._hint,
            TurningRow(self.draft, QWidget(), stretch=1),
        )
        room = current().px(SPACE.medium)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)
        self.hide()

    def show_promises(
        self, promises: Sequence[Promise], *, has_part: bool, may_write: bool
    ) -> None:
        """Show promises under their years; ``has_part`` tells whether the form asks of them."""
        self._clear()
        before: QWidget = self.fold
        for year, group in groupby(promises, key=lambda one: one.year):
            self._inside.addWidget(label(tr("Năm {year}", year=year), "field"))
            for promise in group:
                line = PromiseLine(promise)
                line.open_wanted.connect(partial(self.open_wanted.emit, promise))
                self._inside.addWidget(line)
                self.lines.append(line)
                self.setTabOrder(before, line.open)
                before = line.open
        for part in (self.draft, self._hint):
            part.setVisible(has_part)
        self.draft.setEnabled(may_write)
        self._show_fold()
        self.setVisible(bool(promises))

    def _clear(self) -> None:
        self.lines = []
        while (item := self._inside.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _turn(self) -> None:
        self.set_folded(is_folded=not self._is_folded)
        self.folded.emit(self._is_folded)

    def set_folded(self, *, is_folded: bool) -> None:
        """Show the promises, or how many there are."""
        self._is_folded = is_folded
        self._show_fold()

    def _show_fold(self) -> None:
        self._body.setVisible(not self._is_folded)
        shown = tr("Thu gọn"), tr("Xem {n} việc", n=len(self.lines))
        self.fold.setText(shown[self._is_folded])
