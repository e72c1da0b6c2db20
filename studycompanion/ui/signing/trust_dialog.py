"""The certificates that are trusted: whose, until when, who added them; adding by fingerprint."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from studycompanion.domain.signing import TrustedCertificate
from studycompanion.domain.vietnamese import display_date, fold
from studycompanion.errors import CodedError
from studycompanion.services import trust
from studycompanion.services.trust import Offered
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_file
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import Tone
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.list_sheet import ListSheet
from studycompanion.ui.words import tr


class TrustDialog(ListSheet):
    """A list with two things to do: add one from a file, take one off."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, tr("Chứng thư tin cậy"), width=860, height=460)
        self.context = context
        self._zone = context.clock().tzinfo
        self.model = RecordModel(
            self._columns(), identity=lambda one: one.id, key=lambda one: fold(one.name)
        )
        self.finder = Finder(self.model, name=self.windowTitle(), hint=tr("Tìm, không cần dấu"))
        self.none = label(tr("Chưa tin chứng thư nào. Bấm “Thêm chứng thư”."), "muted")
        self._lay_out()
        self._read()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Chứng thư của"), lambda one: Cell(one.name, is_strong=True)),
            Column(tr("Nơi cấp"), lambda one: Cell(one.issuer), 20, rank=2),
            Column(tr("Hạn đến"), lambda one: Cell(self._day(one)), 12),
            Column(tr("Người thêm"), lambda one: Cell(one.added_by), 16, rank=1),
        )

    def _day(self, one: TrustedCertificate) -> str:
        return display_date(one.not_after.astimezone(self._zone).date())

    def _lay_out(self) -> None:
        sentence = tr(
            "Chữ ký của người có chứng thư ở đây, hoặc do nơi ở đây cấp, được coi là tin cậy."
        )
        self.add = button(tr("Thêm chứng thư…"), self._on_add, kind="primary", icon_name="plus")
        self.remove = button(tr("Bỏ khỏi danh sách"), self._on_remove)
        buttons = row(self.add, self.remove, None, button(tr("Đóng"), self.accept))
        self.lay_out(
            label(sentence, "muted"), self.none, self.finder, None, buttons, grows=self.finder
        )
        self.add.setDefault(True)
        self.none.hide()
        self.remove.hide()

    def _read(self) -> None:
        self.context.tasks.read(trust.trusted, self._on_list, key=self)

    def _on_list(self, found: tuple[TrustedCertificate, ...]) -> None:
        self.model.fill(found)
        self.none.setVisible(not found)
        self.finder.setVisible(bool(found))
        self.remove.setVisible(bool(found))

    def _on_add(self) -> None:
        choose_file(
            self,
            tr("Chọn chứng thư"),
            folder="",
            kinds=tr("Chứng thư số") + " (*.cer *.crt *.pem *.der)",
            then=self.offer,
        )

    def offer(self, path: Path) -> None:
        """Show whose certificate a file holds, to be compared before it is trusted."""
        self.context.tasks.read(
            lambda desk: trust.offered(desk, path), self._on_offered, failed=self._on_refused
        )

    def _on_offered(self, one: Offered) -> None:
        message = dialogs.Message(
            self, tr("Tin chứng thư của {name}?", name=one.name), tone=Tone.INFO
        )
        message.add_detail(tr("Nơi cấp: {issuer}", issuer=one.issuer))
        message.add_detail(
            tr("Hãy so dấu SHA-256 với dấu do nơi cấp công bố: {mark}", mark=one.fingerprint)
        )
        # The mark is long, and its groups of four are to be compared line by line.
        message.sentence.setMinimumWidth(current().wide(560))
        message.add_button(tr("Tin chứng thư này"), message.accept, kind="primary")
        message.add_button(tr("Hủy"), message.reject)
        body = one.body
        message.accepted.connect(lambda: self._trust(body))
        message.open()

    def _trust(self, body: bytes) -> None:
        self.context.tasks.write(
            lambda desk: trust.trust(desk, body), self._on_changed, failed=self._on_refused
        )

    def _on_remove(self) -> None:
        chosen = self.finder.table.current_identity()
        if chosen:
            self.context.tasks.write(
                lambda desk: trust.distrust(desk, chosen), self._on_changed, failed=self._on_refused
            )

    def _on_changed(self, _done: object) -> None:
        self._read()

    def _on_refused(self, error: CodedError) -> None:
        dialogs.say_error(self, error)
