"""The journal of self-reviews: who looked at whose, and by what way any of them left."""

from PySide6.QtWidgets import QCheckBox, QWidget

from studycompanion.domain.access import Means
from studycompanion.domain.vietnamese import fold, group_thousands
from studycompanion.messages import word
from studycompanion.services import review_tracing
from studycompanion.services.review_tracing import AccessLine
from studycompanion.ui.context import Context
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.tokens import Tone
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.list_sheet import ListSheet
from studycompanion.ui.words import short_moment, tr

_SIGNS = {
    Means.SHOWN: (Tone.NEUTRAL, "search"),
    Means.PRINTED: (Tone.CAUTION, "paper"),
}


class AccessesDialog(ListSheet):
    """A list, newest first; a tick leaves only what is outside of the data file now."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, tr("Sổ xem và xuất bản tự soi"), width=1140, height=520)
        self._lines: tuple[AccessLine, ...] = ()
        self.model = RecordModel(
            _columns(), identity=lambda one: one.id, key=lambda one: fold(_said(one))
        )
        self.left_only = QCheckBox(tr("Chỉ những lần đã ra khỏi dữ liệu"))
        self.finder = Finder(
            self.model,
            self.left_only,
            name=self.windowTitle(),
            hint=tr("Tìm tên, không cần dấu"),
        )
        self.none = label(tr("Chưa ai mở xem hoặc xuất bản tự soi nào."), "muted")
        self.count = label("", "muted")
        sentence = tr(
            "Mỗi dòng là một bản tự soi được mở xem hoặc đã ra khỏi dữ liệu. Sổ không ghi nội dung."
        )
        close = button(tr("Đóng"), self.accept, kind="primary")
        self.lay_out(
            *(label(sentence, "muted"), self.none, self.finder, self.count, None, row(None, close)),
            grows=self.finder,
        )
        close.setDefault(True)
        self.none.hide()
        self.finder.table.setFocus()
        self.left_only.toggled.connect(lambda _on: self._show())
        context.tasks.read(review_tracing.journal, self._on_lines)

    def _on_lines(self, lines: tuple[AccessLine, ...]) -> None:
        self._lines = lines
        self.none.setVisible(not lines)
        self.finder.setVisible(bool(lines))
        self.count.setVisible(bool(lines))
        self._show()

    def _show(self) -> None:
        is_narrow = self.left_only.isChecked()
        shown = [one for one in self._lines if one.means.leaves or not is_narrow]
        self.model.fill(shown)
        self.finder.refresh()
        self.count.setText(tr("{n} lần, mới nhất ở trên.", n=group_thousands(len(shown))))


def _said(one: AccessLine) -> str:
    return f"{one.member_name} {one.by} {one.file_name} {word('access_means', one.means)}"


def _means(one: AccessLine) -> Cell:
    return Cell(word("access_means", one.means), *_SIGNS.get(one.means, (Tone.CAUTION, "export")))


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Bản tự soi của"), lambda one: Cell(one.member_name, is_strong=True)),
        Column(tr("Cách"), _means, 20),
        Column(tr("Lúc"), lambda one: Cell(short_moment(one.at)), 17),
        Column(tr("Người làm"), lambda one: Cell(one.by), 18, rank=1),
        Column(tr("Tệp"), lambda one: Cell(one.file_name), 20, rank=2),
        Column(tr("Chuyên đề"), lambda one: Cell(one.topic), 20, rank=3),
    )
