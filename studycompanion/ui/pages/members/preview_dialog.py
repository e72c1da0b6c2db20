"""What taking a roster in would do: problems first, then every person; nothing is written yet."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QTabWidget, QWidget

from studycompanion.domain.roster import RosterProblem
from studycompanion.domain.vietnamese import fold, group_thousands
from studycompanion.messages import word
from studycompanion.services.roster_preview import Action, RosterLine, RosterPreview
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.figures import FigureCard, FigureRow
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.words import tr

_SIGNS = {
    Action.NEW: (Tone.GOOD, "plus"),
    Action.CHANGED: (Tone.INFO, "pen"),
    Action.UNCHANGED: (Tone.NEUTRAL, "done"),
}


def _action_sign(line: RosterLine) -> Cell:
    words = {
        Action.NEW: tr("Mới"),
        Action.CHANGED: tr("Có thay đổi"),
        Action.UNCHANGED: tr("Giữ nguyên"),
    }
    return Cell(words[line.action], *_SIGNS[line.action])


def _differences(line: RosterLine) -> Cell:
    parts = (
        f"{word('fields', name)}: {_value(name, old) or '–'} → {_value(name, new)}"
        for name, old, new in line.differences
    )
    return Cell("; ".join(parts))


def _value(field: str, code: str) -> str:
    tables = {"status": "statuses", "sex": "sexes"}
    return word(tables[field], code) if code and field in tables else code


def _people_columns() -> tuple[Column, ...]:
    return (
        Column(tr("Họ và tên"), lambda p: Cell(p.person.full_name, is_strong=True), 26),
        Column(tr("Chi bộ"), lambda p: Cell(p.person.cell_name), 18),
        Column(tr("Khi nhập"), _action_sign, 16),
        Column(tr("Thay đổi"), _differences),
    )


def _problem_columns() -> tuple[Column, ...]:
    return (
        Column(tr("Dòng"), lambda p: Cell(str(p.row)), 6, is_figure=True),
        Column(tr("Cột"), lambda p: Cell(p.column), 6),
        Column(tr("Trong tệp"), lambda p: Cell(p.value), 24),
        Column(tr("Vì sao chưa đọc được"), lambda p: Cell(_why(p))),
    )


def _why(problem: RosterProblem) -> str:
    return word("roster_problems", problem.code)


class PreviewDialog(QDialog):
    """Figures, problems by row and column, people; ``agreed`` comes with "Nhập danh sách"."""

    agreed = Signal(object)

    def __init__(self, parent: QWidget, preview: RosterPreview) -> None:
        super().__init__(parent)
        self.preview = preview
        self.setWindowTitle(tr("Nhập danh sách"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        screen = self.screen().availableSize()
        self.resize(
            min(current().px(960), screen.width() - 48),
            min(current().px(640), screen.height() - 48),
        )
        self.accept_button = button(tr("Nhập danh sách"), self._agree, kind="primary")
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(bool(preview.lines))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setTabBarAutoHide(True)
        if preview.problems:
            title = tr("Giá trị chưa đọc được ({n})", n=len(preview.problems))
            self.tabs.addTab(_problem_table(preview), title)
        self.tabs.addTab(_people_list(preview), tr("Người trong tệp ({n})", n=preview.read))
        if self.tabs.count() == 1:
            self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab would stay at the hidden tabs
        whole = column(
            label(preview.path.name, "section"),
            _figures(preview),
            label(_advice(preview), "muted"),
            spacing=SPACE.medium,
        )
        whole.addWidget(self.tabs, 1)
        whole.addLayout(row(None, self.accept_button, button(tr("Hủy"), self.reject)))
        room = current().px(SPACE.large)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)
        self.accept_button.setFocus()

    def _agree(self) -> None:
        self.agreed.emit(self.preview)
        self.accept()


def _figures(preview: RosterPreview) -> FigureRow:
    cards = []
    for name, count in (
        (tr("Người trong tệp"), preview.read),
        (tr("Mới"), preview.new),
        (tr("Có thay đổi"), preview.changed),
        (tr("Giữ nguyên"), preview.unchanged),
        (tr("Chưa đọc được"), len(preview.problems)),
    ):
        card = FigureCard(name)
        card.show_figure(group_thousands(count))
        cards.append(card)
    figures = FigureRow(*cards)
    figures.renew_words()
    return figures


def _advice(preview: RosterPreview) -> str:
    if not preview.lines:
        return tr("Tệp này không có người nào đọc được. Chưa ghi gì vào dữ liệu.")
    if preview.problems:
        return tr(
            "Chưa ghi gì vào dữ liệu. Những ô dưới đây sẽ để trống; có thể sửa trong tệp rồi "
            "nhập lại, không ai bị nhập hai lần."
        )
    return tr("Chưa ghi gì vào dữ liệu. Xem lại rồi bấm “Nhập danh sách”.")


def _problem_table(preview: RosterPreview) -> RecordTable:
    model = RecordModel(_problem_columns(), identity=_place, key=lambda p: fold(p.value))
    model.fill(preview.problems)
    return RecordTable(model, tr("Giá trị chưa đọc được"))


def _people_list(preview: RosterPreview) -> Finder:
    model = RecordModel(
        _people_columns(),
        identity=lambda line: f"{line.person.sheet}/{line.person.row}",
        key=lambda line: fold(line.person.full_name),
    )
    model.fill(preview.lines)
    return Finder(model, name=tr("Người trong tệp"), hint=tr("Tìm tên, không cần dấu"))


def _place(problem: Any) -> str:
    return f"{problem.sheet}/{problem.row}/{problem.column}/{problem.code}"
