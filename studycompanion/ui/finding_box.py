"""One box over the window that finds people, topics, sessions, forms, commands, without dấu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from studycompanion.domain.vietnamese import fold
from studycompanion.ui.context import Context
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import Card, column, label
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.widgets.search_box import SearchBox
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk
    from studycompanion.services.finding import Found

COMMAND = "command"
_MOST_COMMANDS = 8
_WIDTH, _HEIGHT = 880, 440


@dataclass(frozen=True, slots=True)
class Command:
    """An action of the menus, with the menu that it stands in and its keys."""

    action: QAction
    title: str
    where: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of the box: what it is, its id, its name and what tells it from others."""

    what: str
    id: str
    title: str
    detail: str


class _Box(SearchBox):
    """Esc leaves at once, whatever stands here."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell Esc; the rest is as in any find box."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindingBox(QDialog):
    """Finds as one types; Enter opens the chosen line, Esc gives the keyboard back."""

    opened = Signal(str, str)
    """What was chosen (``member``, ``topic``, ``session``, ``form``) and its id."""

    def __init__(self, parent: QWidget, context: Context, commands: tuple[Command, ...]) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._context = context
        self._commands = {str(place): one for place, one in enumerate(commands)}
        self._keys = {key: fold(f"{c.title} {c.where}") for key, c in self._commands.items()}
        self._is_waiting = self._wants_to_open = False
        self.finished.connect(parent.activateWindow)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Tìm mọi thứ"))
        self.box = _Box(tr("Tìm người, chuyên đề, buổi học, bản cam kết, lệnh; không cần dấu"))
        self.model = RecordModel(_columns(), identity=_identity, key=lambda hit: fold(hit.title))
        self.table = RecordTable(self.model, tr("Kết quả tìm"))
        self.sentence = label("", "muted")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._connect()
        self._lay_out()
        self.box.setFocus()
        self._on_searched("")

    def _connect(self) -> None:
        self.box.searched.connect(self._on_searched)
        self.box.moved.connect(self.table.move_by)
        self.box.paged.connect(self._on_paged)
        self.box.left.connect(self.reject)
        self.box.entered.connect(self.open_chosen)
        self.table.entered.connect(self.open_chosen)
        self.table.clicked.connect(self.open_chosen)
        self.table.typed.connect(self._on_typed)

    def _lay_out(self) -> None:
        card = Card(padding=SPACE.medium)
        self.table.horizontalHeader().hide()
        for part in (self.box, self.table, self.sentence):
            card.column.addWidget(part)
        card.column.setStretch(1, 1)
        self.setLayout(column(card))
        theme, owner = current(), self.parentWidget()
        size = owner.size() if owner is not None else self.screen().availableSize()
        self.resize(
            min(theme.wide(_WIDTH), size.width() - theme.px(40)),
            min(theme.px(_HEIGHT), size.height() - theme.px(120)),
        )
        if owner is not None:
            place = QPoint((size.width() - self.width()) // 2, theme.px(64))
            self.move(owner.mapToGlobal(place))

    def open_chosen(self) -> None:
        """Open the chosen line; while the answer is under way, as soon as it is there."""
        hit = self.table.current()
        if self._is_waiting:
            self._wants_to_open = True
        elif isinstance(hit, Hit):
            self.accept()
            if hit.what == COMMAND:
                QTimer.singleShot(0, self._commands[hit.id].action.trigger)
            else:
                self.opened.emit(hit.what, hit.id)

    def _on_searched(self, typed: str) -> None:
        sought = typed.strip()
        self._wants_to_open = False
        self._is_waiting = bool(sought)
        if sought:
            self._context.tasks.read(
                lambda desk: (sought, _find(desk, sought)), self._on_found, key=self
            )
        else:
            self._show("", ())

    def _on_found(self, answer: tuple[str, tuple[Found, ...]]) -> None:
        sought, found = answer
        if sought != self.box.sought.strip():
            return
        self._is_waiting = False
        self._show(sought, found)
        if self._wants_to_open:
            self.open_chosen()

    def _show(self, sought: str, found: tuple[Found, ...]) -> None:
        words = fold(sought).split()
        keys = [k for k, text in self._keys.items() if all(word in text for word in words)]
        keys.sort(key=lambda k: not fold(self._commands[k].title).startswith(fold(sought)))
        commands = [_command(k, self._commands[k]) for k in keys[:_MOST_COMMANDS]]
        records = [Hit(one.what.value, one.id, one.title, one.detail) for one in found]
        self.model.fill([*records, *commands] if sought else commands)
        self.table.go_to_row(0)
        is_empty = not self.model.rowCount()
        self.table.setVisible(not is_empty)
        self.sentence.setText(
            tr("Không tìm thấy “{typed}”.", typed=sought)
            if is_empty
            else tr("↑ ↓ để chọn, Enter để mở, Esc để đóng")
        )

    def _on_paged(self, pages: int) -> None:
        self.table.move_by(pages * self.table.rows_on_a_page())

    def _on_typed(self, event: QKeyEvent) -> None:
        self.box.setFocus()
        self.box.insert(event.text())


def _find(desk: Desk, text: str) -> tuple[Found, ...]:
    from studycompanion.services import finding

    return finding.find(desk, text)


def _identity(hit: Hit) -> str:
    return f"{hit.what} {hit.id}"


def _command(key: str, command: Command) -> Hit:
    return Hit(COMMAND, key, command.title, command.where)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Loại"), _sign, 14),
        Column(tr("Tên"), lambda hit: Cell(hit.title, is_strong=True)),
        Column(tr("Chi tiết"), lambda hit: Cell(hit.detail), 36, rank=1),
    )


def _sign(hit: Hit) -> Cell:
    signs = {
        "member": (tr("Đồng chí"), "members"),
        "topic": (tr("Chuyên đề"), "topics"),
        "session": (tr("Buổi học"), "rollcall"),
        "form": (tr("Bản cam kết"), "commitments"),
        COMMAND: (tr("Lệnh"), "next"),
    }
    words, icon_name = signs[hit.what]
    return Cell(words, Tone.INFO if hit.what != COMMAND else Tone.NEUTRAL, icon_name)
