"""The fields of a new member, and what they say."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from studycompanion.domain.people import StatusKind
from studycompanion.messages import word
from studycompanion.services.enrolment import NewMember
from studycompanion.services.members import CellLine
from studycompanion.ui.reading import partial_date
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr

_WIDE = 16777215


class NewMemberFields(QWidget):
    """Only the name has to be typed; the cell is asked where the file has several."""

    def __init__(self, cells: tuple[CellLine, ...], cell_id: str) -> None:
        super().__init__()
        date_hint = tr("ngày/tháng/năm hoặc năm")
        self.name = LineField(tr("Họ và tên"))
        self.birth = LineField(tr("Ngày sinh"), date_hint)
        self.card = LineField(tr("Số thẻ đảng (nếu có)"), tr("8 hoặc 12 chữ số"))
        self.party_post = LineField(tr("Chức vụ Đảng (nếu có)"))
        self.gov_post = LineField(tr("Chức vụ chính quyền (nếu có)"))
        self.workplace = LineField(tr("Đơn vị công tác"))
        self.phone = LineField(tr("Điện thoại"))
        self.joined = LineField(tr("Ngày vào Đảng"), date_hint)
        self.official = LineField(tr("Ngày chính thức"), date_hint)
        self.cell = ChoiceBox(tr("Chi bộ"))
        self.cell.fill([(c.id, c.name) for c in cells], cell_id)
        self.status = ChoiceBox(tr("Trạng thái"))
        kinds = [kind for kind in StatusKind if kind.is_called]
        self.status.fill([(k.value, word("statuses", k.value)) for k in kinds])
        self._lay_out(has_cells=len(cells) > 1)
        self.setFocusProxy(self.name)

    def _lay_out(self, *, has_cells: bool) -> None:
        whole = column(self.name, spacing=SPACE.medium)
        whole.addLayout(_pair(self.birth, self.card))
        cell = _captioned(self.cell)
        cell.setVisible(has_cells)
        whole.addWidget(cell)
        whole.addLayout(_pair(_captioned(self.status), self.party_post))
        whole.addLayout(_pair(self.workplace, self.gov_post))
        whole.addWidget(self.phone)
        whole.addLayout(_pair(self.joined, self.official))
        self.setLayout(whole)

    def new_member(self) -> NewMember:
        """What was typed; raises ``UserError("date_unreadable")``."""
        return NewMember(
            full_name=self.name.text,
            cell_id=self.cell.chosen,
            birth=partial_date(self.birth.text),
            status=StatusKind(self.status.chosen),
            card_number=self.card.text,
            party_post=self.party_post.text,
            gov_post=self.gov_post.text,
            workplace=self.workplace.text,
            phone=self.phone.text,
            joined=partial_date(self.joined.text),
            official=partial_date(self.official.text),
        )


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    made = row(left, right, spacing=SPACE.medium)
    made.setStretch(0, 1)
    made.setStretch(1, 1)
    return made


def _captioned(box: ChoiceBox) -> QWidget:
    box.setMaximumWidth(_WIDE)
    made = QWidget()
    made.setLayout(column(label(box.accessibleName(), "field"), box, spacing=SPACE.hair))
    made.setFocusProxy(box)
    return made
