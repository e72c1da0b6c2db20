"""What the lists of a page need from the window: remembered columns, and files of their rows."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.messages import speaking
from studycompanion.ui.context import Context
from studycompanion.ui.page import Page
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.words import tr, vietnamese

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk

Rows = list[list[str | int]]


class ListTools(QObject):
    """Serves every list of one page, as long as the page lives."""

    def __init__(self, page: Page, key: str) -> None:
        super().__init__(page)
        self._page, self._key = page, key
        self._context: Context = page.context
        for table in page.findChildren(RecordTable):
            self._serve(table)

    def _serve(self, table: RecordTable) -> None:
        away = self._context.preferences.comforts.put_away.get(self._name(table), [])
        if away:
            table.choose_columns(frozenset(away))
        table.columns_chosen.connect(partial(self._remember, table))
        table.export_wanted.connect(partial(self._choose_file, table))
        table.can_export = True

    def _name(self, table: RecordTable) -> str:
        return f"{self._key}/{table.name}"

    def _remember(self, table: RecordTable) -> None:
        known = self._context.preferences.comforts.put_away
        mine = {self._name(table): sorted(table.put_away)}
        self._context.preferences.change(put_away=known | mine)

    def _choose_file(self, table: RecordTable) -> None:
        from studycompanion.ui.files import choose_new_file

        kinds = {
            tr("Excel (*.xlsx)"): "xlsx",
            tr("Văn bản, cách bằng dấu chấm phẩy (*.csv)"): "csv",
        }
        name = f"{table.name}.xlsx"
        chooser = choose_new_file(
            self._page, tr("Xuất danh sách"), name=name, then=partial(self._export, table)
        )
        folder = self._context.preferences.comforts.export_folder
        if Path(folder).is_dir() and folder:
            chooser.setDirectory(folder)
        chooser.setNameFilters(list(kinds))
        chooser.setDefaultSuffix("xlsx")
        chooser.filterSelected.connect(lambda kind: chooser.setDefaultSuffix(kinds[kind]))

    def _export(self, table: RecordTable, path: Path) -> None:
        self._context.preferences.change(export_folder=str(path.parent))
        title, heads, rows = table.name, *_content(table)
        self._context.tasks.compute(
            lambda desk: (_write(desk, path, title, heads, rows), len(rows)), self._on_exported
        )

    def _on_exported(self, done: tuple[Path, int]) -> None:
        from studycompanion.ui import dialogs

        path, count = done
        words = tr("Đã xuất {n} dòng vào tệp:", n=group_thousands(count))
        dialogs.tell_where(self._page, words, path)


def _content(table: RecordTable) -> tuple[list[str], Rows]:
    """Heads and all shown rows, in Vietnamese as all papers are; figures as figures, for sums."""
    places = table.wanted_columns()
    columns = [table.records.columns[place] for place in places]
    with speaking("vi"):
        texts = table.records.texts(range(table.records.rowCount()), places)
    rows: Rows = [
        [
            _figure(text) if column.is_figure else vietnamese(text)
            for column, text in zip(columns, row, strict=True)
        ]
        for row in texts
    ]
    return [vietnamese(column.title) for column in columns], rows


def _figure(text: str) -> str | int:
    digits = text.replace(".", "")
    return int(digits) if digits.isdecimal() else text


def _write(desk: Desk, path: Path, title: str, heads: list[str], rows: Rows) -> Path:
    from studycompanion.services import lists
    from studycompanion.services.demo.marking import mark_of

    notes = tuple(filter(None, (mark_of(desk),)))
    return lists.export_list(path, title, heads, rows, notes=notes)
