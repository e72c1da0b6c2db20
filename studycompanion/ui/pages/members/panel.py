"""The card of one member: who, which cell, and a few fields that can be mended in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studycompanion.domain.people import Sex
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.messages import word
from studycompanion.ui.holding import changing
from studycompanion.ui.member_signs import status_sign
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.members import MemberCard, MemberLine


CARD, SEX = "card_number", "sex"
_WIDE = 16777215


def _fields() -> tuple[tuple[str, str, str], ...]:
    date_hint = tr("ngày/tháng/năm hoặc năm")
    return (
        ("full_name", tr("Họ và tên"), ""),
        ("birth", tr("Ngày sinh"), date_hint),
        ("phone", tr("Điện thoại"), ""),
        ("workplace", tr("Đơn vị công tác"), ""),
        ("occupation", tr("Nghề nghiệp"), ""),
        ("party_post", tr("Chức vụ Đảng"), ""),
        ("gov_post", tr("Chức vụ chính quyền"), ""),
        ("mass_post", tr("Chức vụ đoàn thể"), ""),
        ("party_group", tr("Tổ đảng"), ""),
        (CARD, tr("Số thẻ đảng"), tr("8 hoặc 12 chữ số")),
        ("joined", tr("Ngày vào Đảng"), date_hint),
        ("official", tr("Ngày chính thức"), date_hint),
        ("note", tr("Ghi chú"), ""),
    )


class MemberPanel(QWidget):
    """Shows a member; ``left`` tells a field that was left with another text."""

    left = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown_id = ""
        self.name = label("", "section")
        self.place = label("", "muted")
        self.status = Sign()
        self.fields = {key: LineField(name, hint) for key, name, hint in _fields()}
        self.fields[CARD].edit.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.sex = ChoiceBox(tr("Giới tính"))
        self.sex.setMaximumWidth(_WIDE)
        self.sex.fill([("", tr("Chưa ghi")), *((one.value, word("sexes", one)) for one in Sex)])
        self.sex.picked.connect(lambda code: self.left.emit(SEX, code))
        self.change_status = button(tr("Đổi trạng thái…"))
        self.change_post = button(tr("Đổi chức vụ…"))
        self.move_cell = button(tr("Chuyển chi bộ…"))
        self.history = button(tr("Lịch sử…"))
        self.merge = button(tr("Gộp hồ sơ…"))
        changing(self.change_status, self.change_post, self.move_cell, self.merge, self.sex)
        changing(*(field.edit for field in self.fields.values()))
        self.record = button(tr("Lưu hồ sơ…"))
        self.scans = button(tr("Bản quét…"))
        self.scans.hide()
        parts = (
            self.change_status,
            self.change_post,
            self.move_cell,
            self.history,
            self.merge,
            self.record,
            self.scans,
        )
        steps = TurningRow(*parts, QWidget(), stretch=len(parts))
        whole = column(self.name, self.place, self.status, steps, spacing=SPACE.small)
        whole.addSpacing(SPACE.small)
        for key, field in self.fields.items():
            whole.addWidget(field)
            field.left.connect(lambda text, key=key: self.left.emit(key, text))
            if key == "birth":
                name = self.sex.accessibleName()
                whole.addLayout(column(label(name, "field"), self.sex, spacing=SPACE.hair))
        whole.addWidget(label(tr("Không nhập nội dung mật"), "muted"))
        whole.addStretch(1)
        self.setLayout(whole)

    def show_line(self, line: MemberLine | None) -> None:
        """Show at once what the list knows; the fields wait for the card."""
        self.setEnabled(line is not None)
        if line is None or line.id != self._shown_id:
            self._let_type(may_type=False)
            self.scans.hide()
        self.name.setText(line.full_name if line else tr("Chọn một đồng chí"))
        parts = (line.post, line.cell_name, _card(line)) if line else ()
        self.place.setText(" · ".join(part for part in parts if part))
        self.place.setVisible(line is not None)
        self.status.setVisible(line is not None)
        if line is not None:
            self.status.show_cell(status_sign(line.status))

    def show_card(self, card: MemberCard) -> None:
        """Show the stored text of every field."""
        self._shown_id = card.member.id
        self._let_type(may_type=True)
        self.name.setText(card.member.full_name)
        for key, field in self.fields.items():
            value = card.party_post if key == "party_post" else getattr(card.member, key)
            field.show_text(value.display if isinstance(value, PartialDate) else value or "")
        self.sex.choose(card.member.sex or "")
        self.scans.setVisible(card.has_scans)

    def _let_type(self, *, may_type: bool) -> None:
        """Nothing is typed into fields that still show somebody else."""
        for field in self.fields.values():
            field.edit.setReadOnly(not may_type)
        self.sex.setEnabled(may_type)

    def leave(self) -> None:
        """Tell every field that is still being typed."""
        for field in self.fields.values():
            field.leave()


def _card(line: MemberLine) -> str:
    """The card number as far as it may be seen, with what it is."""
    return tr("Số thẻ {number}", number=line.masked_card) if line.masked_card else ""
