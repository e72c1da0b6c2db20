"""The register of erasures: when, by whom, why, and until when nameless counts stay."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from studycompanion.domain.vietnamese import display_date, fold
from studycompanion.services import erasing
from studycompanion.services.erasing import ErasureLine
from studycompanion.ui.context import Context
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.words import short_moment, tr

_WIDTH, _HEIGHT, _FRAME = 860, 460, 80


class ErasuresDialog(QDialog):
    """A list, newest first, that names nobody who was erased."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Sổ gỡ dữ liệu cá nhân"))
        self._zone = context.clock().tzinfo
        self.model = RecordModel(
            self._columns(), identity=lambda one: one.member_id, key=lambda one: fold(one.reason)
        )
        self.finder = Finder(
            self.model, name=tr("Sổ gỡ dữ liệu cá nhân"), hint=tr("Tìm, không cần dấu")
        )
        self.none = label(tr("Chưa gỡ dữ liệu của ai."), "muted")
        self._lay_out()
        context.tasks.read(erasing.register, self._on_lines)

    def _lay_out(self) -> None:
        theme, screen = current(), self.screen().availableSize()
        close = button(tr("Đóng"), self.accept, kind="primary")
        sentence = tr("Mỗi dòng là một lần gỡ. Sổ không ghi tên người đã được gỡ dữ liệu.")
        whole = column(
            label(self.windowTitle(), "section"), label(sentence, "muted"), spacing=SPACE.medium
        )
        whole.addWidget(self.none)
        whole.addWidget(self.finder, 1)
        whole.addStretch()
        whole.addLayout(row(None, close))
        room = theme.px(SPACE.large)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)
        close.setDefault(True)
        self.none.hide()
        self.resize(
            min(theme.wide(_WIDTH), screen.width() - _FRAME),
            min(theme.px(_HEIGHT), screen.height() - _FRAME),
        )
        self.finder.table.setFocus()

    def _on_lines(self, lines: tuple[ErasureLine, ...]) -> None:
        self.model.fill(lines)
        self.none.setVisible(not lines)
        self.finder.setVisible(bool(lines))

    def _columns(self) -> tuple[Column, ...]:
        zone = self._zone
        return (
            Column(tr("Lý do"), lambda one: Cell(one.reason, is_strong=True)),
            Column(tr("Lúc"), lambda one: Cell(short_moment(one.at.astimezone(zone))), 17),
            Column(tr("Người gỡ"), lambda one: Cell(one.by), 18, rank=1),
            Column(tr("Giữ số liệu đến"), lambda one: Cell(_day(one)), 16, rank=2),
        )


def _day(line: ErasureLine) -> str:
    return display_date(line.keep_until) if line.keep_until else tr("Chưa định")
