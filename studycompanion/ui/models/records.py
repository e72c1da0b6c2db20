"""A table model over a list of plain values, narrowed by folded keys as one types.

It holds the values themselves and a list of the positions that are shown, so that finding among
50,000 people takes milliseconds.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studycompanion.domain.vietnamese import fold
from studycompanion.ui.models.columns import Cell as Cell
from studycompanion.ui.models.columns import Column as Column
from studycompanion.ui.models.columns import Sorting as Sorting
from studycompanion.ui.models.ordering import ordered, ordered_by
from studycompanion.ui.words import tr

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class RecordModel(QAbstractTableModel):
    """Values in the order given; ``identity`` tells them apart, ``key`` is what finding reads."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        identity: Callable[[Any], str],
        key: Callable[[Any], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.records: list[Any] = []
        self.identity, self._key = identity, key
        self._keys: list[str] = []
        self._places: dict[str, int] = {}
        self._shown: list[int] = []
        self._words: tuple[str, ...] = ()
        self._keep: Callable[[Any], bool] | None = None
        self.sorting: Sorting | None = None
        self._order: Sequence[int] = ()
        self._rank: Sequence[int] = ()

    def fill(self, records: Sequence[Any]) -> None:
        """Show other values under the same narrowing."""
        self.beginResetModel()
        self.records = list(records)
        self._keys = [self._key(record) for record in records]
        self._places = {self.identity(record): i for i, record in enumerate(records)}
        self._put_in_order()
        self._shown = self._found(self._order)
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same values; a sorting goes with its column."""
        self.beginResetModel()
        key = self.columns[self.sorting.column].key if self.sorting else ""
        self.columns = tuple(columns)
        places = [place for place, column in enumerate(columns) if column.key == key]
        if self.sorting is not None:
            way = self.sorting.is_falling
            self.sorting = Sorting(places[0], way) if places else None
        self._put_in_order()
        self._shown = self._found(self._order)
        self.endResetModel()

    def sort_by(self, sorting: Sorting | None) -> None:
        """Sort by a column; None goes back to the order in which the values came."""
        self.sorting = sorting
        self._put_in_order()
        self._show(self._order)

    def narrow(self, typed: str) -> None:
        """Show only values whose key holds every typed word, without dấu and case.

        A number is found where a key has it behind ``|``, from its first digit on.
        """
        words = tuple(f"|{word}" if word.isdigit() else word for word in fold(typed).split())
        if words == self._words:
            return
        is_narrower = " ".join(words).startswith(" ".join(self._words))
        self._words = words
        self._show(self._shown if is_narrower else self._order)

    def keep_only(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only values that ``keep`` accepts, besides the narrowing."""
        self._keep = keep
        self._show(self._order)

    def replace(self, record: Any) -> None:
        """Show a new state of a value that is already in the list."""
        place = self._places[self.identity(record)]
        self.records[place] = record
        row = self.row_of(self.identity(record))
        if row is not None:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def record_at(self, row: int) -> Any:
        """The value shown in ``row``."""
        return self.records[self._shown[row]]

    def record(self, identity: str) -> Any | None:
        """The value with this identity, shown or not."""
        place = self._places.get(identity)
        return None if place is None else self.records[place]

    def row_of(self, identity: str) -> int | None:
        """The row that shows a value; None while it is narrowed away."""
        place = self._places.get(identity)
        if place is None:
            return None
        row = bisect_left(self._shown, self._rank[place], key=self._rank.__getitem__)
        return row if row < len(self._shown) and self._shown[row] == place else None

    def cell_at(self, row: int, column: int) -> Cell:
        """What the delegate draws."""
        return self.columns[column].cell(self.records[self._shown[row]])

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many values are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell, for display and for screen readers."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell_at(index.row(), index.column()).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.columns[index.column()].title
            return f"{head}: {self.cell_at(index.row(), index.column()).text}"
        return None

    def texts(self, rows: Sequence[int], columns: Sequence[int]) -> list[list[str]]:
        """What the cells of these rows and columns say."""
        return [[self.cell_at(row, place).text for place in columns] for row in rows]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The heads of the columns, to the left over words and to the right over figures."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = "AlignRight" if self.columns[section].is_figure else "AlignLeft"
            return Qt.AlignmentFlag[side] | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._sorting_in_words(section)
        return None

    def _sorting_in_words(self, section: int) -> str:
        if self.sorting is None or self.sorting.column != section:
            return tr("chưa sắp xếp theo cột này")
        return tr("sắp xếp giảm dần") if self.sorting.is_falling else tr("sắp xếp tăng dần")

    def _put_in_order(self) -> None:
        """The places of all values as they are sorted, and the rank of each place."""
        self._order = self._rank = range(len(self.records))
        if self.sorting is None:
            return
        column, is_falling = self.columns[self.sorting.column], self.sorting.is_falling
        if column.is_name:
            order = list(reversed(self._order)) if is_falling else list(self._order)
        elif column.order is not None:
            order = ordered_by(self.records, column.order, is_falling=is_falling)
        else:
            texts = [column.cell(record).text for record in self.records]
            order = ordered(texts, is_falling=is_falling)
        ranks = [0] * len(order)
        for rank, place in enumerate(order):
            ranks[place] = rank
        self._order, self._rank = order, ranks

    def _show(self, places: Sequence[int]) -> None:
        self.beginResetModel()
        self._shown = self._found(places)
        self.endResetModel()

    def _found(self, places: Sequence[int]) -> list[int]:
        words, keys, keep = self._words, self._keys, self._keep
        found = list(places)
        for word in words:
            found = [i for i in found if word in keys[i]]
        return found if keep is None else [i for i in found if keep(self.records[i])]
