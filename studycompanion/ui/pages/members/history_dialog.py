"""What happened to one member: when, who, from what to what."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from studycompanion.domain.vietnamese import fold
from studycompanion.services.desk import Desk
from studycompanion.services.member_history import MemberChange, member_history
from studycompanion.services.members import MemberLine
from studycompanion.ui.context import Context
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.words import short_moment, tr

_WIDTH, _HEIGHT, _FRAME = 960, 520, 80


class MemberHistoryDialog(QDialog):
    """A list, newest first, to be looked through."""

    def __init__(self, parent: QWidget, context: Context, line: MemberLine) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Lịch sử của {name}", name=line.full_name))
        self._zone = context.clock().tzinfo
        self.model = RecordModel(
            self._columns(), identity=lambda one: str(one[0]), key=lambda one: _key(one[1])
        )
        self.finder = Finder(
            self.model, name=tr("Lịch sử của đồng chí"), hint=tr("Tìm, không cần dấu")
        )
        self._lay_out()
        wanted = line.id
        context.tasks.read(lambda desk: _read(desk, wanted), self._on_changes)

    def _lay_out(self) -> None:
        theme, screen = current(), self.screen().availableSize()
        close = button(tr("Đóng"), self.accept, kind="primary")
        whole = column(label(self.windowTitle(), "section"), spacing=SPACE.medium)
        whole.addWidget(self.finder, 1)
        whole.addLayout(row(None, close))
        room = theme.px(SPACE.large)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)
        close.setDefault(True)
        self.resize(
            min(theme.wide(_WIDTH), screen.width() - _FRAME),
            min(theme.px(_HEIGHT), screen.height() - _FRAME),
        )
        self.finder.table.setFocus()

    def _on_changes(self, changes: tuple[MemberChange, ...]) -> None:
        self.model.fill(list(enumerate(changes)))

    def _columns(self) -> tuple[Column, ...]:
        zone = self._zone
        return (
            Column(tr("Thay đổi"), lambda one: Cell(_change(one[1]), is_strong=True)),
            Column(tr("Lúc"), lambda one: Cell(short_moment(one[1].at.astimezone(zone))), 17),
            Column(tr("Người sửa"), lambda one: Cell(one[1].who), 16, rank=1),
            Column(tr("Bước"), lambda one: Cell(one[1].step), 26, rank=2),
        )


def _read(desk: Desk, member_id: str) -> tuple[MemberChange, ...]:
    return member_history(desk, member_id)


def _change(one: MemberChange) -> str:
    return f"{one.field}: {one.old or '–'} → {one.new or '–'}"


def _key(one: MemberChange) -> str:
    return fold(f"{_change(one)} {one.who} {one.step}")
