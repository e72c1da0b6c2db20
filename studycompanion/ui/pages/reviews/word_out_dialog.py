"""Whose Word forms are written, and on which form for those who have no review yet."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services import review_forms
from studycompanion.services.word_forms import FormsWanted
from studycompanion.ui.context import Context
from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr

ALL, SOME, ONE = "all", "some", "one"


@dataclass(frozen=True, slots=True)
class Whose:
    """Of whom forms can be written: a cell or all ("" for all), the chosen rows, one person."""

    topic_id: str
    cell_id: str = ""
    count: int = 0
    chosen: frozenset[str] = frozenset()
    member_id: str = ""
    full_name: str = ""


class WordOutDialog(Sheet):
    """Tells ``FormsWanted`` when the folder is to be chosen."""

    ordered = Signal(object)

    def __init__(self, parent: QWidget, context: Context, whose: Whose) -> None:
        super().__init__(parent, tr("Xuất phiếu Word"), width=600)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._whose = whose
        self.people = ChoiceBox(tr("Phiếu của ai"))
        self.people.fill(self._people())
        self.form = ChoiceBox(tr("Mẫu cho đồng chí chưa có bản tự soi"))
        self.form.fill([("", tr("Theo chức vụ: mẫu 2A, 2B hoặc 2C"))])
        notes = (
            tr("Mỗi đồng chí một tệp Word: bản tự soi và kế hoạch, tên đã ghi sẵn."),
            tr("Chép tệp vào USB cho đồng chí gõ vào, rồi nhận lại bằng “Nhận phiếu Word”."),
            tr("Tệp không có mật khẩu. Chữ đã viết trong bản tự soi cũng có trong tệp."),
        )
        for note in notes:
            self.fields.addWidget(label(note, "muted"))
        for box in (self.people, self.form):
            box.setMaximumWidth(16777215)
            title = label(box.accessibleName(), "field")
            title.setBuddy(box)
            self.fields.addWidget(title)
            self.fields.addWidget(box)
        self.go = button(tr("Chọn thư mục…"), self._on_go, kind="primary", icon_name="folder")
        self.add_buttons(self.go, button(tr("Hủy"), self.reject))
        topic_id = whose.topic_id
        context.tasks.read(
            lambda desk: review_forms.choices(desk, topic_id), self._on_forms, key=self
        )
        self.people.setFocus()

    def _people(self) -> list[tuple[str, str]]:
        whose = self._whose
        every = tr("Tất cả: {n} đồng chí", n=group_thousands(whose.count))
        one = [(ONE, tr("Chỉ {name}", name=whose.full_name))] if whose.member_id else []
        some = [(SOME, tr("{n} đồng chí đã chọn", n=group_thousands(len(whose.chosen))))]
        return [*(some if len(whose.chosen) > 1 else []), (ALL, every), *one]

    def _on_forms(self, known: list[tuple[str, str]]) -> None:
        by_post = ("", tr("Theo chức vụ: mẫu 2A, 2B hoặc 2C"))
        self.form.fill([by_post, *known], self.form.chosen)

    def _on_go(self) -> None:
        whose, picked = self._whose, self.people.chosen
        members = {ONE: frozenset({whose.member_id}), SOME: whose.chosen}.get(picked)
        wanted = FormsWanted(
            whose.topic_id,
            cell_id=whose.cell_id or None,
            member_ids=members,
            code=self.form.chosen,
        )
        self.accept()
        self.ordered.emit(wanted)
