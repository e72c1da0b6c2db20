"""Asks for the new name of a unit, and for who signs for it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from studycompanion.services import units
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.units import Signer, UnitLine
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.reading import whole_day
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr


class RenameDialog(FormDialog):
    """A name, and the day from which it holds; without a day the present name is mended."""

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
        self.name.setFocus()

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
