"""Asks whose forms to sign, in which part, and with which key; says how many before anything."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from studycompanion.domain.signing import SignerRole
from studycompanion.errors import CodedError, UserError
from studycompanion.services import signing, tokens
from studycompanion.services.signing import OpenKey, SignOrder
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_file
from studycompanion.ui.signing.token_fields import TokenFields
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr

FILE, TOKEN, OTHER = "file", "token", "other"
_ALL, _ONE = "all", "one"


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page offers: a cell or all, and the person in view ("" for nobody)."""

    topic_id: str
    cell_id: str = ""
    member_id: str = ""
    full_name: str = ""


class SignDialog(Sheet):
    """Tells an order and an open key, or that files go to or come from another program."""

    ordered = Signal(object, object)
    """A ``SignOrder`` and an ``OpenKey``; who takes them closes the key."""
    export_wanted = Signal(object)
    """The ``SignOrder`` whose forms go out with empty fields."""
    return_wanted = Signal()
    """Signed files are to be taken in."""

    def __init__(self, parent: QWidget, context: Context, offer: Offer) -> None:
        super().__init__(parent, tr("Ký số bản cam kết"), width=620)
        self.setModal(True)
        self.context, self._offer = context, offer
        self._lay_out()
        self.go = button(tr("Ký số"), self._on_go, kind="primary", icon_name="key")
        self.send = button(tr("Xuất tệp có sẵn ô ký…"), self._on_send, icon_name="export")
        self.take = button(tr("Nhận lại tệp đã ký…"), self._on_take, icon_name="import")
        self.add_buttons(self.go, self.send, self.take, button(tr("Đóng"), self.reject))
        for box in (self.role, self.way):
            box.picked.connect(self._refresh)
        self._refresh()
        context.tasks.read(signing.warnings, self._on_warnings)

    def _lay_out(self) -> None:
        self.whose = ChoiceBox(tr("Ký bản của ai"))
        self.role = ChoiceBox(tr("Ký với tư cách"))
        roles = [
            (SignerRole.MEMBER.value, tr("Người cam kết (đảng viên ký trước)")),
            (SignerRole.SECRETARY.value, tr("Xác nhận của chi bộ (bí thư ký sau)")),
        ]
        self.role.fill(roles)
        self.way = ChoiceBox(tr("Ký bằng"))
        ways = [
            (FILE, tr("Tệp khóa (.p12, .pfx)")),
            (TOKEN, tr("USB token")),
            (OTHER, tr("Phần mềm ký khác")),
        ]
        self.way.fill(ways)
        for box in (self.role, self.whose, self.way):
            box.setMaximumWidth(16777215)
            self.fields.addWidget(label(box.accessibleName(), "field"))
            self.fields.addWidget(box)
        self._add_file_fields()
        self.token = TokenFields(self.context)
        self.fields.addWidget(self.token)
        self.visible = QCheckBox(tr("Hiện khung chữ ký trên giấy"))
        self.visible.setChecked(True)
        self.fields.addWidget(self.visible)
        self.other_note = label(
            tr(
                "Xuất tệp có sẵn ô ký trống, ký bằng phần mềm của nơi cấp chứng thư, rồi nhận lại. "
                "Chỉ nhận tệp chưa bị sửa gì khác."
            ),
            "muted",
        )
        self.fields.addWidget(self.other_note)
        self.warning = label(kind="field")
        self.warning.hide()
        self.fields.addWidget(self.warning)

    def _add_file_fields(self) -> None:
        self.file_part = QWidget()
        self.path = LineField(tr("Tệp khóa"))
        self.choose = button(tr("Chọn tệp khóa…"), self._on_choose, icon_name="folder")
        self.password = LineField(tr("Mật khẩu của tệp khóa"))
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.edit.setToolTip(tr("Hỏi một lần, không lưu lại."))
        self.file_part.setLayout(column(self.path, self.choose, self.password, spacing=SPACE.small))
        self.fields.addWidget(self.file_part)

    def _people(self) -> list[tuple[str, str]]:
        """Nobody signs in the place of other members; the secretary signs for all."""
        found = []
        if self._offer.member_id:
            found.append((_ONE, tr("Chỉ {name}", name=self._offer.full_name)))
        is_own = self.role.chosen == SignerRole.MEMBER and self.way.chosen != OTHER
        return found if found and is_own else [*found, (_ALL, tr("Cả danh sách"))]

    @property
    def order(self) -> SignOrder:
        """What was chosen."""
        offer = self._offer
        made = SignOrder(
            topic_id=offer.topic_id,
            role=SignerRole(self.role.chosen),
            cell_id=offer.cell_id,
            is_visible=self.visible.isChecked(),
        )
        if self.whose.chosen == _ONE:
            return replace(made, members=frozenset({offer.member_id}))
        return made

    def _refresh(self, _chosen: str = "") -> None:
        way = self.way.chosen
        self.whose.fill(self._people())
        self.file_part.setVisible(way == FILE)
        self.token.setVisible(way == TOKEN)
        self.visible.setVisible(way != OTHER)
        self.other_note.setVisible(way == OTHER)
        self.go.setVisible(way != OTHER)
        self.send.setVisible(way == OTHER)
        self.take.setVisible(way == OTHER)
        self.problem.hide()
        if way == TOKEN:
            self.token.look()

    def _on_warnings(self, found: tuple[str, ...]) -> None:
        self.warning.setText("\n".join(found))
        self.warning.setVisible(bool(found))

    def _on_choose(self) -> None:
        choose_file(
            self,
            tr("Chọn tệp khóa"),
            folder="",
            kinds=tr("Tệp khóa") + " (*.p12 *.pfx)",
            then=lambda path: self.path.edit.setText(str(path)),
        )

    def _on_go(self) -> None:
        try:
            work = self._opening()
        except UserError as error:
            self.show_problem(error)
            return
        self.problem.hide()
        self.go.setEnabled(False)
        self.context.tasks.compute(work, self._on_opened, failed=self._on_refused)

    def _opening(self) -> Callable[[object], OpenKey]:
        """The work that opens the key; the secret leaves its field at once."""
        if self.way.chosen == TOKEN:
            held, pin = self.token.held, self.token.take_pin()
            if held is None:
                raise UserError("token_not_chosen")
            return lambda _desk: tokens.open_token(held, pin)
        path, password = self.path.text.strip(), self.password.text
        if not path:
            raise UserError("key_not_chosen")
        self.password.edit.clear()
        return lambda _desk: signing.open_key_file(Path(path), password)

    def _on_opened(self, key: OpenKey) -> None:
        self.accept()
        self.ordered.emit(self.order, key)

    def _on_refused(self, error: CodedError) -> None:
        self.go.setEnabled(True)
        self.show_problem(error)
        if self.way.chosen == TOKEN:
            self.token.warn()
            self.token.pin.setFocus()
        else:
            self.password.setFocus()

    def _on_send(self) -> None:
        self.export_wanted.emit(self.order)
        self.accept()

    def _on_take(self) -> None:
        self.return_wanted.emit()
        self.accept()
