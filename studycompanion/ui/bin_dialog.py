"""What was taken off the lists: what, when, by whom, and the way back."""

from datetime import datetime, tzinfo
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from studycompanion.domain.vietnamese import fold
from studycompanion.services import recycling
from studycompanion.services.changes import Done
from studycompanion.services.recycling import RemovedLine
from studycompanion.ui.context import Context
from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.list_sheet import ListSheet
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.words import short_moment, tr


class BinDialog(ListSheet):
    """A list, newest first; "Đưa lại" or Enter brings one thing back whole."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, tr("Đã bỏ khỏi danh sách"), width=860, height=460)
        self._context = context
        self.model = RecordModel(
            _columns(context.clock().tzinfo),
            identity=lambda r: r.change_set_id,
            key=lambda r: fold(_title(r)),
        )
        self.table = RecordTable(self.model, self.windowTitle())
        self.sentence = label("", "muted")
        self.back = button(tr("Đưa lại"), self.bring_back, kind="primary", icon_name="undo")
        self.erase = button(tr("Gỡ dữ liệu cá nhân…"), self._on_erase)
        changing(self.back, self.erase)
        self.table.entered.connect(self.bring_back)
        self.table.selectionModel().currentChanged.connect(self._show_buttons)
        buttons = row(self.erase, None, self.back, button(tr("Đóng"), self.accept))
        self.lay_out(self.sentence, self.table, buttons, grows=self.table)
        self.reload()

    def reload(self) -> None:
        """Read what can be brought back."""
        self._context.tasks.read(recycling.removed, self._on_lines, key=self)

    def bring_back(self) -> None:
        """Put the chosen line's things back on their lists."""
        line = self.table.current()
        if isinstance(line, RemovedLine) and self.back.isEnabled():
            self.back.setEnabled(False)
            wanted = line.change_set_id
            self._context.tasks.write(
                lambda desk: recycling.bring_back(desk, wanted),
                self._on_back,
                failed=self._on_refused,
            )

    def _on_lines(self, lines: tuple[RemovedLine, ...]) -> None:
        self.model.fill(lines)
        self.back.setEnabled(bool(lines))
        self._show_buttons()
        self.sentence.setText(
            tr("Chọn một dòng rồi bấm “Đưa lại”; những gì đi kèm cũng trở về.")
            if lines
            else tr("Chưa bỏ gì khỏi danh sách.")
        )
        self.table.setFocus()

    def _show_buttons(self) -> None:
        line = self.table.current()
        self.erase.setVisible(isinstance(line, RemovedLine) and bool(line.people))

    def _on_erase(self) -> None:
        """Of several people that were taken off together, ask who is meant."""
        line = self.table.current()
        if not isinstance(line, RemovedLine):
            return
        if len(line.people) == 1:
            self._ask_to_erase(*line.people[0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for member_id, name in line.people:
            menu.addAction(name, partial(self._ask_to_erase, member_id, name))
        menu.popup(self.erase.mapToGlobal(self.erase.rect().bottomLeft()))

    def _ask_to_erase(self, member_id: str, name: str) -> None:
        from studycompanion.ui.pages.members.erase_dialog import ask_to_erase

        dialog = ask_to_erase(self, self._context, member_id, name)
        dialog.done_with.connect(lambda _done: self.reload())

    def _on_back(self, _done: Done[None]) -> None:
        self.reload()

    def _on_refused(self, error: Exception) -> None:
        self.reload()
        self._context.tasks.troubled.emit(error)


def _columns(zone: tzinfo | None) -> tuple[Column, ...]:
    return (
        Column(tr("Tên"), lambda r: Cell(_title(r), is_strong=True)),
        Column(tr("Loại"), lambda r: Cell(_kind(r)), 14, rank=3),
        Column(tr("Bỏ lúc"), lambda r: Cell(short_moment(r.at.astimezone(zone))), 17, rank=1),
        Column(tr("Người bỏ"), lambda r: Cell(r.who), 18, rank=2),
    )


def _kind(line: RemovedLine) -> str:
    names = {
        "member": tr("Đồng chí"),
        "topic": tr("Chuyên đề"),
        "session": tr("Buổi học"),
        "item": tr("Việc làm theo"),
    }
    return names[line.kind]


def _title(line: RemovedLine) -> str:
    """The name; a session is called by its time, several people by the first."""
    title = line.title
    if line.kind == "session":
        title = short_moment(datetime.fromisoformat(title))
    if line.count > 1:
        others = line.count - 1
        if line.kind == "member":
            return tr("{name} và {n} đồng chí khác", name=title, n=others)
        return tr("{name} và {n} mục khác", name=title, n=others)
    return title
