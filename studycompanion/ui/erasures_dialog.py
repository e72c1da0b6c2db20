"""The register of erasures: when, by whom, why, and until when nameless counts stay."""

from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import display_date, fold
from studycompanion.services import erasing
from studycompanion.services.erasing import ErasureLine
from studycompanion.ui.context import Context
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.list_sheet import ListSheet
from studycompanion.ui.words import short_moment, tr


class ErasuresDialog(ListSheet):
    """A list, newest first, that names nobody who was erased."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, tr("Sổ gỡ dữ liệu cá nhân"), width=860, height=460)
        self._zone = context.clock().tzinfo
        self.model = RecordModel(
            self._columns(), identity=lambda one: one.member_id, key=lambda one: fold(one.reason)
        )
        self.finder = Finder(
            self.model, name=tr("Sổ gỡ dữ liệu cá nhân"), hint=tr("Tìm, không cần dấu")
        )
        self.none = label(tr("Chưa gỡ dữ liệu của ai."), "muted")
        sentence = tr("Mỗi dòng là một lần gỡ. Sổ không ghi tên người đã được gỡ dữ liệu.")
        close = button(tr("Đóng"), self.accept, kind="primary")
        self.lay_out(
            *(label(sentence, "muted"), self.none, self.finder, None, row(None, close)),
            grows=self.finder,
        )
        close.setDefault(True)
        self.none.hide()
        self.finder.table.setFocus()
        context.tasks.read(erasing.register, self._on_lines)

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
