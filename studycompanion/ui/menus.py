"""The menu bar: file, edit with the named steps, pages, look, help."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from studycompanion.messages import LANGUAGES
from studycompanion.ui.icons import icon
from studycompanion.ui.preferences import LAST_PAGE, TASKS
from studycompanion.ui.sample import SampleActions
from studycompanion.ui.theme import scheme_choices
from studycompanion.ui.tokens import SCALES
from studycompanion.ui.widgets.key_guard import KeyGuard
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.ui.finding_box import Command
    from studycompanion.ui.main_window import MainWindow

_FIND = "Ctrl+K"


class Menus:
    """Fills a window's menu bar; can be filled again after the look changed."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        bar = window.menuBar()
        _clear(bar)
        self._fill_file(bar.addMenu(tr("&Tệp")))
        self._fill_edit(bar.addMenu(tr("&Sửa")))
        self._lists = bar.addMenu(tr("&Danh sách"))
        self._lists.aboutToShow.connect(self._fill_lists)
        self._fill_view(bar.addMenu(tr("&Xem")))
        help_menu = bar.addMenu(tr("Trợ &giúp"))
        self._add(help_menu, tr("Trợ giúp trang này"), self._show_help, "F1")
        self._add(help_menu, tr("Phím tắt"), self._show_keys)
        if window.findChild(KeyGuard) is None:
            KeyGuard(window, [_FIND])

    def commands(self) -> tuple[Command, ...]:
        """Everything that can be done from the menus now, for the box that finds."""
        self._fill_lists()
        found: list[Command] = []
        for menu_action in self._window.menuBar().actions():
            found += _commands_of(menu_action, ())
        return tuple(one for one in found if one.action is not self._find)

    def _add(self, menu: QMenu, text: str, done: object, keys: str = "") -> QAction:
        action = QAction(text, menu)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(done)
        menu.addAction(action)
        return action

    def _fill_file(self, menu: QMenu) -> None:
        if not self._window.context.is_copy:
            self._add(menu, tr("Sao lưu ngay"), self._back_up, "Ctrl+S")
            self._add(menu, tr("Khóa ngay"), self._window.gate.lock_now, "Ctrl+L")
            menu.addSeparator()
        self._add(menu, tr("Kiểm tra chữ ký số…"), self._open_verify)
        self._add(menu, tr("Chứng thư tin cậy…"), self._open_trust)
        menu.addSeparator()
        if self._window.context.is_copy:
            self._add(menu, tr("Đóng bản sao lưu"), self._window.close, "Ctrl+Q")
            return
        SampleActions(self._window, self._window.context).fill(menu)
        menu.addSeparator()
        self._add(menu, tr("Thoát"), self._window.close, "Ctrl+Q")

    def _fill_edit(self, menu: QMenu) -> None:
        menu.addAction(self._window.history.undo)
        menu.addAction(self._window.history.redo)
        menu.addSeparator()
        self._find = self._add(menu, tr("Tìm mọi thứ…"), self._open_finding, _FIND)
        self._find.setIcon(icon("search"))
        menu.addSeparator()
        self._add(menu, tr("Đã bỏ khỏi danh sách…"), self._open_bin)
        self._add(menu, tr("Nhật ký thay đổi…"), self._open_history)
        self._add(menu, tr("Sổ gỡ dữ liệu cá nhân…"), self._open_erasures)
        self._add(menu, tr("Sổ xem và xuất bản tự soi…"), self._open_accesses)

    def _fill_lists(self) -> None:
        """The menu of the list in view; where there are several, one for each."""
        from studycompanion.ui.widgets.list_menu import fill_list_menu
        from studycompanion.ui.widgets.record_table import RecordTable

        self._lists.clear()
        page = self._window.stack.currentWidget()
        found = page.findChildren(RecordTable) if page is not None else []
        tables = [table for table in found if table.isVisible()]
        for table in tables:
            is_only = len(tables) == 1
            menu = self._lists if is_only else self._lists.addMenu(table.accessibleName())
            fill_list_menu(menu, table)
        if not tables:
            self._lists.addAction(tr("Trang này không có danh sách")).setEnabled(False)

    def _fill_view(self, menu: QMenu) -> None:
        for place, key in enumerate(self._window.page_keys(), start=1):
            title = self._window.page_title(key)
            self._add(menu, title, partial(self._visit, key), f"Ctrl+{place}")
        if self._window.context.is_copy:
            return
        menu.addSeparator()
        comforts = self._window.context.preferences.comforts
        sizes = [(f"{scale}%", scale) for scale in SCALES]
        self._fill_choice(menu.addMenu(tr("Cỡ chữ")), sizes, comforts.scale, "scale")
        schemes = [(words, code) for code, words in scheme_choices()]
        self._fill_choice(menu.addMenu(tr("Màu nền")), schemes, comforts.scheme, "scheme")
        starts = [(tr("Việc cần làm"), TASKS), (tr("Trang xem lần trước"), LAST_PAGE)]
        words = tr("Trang khi mở chương trình")
        self._fill_choice(menu.addMenu(words), starts, comforts.starts_on, "starts_on")
        languages = [(name, code) for code, name in LANGUAGES.items()]
        words = tr("Ngôn ngữ (Language)")
        self._fill_choice(menu.addMenu(words), languages, comforts.language, "language")

    def _fill_choice(
        self, menu: QMenu, choices: Sequence[tuple[str, object]], chosen: object, name: str
    ) -> None:
        group = QActionGroup(menu)
        for text, value in choices:
            action = self._add(menu, text, partial(self._choose, name, value))
            action.setCheckable(True)
            action.setChecked(value == chosen)
            group.addAction(action)

    def _visit(self, key: str, _checked: object = None) -> None:
        self._window.visit(key)

    def _choose(self, name: str, value: object, _checked: object = None) -> None:
        self._window.context.preferences.change(**{name: value})
        QTimer.singleShot(0, self._window.redress)

    def _back_up(self) -> None:
        from studycompanion.services import safekeeping

        context = self._window.context
        self._window.leave_page()
        context.tasks.keep(safekeeping.backup, self._window.news.on_backed_up)

    def _show_keys(self) -> None:
        from studycompanion.ui.help_sheet import KEYS, HelpSheet

        HelpSheet(self._window, KEYS).open()

    def _show_help(self) -> None:
        from studycompanion.ui.help_sheet import HelpSheet

        HelpSheet(self._window, self._window.page_key()).open()

    def _open_bin(self) -> None:
        from studycompanion.ui.bin_dialog import BinDialog

        self._window.leave_page()
        BinDialog(self._window, self._window.context).open()

    def _open_history(self) -> None:
        from studycompanion.ui.history_dialog import HistoryDialog

        self._window.leave_page()
        HistoryDialog(self._window, self._window.context).open()

    def _open_erasures(self) -> None:
        from studycompanion.ui.erasures_dialog import ErasuresDialog

        self._window.leave_page()
        ErasuresDialog(self._window, self._window.context).open()

    def _open_accesses(self) -> None:
        from studycompanion.ui.accesses_dialog import AccessesDialog

        self._window.leave_page()
        AccessesDialog(self._window, self._window.context).open()

    def _open_verify(self) -> None:
        self._window.taking.verify(())

    def _open_trust(self) -> None:
        from studycompanion.ui.signing.trust_dialog import TrustDialog

        self._window.leave_page()
        TrustDialog(self._window, self._window.context).open()

    def _open_finding(self) -> None:
        from studycompanion.ui.finding_box import FindingBox

        box = FindingBox(self._window, self._window.context, self.commands())
        box.opened.connect(self._window.open_found)
        box.open()


def _clear(bar: QMenuBar) -> None:
    """Take out the menus of another look or language, with their entries."""
    for menu in [cast("QMenu | None", top.menu()) for top in bar.actions()]:
        if menu is not None:
            menu.deleteLater()
    bar.clear()


def _commands_of(action: QAction, path: tuple[str, ...]) -> list[Command]:
    """An action that can be pressed now, or those of its menu."""
    from studycompanion.ui.finding_box import Command

    words, _, keys = action.text().partition("\t")
    title = words.replace("&&", "\0").replace("&", "").replace("\0", "&")
    menu = cast("QMenu | None", action.menu())
    if menu is not None:
        return [one for inner in menu.actions() for one in _commands_of(inner, (*path, title))]
    if not title or not action.isEnabled() or not action.isVisible():
        return []
    shown = keys or action.shortcut().toString()
    return [Command(action, title, " · ".join(filter(None, (" › ".join(path), shown))))]
