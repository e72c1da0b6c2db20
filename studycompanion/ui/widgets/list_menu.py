"""What can be done with any list: act on rows, copy, export, sort, choose columns."""

from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from studycompanion.ui.models.records import Sorting
from studycompanion.ui.widgets.list_table import ListTable
from studycompanion.ui.words import tr

REMOVES = "removes"
"""The property of an action that takes rows away."""


def fill_list_menu(menu: QMenu, table: ListTable) -> None:
    """Fill a menu for a table; what takes rows away comes last, apart from all others."""
    has_rows = table.records.rowCount() > 0
    removing = [action for action in table.actions() if action.property(REMOVES)]
    _add_own(menu, table, [action for action in table.actions() if action not in removing])
    menu.addSeparator()
    copy_keys = QKeySequence(QKeySequence.StandardKey.Copy)
    copy = menu.addAction(_with_keys(tr("Sao chép dòng đã chọn"), copy_keys), table.copy)
    every = menu.addAction(tr("Sao chép cả danh sách"), table.copy_all)
    export = menu.addAction(tr("Xuất danh sách ra tệp…"), table.export_wanted.emit)
    export.setVisible(table.can_export)
    for action in (copy, every, export):
        action.setEnabled(has_rows)
    menu.addSeparator()
    _fill_sorting(menu.addMenu(tr("Sắp xếp theo")), table)
    _fill_columns(menu.addMenu(tr("Cột hiện trong danh sách")), table)
    menu.addSeparator()
    _add_own(menu, table, removing)


def _add_own(menu: QMenu, table: ListTable, actions: list[QAction]) -> None:
    """What the page itself can do with the chosen rows."""
    for action in actions:
        mine = menu.addAction(action.icon(), _with_keys(action.text(), action.shortcut()))
        mine.triggered.connect(action.trigger)
        mine.setEnabled(bool(table.selected()))


def _fill_sorting(menu: QMenu, table: ListTable) -> None:
    now = table.records.sorting
    _tick(menu, tr("Thứ tự ban đầu"), is_on=now is None).triggered.connect(
        partial(_sort, table, None)
    )
    menu.addSeparator()
    for place, column in enumerate(table.records.columns):
        for falls, way in ((False, tr("tăng dần")), (True, tr("giảm dần"))):
            wanted = Sorting(place, is_falling=falls)
            words = tr("{column}, {way}", column=column.title, way=way)
            action = _tick(menu, words, is_on=now == wanted)
            action.triggered.connect(partial(_sort, table, wanted))


def _fill_columns(menu: QMenu, table: ListTable) -> None:
    for place, column in enumerate(table.records.columns):
        is_wanted = place in table.wanted_columns()
        is_out = is_wanted and table.isColumnHidden(place)
        words = tr("{column} (chưa đủ chỗ)", column=column.title) if is_out else column.title
        action = _tick(menu, words, is_on=is_wanted)
        action.setEnabled(column.rank > 0)
        action.triggered.connect(partial(_turn_column, table, column.key))


def _tick(menu: QMenu, words: str, *, is_on: bool) -> QAction:
    action = menu.addAction(words.replace("&", "&&"))
    action.setCheckable(True)
    action.setChecked(is_on)
    return action


def _with_keys(words: str, keys: QKeySequence) -> str:
    """Words with keys to read only: the table itself listens to them."""
    return f"{words}\t{keys.toString(QKeySequence.SequenceFormat.NativeText)}"


def _sort(table: ListTable, sorting: Sorting | None, _checked: object = None) -> None:
    table.sort_by(sorting)


def _turn_column(table: ListTable, key: str, _checked: object = None) -> None:
    table.choose_columns(table.put_away ^ {key})
