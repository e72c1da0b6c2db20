"""A table model over a list of plain values, narrowed by folded keys as one types.

It holds the values themselves and a list of the positions that are shown, so that finding among
50,000 people takes milliseconds.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studycompanion.domain.vietnamese import fold
from studycompanion.ui.tokens import Tone

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says; with a tone it is drawn as a sign of icon and words."""

    text: str
    tone: Tone | None = None
    icon: str = ""
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, what it says of a value, its width in letters (0 takes the rest).

    Where there is little room, the columns of the highest ``rank`` go first; rank 0 always stays.
    """

    title: str
    cell: Callable[[Any], Cell]
    letters: int = 0
    is_figure: bool = False
    rank: int = 0


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

    def fill(self, records: Sequence[Any]) -> None:
        """Show other values under the same narrowing."""
        self.beginResetModel()
        self.records = list(records)
        self._keys = [self._key(record) for record in records]
        self._places = {self.identity(record): i for i, record in enumerate(records)}
        self._shown = self._found(range(len(records)))
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same values."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def narrow(self, typed: str) -> None:
        """Show only values whose key holds every typed word, without dấu and case.

        A number is found where a key has it behind ``|``, from its first digit on.
        """
        words = tuple(f"|{word}" if word.isdigit() else word for word in fold(typed).split())
        if words == self._words:
            return
        is_narrower = " ".join(words).startswith(" ".join(self._words))
        self._words = words
        self._show(self._shown if is_narrower else range(len(self.records)))

    def keep_only(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only values that ``keep`` accepts, besides the narrowing."""
        self._keep = keep
        self._show(range(len(self.records)))

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
        place = self._places.get(identity, len(self.records))
        row = bisect_left(self._shown, place)
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
        return None

    def _show(self, places: Sequence[int]) -> None:
        self.beginResetModel()
        self._shown = self._found(places)
        self.endResetModel()

    def _found(self, places: Sequence[int]) -> list[int]:
        words, keys, keep = self._words, self._keys, self._keep
        found = [i for i in places if all(word in keys[i] for word in words)]
        return found if keep is None else [i for i in found if keep(self.records[i])]
