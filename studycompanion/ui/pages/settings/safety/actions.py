"""What the buttons of the section on safety do."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from studycompanion.services import backups, checking, restoring, safekeeping
from studycompanion.services.backups import Keeping
from studycompanion.services.changes import Changes
from studycompanion.services.checking import Problem, Repaired
from studycompanion.services.desk import Desk
from studycompanion.services.restoring import Restored
from studycompanion.ui import dialogs
from studycompanion.ui.context import BACKUP
from studycompanion.ui.files import choose_folder
from studycompanion.ui.history_dialog import HistoryDialog
from studycompanion.ui.page import Page
from studycompanion.ui.pages.settings.backups.dialog import BackupsDialog
from studycompanion.ui.pages.settings.safety.away import DataAway
from studycompanion.ui.pages.settings.safety.check_dialog import CheckDialog
from studycompanion.ui.pages.settings.safety.keeping_dialog import KeepingDialog
from studycompanion.ui.pages.settings.safety.section import SafetySection
from studycompanion.ui.words import tr


class SafetyActions(QObject):
    """Belongs to the page, which reloads when the hub tells of a backup."""

    def __init__(self, page: Page, section: SafetySection) -> None:
        super().__init__(page)
        self._page, self._section, self._context = page, section, page.context
        section.back_up.clicked.connect(self._on_back_up)
        section.choose_second.clicked.connect(self._on_choose_second)
        section.forget_second.clicked.connect(self._on_forget_second)
        section.confirm_fewer.clicked.connect(self._on_confirm_fewer)
        section.numbers.clicked.connect(self._on_numbers)
        section.check.clicked.connect(self._on_check)
        section.restore.clicked.connect(self._on_restore)
        section.undo_restore.clicked.connect(self._on_undo_restore)
        section.history.clicked.connect(self._on_history)
        section.lock_after.choose(str(self._context.preferences.comforts.lock_after))
        section.lock_after.picked.connect(self._on_lock_after)
        section.lock_now.clicked.connect(page.lock_wanted)
        self.away = DataAway(page)
        section.export.clicked.connect(self.away.export)
        section.hand_over.clicked.connect(self.away.move)

    def _on_back_up(self) -> None:
        self._section.back_up.setEnabled(False)
        self._context.tasks.keep(
            safekeeping.backup, self._on_backed_up, failed=self._on_not_backed_up
        )

    def _on_backed_up(self, path: Path) -> None:
        self._section.back_up.setEnabled(True)
        self._tell_backup()
        dialogs.tell_where(self._page, tr("Đã sao lưu vào tệp:"), path)

    def _on_not_backed_up(self, error: Exception) -> None:
        self._section.back_up.setEnabled(True)
        self._context.tasks.troubled.emit(error)

    def _tell_backup(self, _nothing: object = None) -> None:
        self._context.hub.announce(Changes({BACKUP: frozenset()}))

    def _on_choose_second(self) -> None:
        title = tr("Chọn nơi sao lưu thứ hai")
        choose_folder(self._page, title, folder="", then=self._use_second)

    def _use_second(self, place: Path) -> None:
        def work(desk: Desk) -> str:
            backups.choose_second_place(desk, place)
            return backups.name_of(place)

        self._context.tasks.keep(work, self._on_second)

    def _on_second(self, name: str) -> None:
        self._tell_backup()
        self._page.noted.emit(tr("Từ nay sao lưu thêm vào {place}.", place=name))

    def _on_forget_second(self) -> None:
        question = tr(
            "Thôi sao lưu vào nơi thứ hai? Các bản đã có ở đó vẫn còn nguyên; chọn lại lúc nào "
            "cũng được."
        )
        work = partial(backups.choose_second_place, place=None)
        dialogs.ask(
            self._page,
            question,
            tr("Bỏ nơi thứ hai"),
            then=lambda: self._context.tasks.keep(work, self._tell_backup),
        )

    def _on_confirm_fewer(self) -> None:
        question = tr(
            "Dữ liệu hiện nay ít hơn trước nhưng đúng? Từ nay các bản sao lưu cũ nhiều hơn được "
            "bỏ dần như thường."
        )
        dialogs.ask(
            self._page,
            question,
            tr("Dữ liệu hiện nay đúng"),
            then=lambda: self._context.tasks.keep(backups.confirm_shrunken, self._tell_backup),
        )

    def _on_numbers(self) -> None:
        self._context.tasks.read(backups.keeping, self._ask_numbers, key=self._section.numbers)

    def _ask_numbers(self, chosen: Keeping) -> None:
        dialog = KeepingDialog(self._page, self._context, chosen)
        dialog.done_with.connect(self._on_numbers_kept)
        dialog.open()

    def _on_numbers_kept(self, _chosen: Keeping) -> None:
        self._tell_backup()
        self._page.noted.emit(tr("Đã lưu. Từ lần sao lưu sau sẽ theo số này."))

    def _on_check(self) -> None:
        self._context.tasks.read(checking.problems, self._on_checked, key=self)

    def _on_checked(self, problems: tuple[Problem, ...]) -> None:
        if problems:
            dialog = CheckDialog(self._page, self._context, problems)
            dialog.repaired.connect(self._on_repaired)
            dialog.open()
        else:
            dialogs.tell(self._page, tr("Dữ liệu tốt, không có lỗi nào."))

    def _on_repaired(self, done: Repaired) -> None:
        self._context.hub.replaced.emit(tr("Đã sửa dữ liệu."))
        mended = "\n".join(done.mended)
        if done.left:
            left = "\n".join(done.left)
            dialogs.warn(self._page, tr("Còn lỗi chưa sửa được:\n{left}", left=left))
        else:
            dialogs.tell(self._page, tr("Đã sửa xong, dữ liệu tốt."), detail=mended)

    def _on_restore(self) -> None:
        BackupsDialog(self._page, self._context).open()

    def _on_undo_restore(self) -> None:
        question = tr("Trở lại dữ liệu ngay trước lần khôi phục? Dữ liệu hiện nay được sao lưu.")
        dialogs.ask(self._page, question, tr("Hoàn tác khôi phục"), then=self._undo_restore)

    def _undo_restore(self) -> None:
        self._section.undo_restore.setEnabled(False)
        self._context.tasks.keep_alone(
            restoring.undo_restore, self._on_restore_undone, failed=self._on_not_undone
        )

    def _on_restore_undone(self, _restored: Restored) -> None:
        self._section.undo_restore.setEnabled(True)
        self._context.hub.replaced.emit(tr("Đã hoàn tác khôi phục."))

    def _on_not_undone(self, error: Exception) -> None:
        self._section.undo_restore.setEnabled(True)
        self._context.tasks.troubled.emit(error)

    def _on_lock_after(self, minutes: str) -> None:
        self._context.preferences.change(lock_after=int(minutes))
        self._page.lock_chosen.emit()

    def _on_history(self) -> None:
        HistoryDialog(self._page, self._context).open()
