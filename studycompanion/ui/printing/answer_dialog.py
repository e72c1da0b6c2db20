"""After the printer: did the paper come out? If not, go on from a copy or print one sheet again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.print_run import split_at
from studycompanion.domain.vietnamese import group_thousands
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.printing.copies import Copy
from studycompanion.ui.theme import current
from studycompanion.ui.widgets.basics import button
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Bản"), lambda c: Cell(group_thousands(c.number)), 8),
        Column(tr("Họ và tên"), lambda c: Cell(c.full_name, is_strong=True), is_name=True),
    )


class AnswerDialog(Sheet):
    """Closing it leaves the question open: the forms stay sent, and the page asks again."""

    all_came = Signal(object)
    """Form ids of all copies."""
    go_on = Signal(object, object)
    """Those that came out, and those to print again from the chosen one on."""
    one_again = Signal(object, object)
    """Those that came out, and the one sheet to print again."""

    def __init__(self, parent: QWidget, copies: tuple[Copy, ...]) -> None:
        n = group_thousands(len(copies))
        super().__init__(
            parent,
            tr("Giấy ra đủ chưa?"),
            tr("Máy in đã nhận {n} bản. Hãy xem chồng giấy rồi trả lời.", n=n),
            icon_name="question",
            width=600,
        )
        self.setModal(True)
        self._copies = copies
        model = RecordModel(_columns(), identity=lambda c: c.form_id, key=lambda c: c.full_name)
        self.table = RecordTable(model, tr("Các bản đã gửi máy in"))
        self.table.setFixedHeight(current().px(280))
        model.fill(copies)
        self.table.hide()
        self.fields.addWidget(self.table)
        self.all = button(tr("Đủ cả {n} bản", n=n), self._on_all, kind="primary")
        self.some = button(tr("Chưa đủ…"), self._on_some)
        self.rest = button("", self._on_rest, kind="primary")
        self.one = button(tr("In lại tờ này"), self._on_one)
        self.add_buttons(
            self.all, self.rest, self.some, self.one, button(tr("Để sau"), self.reject)
        )
        self.rest.hide()
        self.one.hide()
        self.table.chosen.connect(self._on_chosen)

    def _ids(self) -> list[str]:
        return [copy.form_id for copy in self._copies]

    def _on_all(self) -> None:
        self.accept()
        self.all_came.emit(self._ids())

    def _on_some(self) -> None:
        """Ask which copy is the first that is missing or spoilt."""
        self.sentence.setText(tr("Chọn bản đầu tiên bị thiếu hoặc hỏng."))
        self.table.show()
        self.all.hide()
        self.some.hide()
        self.rest.show()
        self.one.show()
        self.rest.setDefault(True)
        self.table.go_to_row(0)
        self.table.setFocus()
        self._on_chosen(self.table.current())

    def _on_chosen(self, copy: object) -> None:
        if isinstance(copy, Copy):
            self.rest.setText(tr("In tiếp từ bản {n}", n=group_thousands(copy.number)))

    def _on_rest(self) -> None:
        came, missing = split_at(self._ids(), self._chosen())
        self.accept()
        self.go_on.emit(came, missing)

    def _on_one(self) -> None:
        chosen = self._chosen()
        self.accept()
        self.one_again.emit([i for i in self._ids() if i != chosen], [chosen])

    def _chosen(self) -> str:
        return self.table.current_identity() or self._ids()[0]
