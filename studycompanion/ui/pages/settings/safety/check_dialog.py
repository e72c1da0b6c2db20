"""What is wrong with the data, and mending as much of it as can be mended."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studycompanion.services import checking
from studycompanion.services.checking import Problem, Repaired
from studycompanion.ui.context import Context
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.tokens import Tone
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.list_sheet import ListSheet
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.words import tr

_WIDTH, _HEIGHT = 900, 460


class CheckDialog(ListSheet):
    """A list of problems in words; "Sửa" backs up first and is one step of the history."""

    repaired = Signal(object)
    """The ``Repaired``: what was mended, and what is left."""

    def __init__(self, parent: QWidget, context: Context, problems: tuple[Problem, ...]) -> None:
        super().__init__(parent, tr("Kiểm tra dữ liệu"), width=_WIDTH, height=_HEIGHT)
        self._context = context
        self.model = RecordModel(
            _columns(), identity=lambda r: f"{r.code} {r.record_id}", key=lambda r: r.words
        )
        self.table = RecordTable(self.model, tr("Những lỗi tìm thấy"))
        self.sentence = label()
        self.mend = button(tr("Sửa"), self._on_mend, kind="primary", icon_name="done")
        buttons = row(None, self.mend, button(tr("Đóng"), self.reject))
        self.lay_out(self.sentence, self.table, buttons, grows=self.table)
        self._show(problems)

    def _show(self, problems: tuple[Problem, ...]) -> None:
        self.model.fill(problems)
        can_mend = any(problem.can_mend for problem in problems)
        self.mend.setEnabled(can_mend)
        self.sentence.setText(
            tr("Bấm “Sửa”: chương trình sao lưu trước, rồi sửa những lỗi sửa được.")
            if can_mend
            else tr("Những lỗi này chương trình không tự sửa. Hãy khôi phục một bản sao lưu tốt.")
        )
        self.table.setFocus()

    def _on_mend(self) -> None:
        self.mend.setEnabled(False)
        self.sentence.setText(tr("Đang sao lưu và sửa…"))
        self._context.tasks.keep(checking.repair, self._on_mended, failed=self._on_failed)

    def _on_mended(self, done: Repaired) -> None:
        self.accept()
        self.repaired.emit(done)

    def _on_failed(self, error: Exception) -> None:
        self._show(tuple(self.model.records))
        self._context.tasks.troubled.emit(error)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Lỗi"), lambda r: Cell(r.words)),
        Column(tr("Cách sửa"), _advice, 22),
    )


def _advice(problem: Problem) -> Cell:
    if problem.can_mend:
        return Cell(tr("Sửa được"), Tone.GOOD, "done")
    return Cell(tr("Cần khôi phục"), Tone.CAUTION, "warning")
