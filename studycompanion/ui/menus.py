"""The menu bar: file, edit with the named steps, pages, look, help."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from studycompanion.ui.theme import Scheme
from studycompanion.ui.tokens import SCALES
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.ui.main_window import MainWindow


class Menus:
    """Fills a window's menu bar; can be filled again after the look changed."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        bar = window.menuBar()
        bar.clear()
        self._fill_file(bar.addMenu(tr("&Tệp")))
        self._fill_edit(bar.addMenu(tr("&Sửa")))
        self._fill_view(bar.addMenu(tr("&Xem")))
        help_menu = bar.addMenu(tr("Trợ &giúp"))
        self._add(help_menu, tr("Phím tắt"), self._show_keys, "F1")

    def _add(self, menu: QMenu, text: str, done: object, keys: str = "") -> QAction:
        action = QAction(text, self._window)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(done)
        menu.addAction(action)
        return action

    def _fill_file(self, menu: QMenu) -> None:
        self._add(menu, tr("Sao lưu ngay"), self._back_up, "Ctrl+S")
        menu.addSeparator()
        self._add(menu, tr("Thoát"), self._window.close, "Ctrl+Q")

    def _fill_edit(self, menu: QMenu) -> None:
        menu.addAction(self._window.history.undo)
        menu.addAction(self._window.history.redo)

    def _fill_view(self, menu: QMenu) -> None:
        for place, key in enumerate(self._window.page_keys(), start=1):
            title = self._window.page_title(key)
            self._add(menu, title, partial(self._visit, key), f"Ctrl+{place}")
        menu.addSeparator()
        comforts = self._window.context.preferences.comforts
        sizes = [(f"{scale}%", scale) for scale in SCALES]
        self._fill_choice(menu.addMenu(tr("Cỡ chữ")), sizes, comforts.scale, "scale")
        schemes = [
            (tr("Theo máy"), Scheme.SYSTEM.value),
            (tr("Sáng"), Scheme.LIGHT.value),
            (tr("Tối"), Scheme.DARK.value),
        ]
        self._fill_choice(menu.addMenu(tr("Màu nền")), schemes, comforts.scheme, "scheme")

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
        context.tasks.keep(safekeeping.backup, self._window.on_backed_up)

    def _show_keys(self) -> None:
        from studycompanion.ui.shortcuts import ShortcutSheet

        ShortcutSheet(self._window).open()
