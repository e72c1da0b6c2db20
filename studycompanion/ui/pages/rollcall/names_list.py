"""A short list of people inside a dialog."""

from studycompanion.ui.models.records import RecordModel
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.widgets.row_delegate import row_height

_MOST = 5


def names_list(model: RecordModel, name: str) -> RecordTable:
    """A table that is as high as its rows; call ``show_rows`` once they are known."""
    table = RecordTable(model, name)
    show_rows(table, _MOST)
    return table


def show_rows(table: RecordTable, rows: int, *, most: int = _MOST) -> None:
    """Room for so many rows, at least one and at ``most`` that many; further ones scroll."""
    shown = min(max(rows, 1), most)
    head = table.horizontalHeader().sizeHint().height()
    table.setFixedHeight(head + shown * row_height() + (row_height() // 2 if rows > most else 2))
