"""Takes out all that tells who a person was, in two steps: what goes and stays, then once more."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from studycompanion.errors import CodedError, UserError
from studycompanion.messages import word
from studycompanion.services import erasing
from studycompanion.services.changes import Changes, Done
from studycompanion.services.desk import Desk
from studycompanion.services.erasing import Erased, Foreseen
from studycompanion.ui import dialogs
from studycompanion.ui.context import BACKUP, Context
from studycompanion.ui.reading import whole_day
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import short_moment, tr


class EraseDialog(Sheet):
    """First why and until when, then everything once more; nothing happens before the second."""

    done_with = Signal(object)
    """What was done, after it is on disk."""

    def __init__(self, parent: QWidget, context: Context, member_id: str, name: str) -> None:
        super().__init__(parent, tr("Gỡ dữ liệu cá nhân của {name}", name=name), width=640)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._member_id = context, member_id
        self.reason = LineField(tr("Lý do"), tr("ví dụ: theo đơn ngày 20/11/2026"))
        self.until = LineField(
            tr("Giữ số liệu không tên đến ngày"), tr("ngày/tháng/năm, để trống nếu chưa định")
        )
        self.with_backup = QCheckBox(tr("Sao lưu trước khi gỡ"))
        self._counts, self._copies, self._once_more = label(), label(), label()
        self._first, self._second = self._asking(), self._asking_again(name)
        self.fields.addWidget(self._first)
        self.fields.addWidget(self._second)
        self.go_on = button(tr("Tiếp tục"), self._go_on, kind="primary")
        self.back = button(tr("Quay lại"), self._show_first)
        self.erase = button(tr("Gỡ dữ liệu"), self._submit)
        self.add_buttons(self.go_on, self.back, self.erase, button(tr("Hủy"), self.reject))
        self._show_first()
        context.tasks.read(
            lambda desk: erasing.foresee(desk, member_id),
            self._on_foreseen,
            failed=self.show_problem,
        )

    def _asking(self) -> QWidget:
        part = QWidget()
        whole = column(
            label(tr("Sẽ không còn"), "field"),
            label(_what_goes()),
            label(tr("Vẫn giữ, vì các báo cáo phải đúng"), "field"),
            label(_what_stays()),
            self._counts,
            self.reason,
            label(tr("Lý do được giữ lại, nên đừng nêu tên người này."), "muted"),
            self.until,
            spacing=SPACE.medium,
        )
        part.setLayout(whole)
        return part

    def _asking_again(self, name: str) -> QWidget:
        part = QWidget()
        sentence = tr(
            "Gỡ dữ liệu cá nhân của {name}? Việc này không hoàn tác được. Nếu người ấy cần một bản "
            "hồ sơ, hãy lưu hồ sơ trước.",
            name=name,
        )
        kept = tr("Bản sao lưu làm trước khi gỡ vẫn còn dữ liệu của người này.")
        part.setLayout(
            column(
                label(sentence),
                self._once_more,
                self.with_backup,
                label(kept, "muted"),
                self._copies,
                spacing=SPACE.medium,
            )
        )
        return part

    def _show_first(self) -> None:
        self._show(is_second=False)
        self.reason.setFocus()

    def _show(self, *, is_second: bool) -> None:
        self.problem.hide()
        for part in (self._first, self.go_on):
            part.setVisible(not is_second)
        for part in (self._second, self.back, self.erase):
            part.setVisible(is_second)
        # Enter alone never takes anything out.
        (self.back if is_second else self.go_on).setDefault(True)

    def _go_on(self) -> None:
        try:
            self._day()
        except CodedError as error:
            self.show_problem(error)
            return
        if not self.reason.text.strip():
            self.show_problem(UserError("erase_reason"))
            self.reason.setFocus()
            return
        self._once_more.setText(tr("Lý do: {reason}", reason=self.reason.text.strip()))
        self._show(is_second=True)
        self.back.setFocus()

    def _day(self) -> date | None:
        return whole_day(self.until.text) if self.until.text.strip() else None

    def _on_foreseen(self, seen: Foreseen) -> None:
        parts = [f"{word('tables', kind)}: {n}" for kind, n in seen.counts.items()]
        if seen.mentions:
            where = ", ".join(f"{word('tables', kind)} ({n})" for kind, n in seen.mentions.items())
            parts.append(word("erased", "mentions", where=where))
        if seen.entries:
            parts.append(word("erased", "entries", count=seen.entries))
        self._counts.setText("\n".join(parts))
        self._counts.setVisible(bool(parts))
        if seen.oldest_backup is None:
            self._copies.hide()
            return
        at = short_moment(seen.oldest_backup)
        self._copies.setText(
            tr(
                "Đang có {n} bản sao lưu từ trước, bản cũ nhất lúc {at}, còn dữ liệu này. Khôi "
                "phục bản nào thì chương trình gỡ lại theo sổ.",
                n=seen.backups,
                at=at,
            )
        )

    def _submit(self) -> None:
        self._wait(is_waiting=True)
        self._context.tasks.keep_alone(self._work(), self._on_done, failed=self.show_problem)

    def _wait(self, *, is_waiting: bool) -> None:
        """The file is written anew, which takes a moment where it is large."""
        for made in (self.erase, self.back):
            made.setEnabled(not is_waiting)
        self.erase.setText(tr("Đang gỡ…") if is_waiting else tr("Gỡ dữ liệu"))

    def _work(self) -> Callable[[Desk], Done[Erased]]:
        member_id, reason, until = self._member_id, self.reason.text, self._day()
        is_backed_up = self.with_backup.isChecked()
        return lambda desk: erasing.erase(
            desk, member_id, reason=reason, keep_until=until, backup_first=is_backed_up
        )

    def show_problem(self, error: CodedError) -> None:
        """Say what is wrong on the step where it can be mended."""
        self._wait(is_waiting=False)
        if not self._first.isVisible():
            self._show_first()
        super().show_problem(error)

    def _on_done(self, done: Done[Erased]) -> None:
        self.accept()
        self._context.hub.announce(Changes({BACKUP: frozenset()}))
        self.done_with.emit(done.value)


def _what_goes() -> str:
    return tr(
        "Họ tên, ngày sinh, số thẻ, điện thoại, ghi chú; lời tự soi, kế hoạch, ghi chép, minh "
        "chứng; nội dung bản đã lập, bản quét; chữ trong nhật ký và phần đang viết dở."
    )


def _what_stays() -> str:
    return tr(
        "Số buổi được gọi và đã dự, số bản đã nộp và đã ký của một người không tên; ngày gỡ, người "
        "gỡ và lý do."
    )


def ask_to_erase(parent: QWidget, context: Context, member_id: str, name: str) -> EraseDialog:
    """Ask twice, take out all that tells who somebody was, and say what was done."""
    dialog = EraseDialog(parent, context, member_id, name)
    sentence = tr("Đã gỡ dữ liệu cá nhân. Số liệu điểm danh và giấy tờ giữ nguyên.")
    dialog.done_with.connect(lambda done: dialogs.tell(parent, sentence, detail=_told(done)))
    dialog.open()
    return dialog


def _told(done: Erased) -> str:
    """The state of the file, and the copies out of reach."""
    state = "rewritten" if done.is_rewritten else "rewrite_waits"
    return "\n".join(
        (word("erased", state), word("erased", "backups", count=done.older_backups))
        if done.older_backups
        else (word("erased", state),)
    )
