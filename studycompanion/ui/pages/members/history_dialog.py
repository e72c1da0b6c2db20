"""What happened to one member: when, who, from what to what."""

from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import fold
from studycompanion.services.desk import Desk
from studycompanion.services.member_history import MemberChange, member_history
from studycompanion.services.members import MemberLine
from studycompanion.ui.context import Context
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.widgets.basics import button, row
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.list_sheet import ListSheet
from studycompanion.ui.words import short_moment, tr


class MemberHistoryDialog(ListSheet):
    """A list, newest first, to be looked through."""

    def __init__(self, parent: QWidget, context: Context, line: MemberLine) -> None:
        title = tr("Lịch sử của {name}", name=line.full_name)
        super().__init__(parent, title, width=960, height=520)
        self._zone = context.clock().tzinfo
        self.model = RecordModel(
            self._columns(), identity=lambda one: str(one[0]), key=lambda one: _key(one[1])
        )
        self.finder = Finder(
            self.model, name=tr("Lịch sử của đồng chí"), hint=tr("Tìm, không cần dấu")
        )
        close = button(tr("Đóng"), self.accept, kind="primary")
        self.lay_out(self.finder, row(None, close), grows=self.finder)
        close.setDefault(True)
        self.finder.table.setFocus()
        wanted = line.id
        context.tasks.read(lambda desk: _read(desk, wanted), self._on_changes)

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
