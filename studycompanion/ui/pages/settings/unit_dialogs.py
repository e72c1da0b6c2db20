"""Asks for the new name of a unit, for who signs for it, and for the cell to merge it into."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.errors import CodedError
from studycompanion.services import unit_merging, units
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.unit_merging import Hanging
from studycompanion.services.units import Signer, UnitLine
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.reading import whole_day
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr


class RenameDialog(FormDialog):
    """A name, and the day from which it holds; without a day the present name is mended."""

    merge_wanted = Signal(str)
    """The name is another cell's, whose id this is: the two are to become one."""

    def __init__(self, parent: QWidget, context: Context, unit: UnitLine) -> None:
        super().__init__(parent, context, tr("Đổi tên tổ chức đảng"), step=tr("Lưu tên"))
        self._unit_id = unit.id
        self.name = LineField(tr("Tên"))
        self.name.show_text(unit.name)
        self.since = LineField(tr("Từ ngày (nếu là tên mới)"), tr("ngày/tháng/năm"))
        self.fields.addWidget(self.name)
        self.fields.addWidget(self.since)
        note = tr("Để trống ngày nếu chỉ sửa lỗi gõ. Có ngày thì giấy tờ trước ngày ấy giữ tên cũ.")
        self.fields.addWidget(label(note, "muted"))
        self._other = ""
        self.merge = button(tr("Gộp hai chi bộ làm một…"), self._on_merge)
        self.merge.hide()
        self.fields.addLayout(row(self.merge, None))
        self.name.setFocus()

    def place_of(self, error: CodedError) -> QWidget | None:
        """The name, but for a day that does not fit."""
        is_of_day = error.code in ("unit_name_since", "unit_name_future", "date_unreadable")
        return self.since if is_of_day else self.name

    def show_problem(self, error: CodedError) -> None:
        """A name that another cell bears offers to merge the two."""
        self._other = str(error.params.get("other", ""))
        self.merge.setVisible(error.code == "unit_name_taken" and bool(self._other))
        super().show_problem(error)

    def _on_merge(self) -> None:
        self.reject()
        self.merge_wanted.emit(self._other)

    def work(self) -> Callable[[Desk], Done[None]]:
        """The call that renames the unit."""
        unit_id, name, since = self._unit_id, self.name.text, whole_day(self.since.text)
        return lambda desk: units.rename_unit(desk, unit_id, name, since=since)


class SignerDialog(FormDialog):
    """The name and the post that stand under a paper."""

    def __init__(
        self, parent: QWidget, context: Context, unit: UnitLine, *, signer: Signer
    ) -> None:
        super().__init__(parent, context, tr("Người ký của {name}", name=unit.name), step=tr("Lưu"))
        self._unit_id = unit.id
        self.name = LineField(tr("Họ và tên"))
        self.name.show_text(signer.name)
        self.title = LineField(tr("Chức vụ ghi trên chữ ký"))
        self.title.show_text(signer.title)
        self.fields.addWidget(self.name)
        self.fields.addWidget(self.title)
        note = tr("Để trống họ tên thì lấy lại bí thư trong danh sách.")
        self.fields.addWidget(label(note, "muted"))
        self.name.setFocus()

    def work(self) -> Callable[[Desk], Done[Signer]]:
        """The call that chooses the signer."""
        unit_id, name, title = self._unit_id, self.name.text, self.title.text
        return lambda desk: units.set_signer(desk, unit_id, name, title=title)


class MergeDialog(FormDialog):
    """The cell that people, sessions and papers of another one move into."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        unit: UnitLine,
        *,
        others: Sequence[UnitLine],
        found: Hanging,
        into: str = "",
    ) -> None:
        super().__init__(parent, context, tr("Gộp {name}", name=unit.name), step=tr("Gộp"))
        self._unit_id = unit.id
        self.into = ChoiceBox(tr("Gộp vào chi bộ"))
        self.into.fill([(other.id, other.name) for other in others], into or None)
        caption = label(tr("Gộp vào chi bộ"), "field")
        caption.setBuddy(self.into)
        self.fields.addWidget(caption)
        self.fields.addWidget(self.into)
        self.fields.addWidget(label(_moving(unit, found)))
        note = tr(
            "Số liệu buổi học đã kết thúc giữ nguyên. Giấy đã in không thay đổi. "
            "Gộp nhầm thì bấm Ctrl+Z."
        )
        self.fields.addWidget(label(note, "muted"))
        self.into.setFocus()

    def work(self) -> Callable[[Desk], Done[str]]:
        """The call that merges the two."""
        unit_id, into = self._unit_id, self.into.chosen
        return lambda desk: unit_merging.merge_units(desk, unit_id, into)


def _moving(unit: UnitLine, found: Hanging) -> str:
    return tr(
        "{people} đồng chí, {sessions} buổi học và {papers} bản giấy của {name} chuyển sang "
        "chi bộ được chọn; tên {name} không còn trong danh sách.",
        people=group_thousands(found.people),
        sessions=group_thousands(found.sessions),
        papers=group_thousands(found.papers),
        name=unit.name,
    )
