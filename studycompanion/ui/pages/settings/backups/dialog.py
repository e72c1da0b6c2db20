"""Every backup there is, with a look into each, and the way back to one of them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QWidget

from studycompanion.errors import CodedError
from studycompanion.messages import say
from studycompanion.services import backups, restoring
from studycompanion.services.backups import BackupLine
from studycompanion.services.desk import Desk
from studycompanion.services.restoring import Restored
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_file
from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import RecordModel
from studycompanion.ui.pages.settings.backups.columns import columns, differs
from studycompanion.ui.pages.settings.backups.opening_key import BackupKeyDialog
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.list_sheet import ListSheet
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.words import short_moment, tr

_KEYS = ("password_needed", "wrong_password")


class BackupsDialog(ListSheet):
    """Newest first; "Xem thử" or Enter looks into one, "Khôi phục" goes back to it."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, tr("Khôi phục từ bản sao lưu"), width=1120, height=560)
        self._context = context
        self._is_busy = False
        self._wanted: BackupLine | None = None
        self.model = RecordModel(columns(), identity=lambda r: str(r.path), key=lambda r: r.cause)
        self.table = RecordTable(self.model, tr("Các bản sao lưu"))
        self.table.entered.connect(self.look)
        self.sentence = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Đang khôi phục…"))
        self.see = button(tr("Xem thử"), self.look, icon_name="search")
        self.restore = button(tr("Khôi phục"), self.ask_restore, kind="primary")
        changing(self.restore)
        self.other = button(tr("Chọn tệp khác…"), self._choose_other, icon_name="folder")
        self.shut = button(tr("Đóng"), self.reject)
        buttons = row(self.other, None, self.see, self.restore, self.shut)
        self.lay_out(self.sentence, self.table, self.bar, buttons, grows=self.table)
        self.show_busy(is_busy=False)
        self._context.tasks.read(backups.lines, self._on_lines, key=self)

    def reject(self) -> None:
        """A restore under way is waited for: half of one would help nobody."""
        if not self._is_busy:
            super().reject()

    def look(self) -> None:
        """Open the chosen backup to be read only."""
        line = self._chosen()
        if line is not None:
            self._wanted = line
            self._look()

    def ask_restore(self) -> None:
        """One clear question, then back to the chosen backup."""
        line = self._chosen()
        if line is not None:
            self._wanted = line
            self._ask_about(line)

    def show_busy(self, *, is_busy: bool) -> None:
        """While data is exchanged nothing else can be pressed."""
        self._is_busy = is_busy
        self.bar.setVisible(is_busy)
        for one in (self.see, self.restore):
            one.setEnabled(not is_busy and bool(self.model.records))
        for part in (self.other, self.shut, self.table):
            part.setEnabled(not is_busy)
        if is_busy:
            self.setFocus()

    def _chosen(self) -> BackupLine | None:
        line = self.table.current()
        return line if isinstance(line, BackupLine) and not self._is_busy else None

    def _on_lines(self, lines: tuple[BackupLine, ...]) -> None:
        self.model.fill(lines)
        self.sentence.setText(
            tr("Chọn một bản rồi bấm “Xem thử” hoặc “Khôi phục”. Khôi phục xong vẫn hoàn tác được.")
            if lines
            else tr("Chưa có bản sao lưu nào ở đây. Bản trên USB thì bấm “Chọn tệp khác…”.")
        )
        self.show_busy(is_busy=False)
        self.table.setFocus()

    def _choose_other(self) -> None:
        kinds = tr("Bản sao lưu (*.scbackup)")
        choose_file(self, tr("Chọn bản sao lưu"), folder="", kinds=kinds, then=self._add_other)

    def _add_other(self, path: Path) -> None:
        self._context.tasks.read(
            lambda desk: backups.line_at(desk, path), self._on_other, failed=self._on_trouble
        )

    def _on_other(self, line: BackupLine) -> None:
        others = [known for known in self.model.records if known.path != line.path]
        self._on_lines((line, *others))
        self.table.go_to_row(0)

    def _look(self, password: str | None = None) -> None:
        wanted = self._wanted
        if wanted is not None:
            self._context.tasks.read(
                lambda desk: restoring.preview(desk, wanted.path, password=password),
                self._on_copy,
                failed=self._on_not_seen,
                key=self.see,
            )

    def _on_copy(self, copy: Desk) -> None:
        from studycompanion.ui.copy_window import CopyWindow

        if self._wanted is not None:
            window = CopyWindow(self, self._context, copy, short_moment(self._wanted.made_at))
            window.restore_wanted.connect(self.ask_restore)
            window.show()

    def _on_not_seen(self, error: CodedError) -> None:
        self._ask_key_or_say(error, self._look)

    def _ask_about(self, line: BackupLine) -> None:
        question = tr(
            "Khôi phục bản {when} ({n} người; {difference})? Dữ liệu hiện nay được sao lưu trước, "
            "nên hoàn tác được.",
            when=short_moment(line.made_at),
            n=line.people,
            difference=differs(line),
        )
        dialogs.ask(self, question, tr("Khôi phục"), then=self._restore)

    def _restore(self, password: str | None = None) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        self.show_busy(is_busy=True)
        self.sentence.setText(tr("Đang khôi phục…"))

        def work(desk: Desk) -> Restored:
            return restoring.restore(desk, wanted.path, password=password)

        self._context.tasks.keep_alone(work, self._on_restored, failed=self._on_not_restored)

    def _on_restored(self, _restored: Restored) -> None:
        self.show_busy(is_busy=False)
        self.accept()
        self._context.hub.replaced.emit(tr("Đã khôi phục. Hoàn tác được trong Cài đặt, An toàn."))

    def _on_not_restored(self, error: CodedError) -> None:
        self._on_lines(tuple(self.model.records))
        self._ask_key_or_say(error, self._restore)

    def _ask_key_or_say(self, error: CodedError, again: Callable[[str], None]) -> None:
        """A backup from before another password asks for the one of then."""
        if error.code in _KEYS:
            problem = say(error) if error.code == "wrong_password" else ""
            BackupKeyDialog(self, again, problem).open()
        else:
            self._on_trouble(error)

    def _on_trouble(self, error: CodedError) -> None:
        dialogs.say_error(self, error)
