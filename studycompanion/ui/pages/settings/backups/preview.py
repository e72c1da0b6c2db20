"""A look into a backup: who and what is in it, read from a copy that is thrown away again."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from studycompanion.domain.vietnamese import fold, group_thousands
from studycompanion.services import members, restoring, topics
from studycompanion.services.desk import Desk
from studycompanion.services.members import MemberLine
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.words import tr

_WIDTH, _HEIGHT = 760, 520


@dataclass(frozen=True, slots=True)
class Inside:
    """What a backup holds."""

    people: tuple[MemberLine, ...]
    topics: tuple[str, ...]


def look_into(desk: Desk, path: Path, password: str | None) -> Inside:
    """Read a backup without changing anything; raises as ``restoring.preview`` does."""
    seen = restoring.preview(desk, path, password=password)
    try:
        titles = tuple(f"{line.title} ({line.year})" for line in topics.list_topics(seen))
        return Inside(members.list_members(seen), titles)
    finally:
        restoring.close_preview(seen)


class PreviewDialog(QDialog):
    """The people of a backup, and its topics; nothing here can be changed."""

    def __init__(self, parent: QWidget, inside: Inside, when: str) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Bản sao lưu {when}", when=when))
        self.model = RecordModel(
            _columns(), identity=lambda r: r.id, key=lambda r: fold(r.full_name)
        )
        self.table = RecordTable(self.model, tr("Đảng viên trong bản sao lưu"))
        self.sentence = label(_told(inside))
        whole = column(label(self.windowTitle(), "section"), spacing=SPACE.medium)
        whole.addWidget(label(tr("Chỉ để xem; dữ liệu hiện nay không đổi."), "muted"))
        whole.addWidget(self.sentence)
        whole.addWidget(self.table, 1)
        whole.addLayout(row(None, button(tr("Đóng"), self.accept, kind="primary")))
        theme = current()
        room = theme.px(SPACE.large)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)
        screen = self.screen().availableSize()
        self.resize(
            min(theme.wide(_WIDTH), screen.width() - 80),
            min(theme.px(_HEIGHT), screen.height() - 80),
        )
        self.model.fill(inside.people)
        self.table.setFocus()


def _told(inside: Inside) -> str:
    people, count = group_thousands(len(inside.people)), group_thousands(len(inside.topics))
    if not inside.topics:
        return tr("{n} đồng chí, chưa có chuyên đề.", n=people)
    newest = inside.topics[0]
    return tr(
        "{people} đồng chí, {n} chuyên đề, trong đó có {title}.",
        people=people,
        n=count,
        title=newest,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Họ và tên"), lambda r: Cell(r.full_name, is_strong=True), is_name=True),
        Column(tr("Chi bộ"), lambda r: Cell(r.cell_name), 34, rank=1),
    )
