"""What every list can do beside showing rows: sort by its heads, hide columns, copy its rows."""

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from studycompanion.ui.models.records import RecordModel, Sorting
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, TARGET, TYPE
from studycompanion.ui.widgets.column_room import fitted
from studycompanion.ui.widgets.viewports import own_inside
from studycompanion.ui.words import tr


def letter_width() -> int:
    """The width of a letter of a list, in pixels."""
    return QFontMetrics(current().font(TYPE.body)).averageCharWidth()


def cell_gap() -> int:
    """The room beside the words of a cell, in pixels."""
    return 2 * current().px(SPACE.small + 2)


class ListTable(QTableView):
    """A table over a ``RecordModel`` with heads to click and a menu of what can be done."""

    columns_chosen = Signal()
    """Another choice of columns; ``put_away`` has the keys of those not wanted."""
    export_wanted = Signal()
    """The shown rows shall become a file; whoever listens sets ``can_export``."""

    def __init__(self, model: RecordModel) -> None:
        super().__init__()
        own_inside(self)
        self.records = model
        self.put_away: frozenset[str] = frozenset()
        self.can_export = False
        self._dress_head()

    def _dress_head(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumHeight(current().px(TARGET))
        head.sectionClicked.connect(self.turn_sorting)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(
            lambda place: self._open_menu(head.mapToGlobal(place))
        )

    def allow_many(self) -> None:
        """Let several rows be selected, with Ctrl and Shift, for what is done to all of them."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def selected(self) -> list[Any]:
        """The selected values from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.records.record_at(row) for row in rows]

    def turn_sorting(self, column: int) -> None:
        """Sort by a column: rising, then falling, then as the values came."""
        now = self.records.sorting
        if now is None or now.column != column:
            self.sort_by(Sorting(column))
        else:
            self.sort_by(None if now.is_falling else Sorting(column, is_falling=True))

    def sort_by(self, sorting: Sorting | None) -> None:
        """Sort, and keep the current row in view."""
        self.records.sort_by(sorting)
        self._show_sorting()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def sorted_by(self) -> tuple[str, bool] | None:
        """The key of the column that sorts and whether it falls."""
        now = self.records.sorting
        return None if now is None else (self.records.columns[now.column].key, now.is_falling)

    def sort_as(self, wanted: tuple[str, bool] | None) -> None:
        """Sort by the column of this key where there is one."""
        keys = [column.key for column in self.records.columns]
        if wanted is not None and wanted[0] in keys:
            self.sort_by(Sorting(keys.index(wanted[0]), wanted[1]))

    def choose_columns(self, put_away: frozenset[str]) -> None:
        """Show all columns but the ones with these keys; the weightiest always stay."""
        self.put_away = put_away
        self._fit_columns()
        self.columns_chosen.emit()

    def wanted_columns(self) -> list[int]:
        """The places of the columns that nobody put away, whether there is room or not."""
        columns = enumerate(self.records.columns)
        return [p for p, column in columns if not (column.rank and column.key in self.put_away)]

    def copy(self) -> None:
        """Copy the selected rows with their heads."""
        self._copy(sorted(index.row() for index in self.selectionModel().selectedRows()))

    def copy_all(self) -> None:
        """Copy every shown row with the heads."""
        self._copy(list(range(self.records.rowCount())))

    def _copy(self, rows: list[int]) -> None:
        from studycompanion.ui.widgets.table_text import clipping

        if rows:
            places = self.wanted_columns()
            heads = [self.records.columns[place].title for place in places]
            made = clipping(heads, self.records.texts(rows, places))
            QGuiApplication.clipboard().setMimeData(made)

    def _show_sorting(self) -> None:
        now, head = self.records.sorting, self.horizontalHeader()
        head.setSortIndicatorShown(now is not None)
        order = Qt.SortOrder
        falls = now is not None and now.is_falling
        head.setSortIndicator(
            now.column if now else -1, order.DescendingOrder if falls else order.AscendingOrder
        )
        words = tr("giảm dần") if falls else tr("tăng dần")
        title = self.records.columns[now.column].title if now else ""
        sentence = tr("Sắp xếp theo {column}, {way}", column=title, way=words)
        self.setAccessibleDescription(sentence if now else "")

    def _open_menu(self, place: QPoint) -> None:
        from studycompanion.ui.widgets.list_menu import fill_list_menu

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_list_menu(menu, self)
        menu.popup(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the list, also by the menu key."""
        self._open_menu(event.globalPos())

    def lay_columns(self) -> None:
        """Give each column its width in letters; the ones without share the rest."""
        head = self.horizontalHeader()
        for place, column in enumerate(self.records.columns):
            way = QHeaderView.ResizeMode
            head.setSectionResizeMode(place, way.Fixed if column.letters else way.Stretch)
        self._fit_columns()
        self._show_sorting()

    def _fit_columns(self) -> None:
        room, wanted = self.viewport().width(), self.wanted_columns()
        columns = [self.records.columns[place] for place in wanted]
        fits = dict(
            zip(wanted, fitted(columns, room, letter=letter_width(), gap=cell_gap()), strict=True)
        )
        for place in range(len(self.records.columns)):
            width = fits.get(place, 0)
            self.setColumnHidden(place, width == 0)
            if width and self.records.columns[place].letters:
                self.setColumnWidth(place, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns of little weight go where there is little room."""
        super().resizeEvent(event)
        self._fit_columns()
