"""First start: text size, who we are, and a password if wanted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton

from studycompanion.domain.vietnamese import tidy
from studycompanion.services.opening import Setup
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SCALES, SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.wizards.frame import DoorFrame
from studycompanion.ui.words import tr


class StartDialog(DoorFrame):
    """``agreed`` brings the setup and the password (None for none)."""

    agreed = Signal(object, object)
    scale_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(
            tr("Bắt đầu"),
            tr("Vài thông tin để in đúng đầu trang các văn bản. Sửa lại được về sau."),
            icon_name="topics",
        )
        self.scale = ChoiceBox(tr("Cỡ chữ"))
        self.scale.fill([(str(s), f"{s}%") for s in SCALES], str(current().scale))
        self.scale.picked.connect(self._on_scale)
        self.superior = LineField(
            tr("Cơ quan cấp trên trực tiếp"), tr("Ví dụ: Đảng bộ phường Vĩnh Tuy")
        )
        self.is_cell = QRadioButton(tr("Chi bộ"))
        self.is_ward = QRadioButton(tr("Đảng bộ phường (nhiều chi bộ)"))
        self.cell = LineField(tr("Tên chi bộ"), tr("Ví dụ: Chi bộ Tổ dân phố số 1"))
        self.place = LineField(tr("Địa danh ghi trước ngày tháng"), tr("Ví dụ: Vĩnh Tuy"))
        self.secretary = LineField(tr("Họ và tên bí thư"))
        self.password = LineField(tr("Mật khẩu (không bắt buộc)"))
        self.again = LineField(tr("Nhập lại mật khẩu"))
        self._fill()
        self.begin = button(tr("Tạo dữ liệu"), self._submit, kind="primary")
        self.add_buttons(self.begin, button(tr("Thoát"), self.reject))
        self.superior.setFocus()

    def _fill(self) -> None:
        for field in (self.password, self.again):
            field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._kinds = QButtonGroup(self)
        for kind in (self.is_cell, self.is_ward):
            self._kinds.addButton(kind)
        self.is_cell.setChecked(True)
        self.is_cell.toggled.connect(self.cell.setVisible)
        sizes = row(label(tr("Cỡ chữ"), "field", wraps=False), self.scale, None)
        self.fields.addLayout(sizes)
        self.fields.addWidget(self.superior)
        self.fields.addLayout(row(self.is_cell, self.is_ward, None, spacing=SPACE.large))
        self.fields.addWidget(self.cell)
        self.fields.addLayout(row(self.place, self.secretary, spacing=SPACE.medium))
        self.fields.addLayout(row(self.password, self.again, spacing=SPACE.medium))
        note = tr("Có mật khẩu thì dữ liệu được mã hóa; sau đây sẽ có khóa khôi phục để in ra.")
        self.fields.addLayout(column(label(note, "muted")))

    def setup(self) -> Setup:
        """What stands in the fields."""
        is_cell = self.is_cell.isChecked()
        return Setup(
            superior=self.superior.text,
            place=self.place.text,
            secretary=self.secretary.text,
            cell=self.cell.text if is_cell else None,
        )

    def take_over(self, other: "StartDialog") -> None:
        """Go on with what was typed in another copy of this dialog."""
        for name in ("superior", "cell", "place", "secretary", "password", "again"):
            getattr(self, name).edit.setText(getattr(other, name).text)
        self.is_ward.setChecked(other.is_ward.isChecked())
        self.scale.setFocus()

    def _on_scale(self, scale: str) -> None:
        self.scale_wanted.emit(int(scale))

    def _submit(self) -> None:
        if self.is_cell.isChecked() and not tidy(self.cell.text):
            self.say_problem(tr("Chưa nhập tên chi bộ. Hãy nhập tên chi bộ."))
            self.cell.setFocus()
        elif self.password.text != self.again.text:
            self.say_problem(tr("Hai lần nhập mật khẩu chưa giống nhau. Hãy nhập lại."))
            self.again.setFocus()
            self.again.edit.selectAll()
        else:
            self.problem.hide()
            self.agreed.emit(self.setup(), self.password.text or None)
