"""Asks whose forms to sign, in which part, and with which key; says how many before anything."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from studycompanion.domain.signing import SignerRole
from studycompanion.domain.vietnamese import display_date
from studycompanion.errors import CodedError, UserError
from studycompanion.services import signing, tokens
from studycompanion.services.signing import OpenKey, SignOrder
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_file
from studycompanion.ui.reading import whole_day
from studycompanion.ui.signing.offer import Offer
from studycompanion.ui.signing.token_fields import TokenFields
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr

PEN, FILE, TOKEN, OTHER, DRAWING = "pen", "file", "token", "other", "drawing"
_ALL, _SOME, _ONE = "all", "some", "one"


class SignDialog(Sheet):
    """Tells an order and an open key, or that files go to or come from another program."""

    ordered = Signal(object, object)
    """A ``SignOrder`` and an ``OpenKey``; who takes them closes the key."""
    export_wanted = Signal(object)
    """The ``SignOrder`` whose forms go out with empty fields."""
    return_wanted = Signal()
    """Signed files are to be taken in."""
    drawing_wanted = Signal(object)
    """The ``Offer`` of the person into whose form handwriting is to be laid."""
    pen_noted = Signal(object, object)
    """The ``SignOrder`` whose forms were signed with a pen, and the day."""
    scans_wanted = Signal(object)
    """The ``Offer`` of whose topic papers come back from the scanner."""
    list_wanted = Signal(object)
    """The ``Offer`` of whose people those without a signature are to be listed."""

    def __init__(self, parent: QWidget, context: Context, offer: Offer) -> None:
        super().__init__(parent, tr("Ký bản cam kết"), width=720)
        self.setModal(True)
        self.context, self._offer = context, offer
        self._lay_out()
        self.go = button(tr("Ký số"), self._on_go, kind="primary", icon_name="key")
        self.send = button(tr("Xuất tệp có sẵn ô ký…"), self._on_send, icon_name="export")
        self.take = button(tr("Nhận lại tệp đã ký…"), self._on_take, icon_name="import")
        self.note = button(tr("Ghi nhận đã ký"), self._on_note, kind="primary", icon_name="pen")
        self.missing = button(tr("Danh sách chưa ký…"), self._on_missing, icon_name="paper")
        self.draw = button(tr("Vẽ chữ ký…"), self._on_draw, kind="primary", icon_name="pen")
        self.scans = button(tr("Nhận bản quét…"), self._on_scans, icon_name="import")
        made = (self.go, self.note, self.missing, self.scans, self.draw, self.send, self.take)
        self.add_buttons(*made, button(tr("Đóng"), self.reject))
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
            (PEN, tr("Bút, trên giấy")),
            (FILE, tr("Tệp khóa (.p12, .pfx)")),
            (TOKEN, tr("USB token")),
            (OTHER, tr("Phần mềm ký khác")),
        ]
        if self._offer.member_id:
            ways.append((DRAWING, tr("Hình nét chữ vẽ tay (không phải chữ ký số)")))
        self.way.fill(ways)
        self.role_name = label(self.role.accessibleName(), "field")
        for name, box in (
            (label(self.way.accessibleName(), "field"), self.way),
            (self.role_name, self.role),
            (label(self.whose.accessibleName(), "field"), self.whose),
        ):
            box.setMaximumWidth(16777215)
            self.fields.addWidget(name)
            self.fields.addWidget(box)
        self.day = LineField(tr("Ngày ký"), tr("ngày/tháng/năm"))
        self.day.show_text(display_date(self.context.today))
        self.fields.addWidget(self.day)
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
        offer, found = self._offer, []
        if offer.member_id:
            found.append((_ONE, tr("Chỉ {name}", name=offer.full_name)))
        is_own = self.role.chosen == SignerRole.MEMBER and self._has_key
        if found and (is_own or self.way.chosen == DRAWING):
            return found
        if len(offer.chosen) > 1:
            found.insert(0, (_SOME, tr("{n} đồng chí đã chọn", n=len(offer.chosen))))
        return [*found, (_ALL, tr("Cả danh sách"))]

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
        members = {_ONE: frozenset({offer.member_id}), _SOME: offer.chosen}
        return replace(made, members=members.get(self.whose.chosen, frozenset()))

    @property
    def _has_key(self) -> bool:
        """Whether a key signs here and now."""
        return self.way.chosen in (FILE, TOKEN)

    def _refresh(self, _chosen: str = "") -> None:
        way = self.way.chosen
        for part in (self.role_name, self.role, self.visible, self.go):
            part.setVisible(self._has_key)
        for one in (self.day, self.note, self.missing, self.scans):
            one.setVisible(way == PEN)
        self.whose.fill(self._people())
        self.file_part.setVisible(way == FILE)
        self.token.setVisible(way == TOKEN)
        self.other_note.setVisible(way == OTHER)
        self.draw.setVisible(way == DRAWING)
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

    def _on_note(self) -> None:
        try:
            day = whole_day(self.day.text)
            if day is None:
                raise UserError("date_unreadable", typed="")
        except UserError as error:
            self.show_problem(error)
            self.day.setFocus()
            return
        self.pen_noted.emit(self.order, day)
        self.accept()

    def _on_draw(self) -> None:
        self.drawing_wanted.emit(self._offer)
        self.accept()

    def _on_scans(self) -> None:
        self.scans_wanted.emit(self._offer)
        self.accept()

    def _on_missing(self) -> None:
        self.list_wanted.emit(self._offer)
        self.accept()

    def _on_send(self) -> None:
        self.export_wanted.emit(self.order)
        self.accept()

    def _on_take(self) -> None:
        self.return_wanted.emit()
        self.accept()
