"""Whose Word forms are written, and on which form for those who have no review yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services import review_forms
from studycompanion.services.word_forms import FormsWanted, GivenOut, given_out
from studycompanion.ui.context import Context
from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr

ALL, SOME, ONE, WAITING = "all", "some", "one", "waiting"
_NAMED = 6
"""Of those whose form has not come back, how many are named."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Of whom forms can be written: a cell or all ("" for all), the chosen rows, one person.

    ``names`` are those of everyone, by id in the order of the list.
    """

    topic_id: str
    cell_id: str = ""
    count: int = 0
    chosen: frozenset[str] = frozenset()
    member_id: str = ""
    full_name: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


class WordOutDialog(Sheet):
    """Tells ``FormsWanted`` when the folder is to be chosen."""

    ordered = Signal(object)

    def __init__(self, parent: QWidget, context: Context, whose: Whose) -> None:
        super().__init__(parent, tr("Xuất phiếu Word"), width=600)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._whose = whose
        self._waiting: frozenset[str] = frozenset()
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
        self.standing = label("")
        self.standing.hide()
        self.fields.addWidget(self.standing)
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
            lambda desk: (review_forms.choices(desk, topic_id), given_out(desk, topic_id)),
            self._on_read,
            key=self,
        )
        self.people.setFocus()

    def _people(self) -> list[tuple[str, str]]:
        whose = self._whose
        every = tr("Tất cả: {n} đồng chí", n=group_thousands(whose.count))
        one = [(ONE, tr("Chỉ {name}", name=whose.full_name))] if whose.member_id else []
        some = [(SOME, tr("{n} đồng chí đã chọn", n=group_thousands(len(whose.chosen))))]
        late = tr("{n} đồng chí chưa gửi lại phiếu", n=group_thousands(len(self._waiting)))
        again = [(WAITING, late)] if self._waiting else []
        return [*(some if len(whose.chosen) > 1 else []), (ALL, every), *one, *again]

    def _on_read(self, read: tuple[list[tuple[str, str]], GivenOut]) -> None:
        known, forms = read
        self._waiting = forms.waiting & self._whose.names.keys()
        self.people.fill(self._people(), self.people.chosen)
        given = len(forms.given & self._whose.names.keys())
        self.standing.setText(self._said(given))
        self.standing.setVisible(bool(given))
        by_post = ("", tr("Theo chức vụ: mẫu 2A, 2B hoặc 2C"))
        self.form.fill([by_post, *known], self.form.chosen)

    def _said(self, given: int) -> str:
        """How many forms are out, and who has not given theirs back."""
        late = [name for one, name in self._whose.names.items() if one in self._waiting]
        said = tr("Đã phát phiếu cho {n} đồng chí, {back} đã gửi lại.", n=given,
                  back=given - len(late))  # fmt: skip
        if not late:
            return said
        more = tr(" và {n} đồng chí khác", n=len(late) - _NAMED) if len(late) > _NAMED else ""
        names = ", ".join(late[:_NAMED])
        return f"{said} {tr('Chưa gửi lại: {names}.', names=names + more)}"

    def _on_go(self) -> None:
        whose, picked = self._whose, self.people.chosen
        members = {
            ONE: frozenset({whose.member_id}),
            SOME: whose.chosen,
            WAITING: self._waiting,
        }.get(picked)
        wanted = FormsWanted(
            whose.topic_id,
            cell_id=whose.cell_id or None,
            member_ids=members,
            code=self.form.chosen,
        )
        self.accept()
        self.ordered.emit(wanted)
