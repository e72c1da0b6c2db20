"""Whether everything that is clicked is large enough, and every letter at least 11 points."""

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMenuBar,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from tests.ui.everywhere import called, shown

TARGET, POINTS = 32, 11.0
_FIELDS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit)


def too_small(top: QWidget) -> Iterator[str]:
    """What is visible inside ``top`` and smaller than a target, as sentences."""
    for name, size in _targets(top):
        if min(size.width(), size.height()) < TARGET:
            yield f"{name} is {size.width()} x {size.height()}"


def _targets(top: QWidget) -> Iterator[tuple[str, QSize]]:
    for kind in _FIELDS:
        for widget in shown(top, kind):
            yield called(widget), widget.size()
    for tabs in shown(top, QTabBar):
        for place in range(tabs.count()):
            yield f"tab “{tabs.tabText(place)}”", tabs.tabRect(place).size()
    for table in shown(top, QTableView):
        if table.model().rowCount():
            yield f"a row of {called(table)}", QSize(TARGET, table.rowHeight(0))
    for rows in shown(top, QListView):
        if rows.model().rowCount():
            yield f"a row of {called(rows)}", rows.visualRect(rows.model().index(0, 0)).size()
    for head in shown(top, QHeaderView):
        yield f"the head of {called(head.parentWidget())}", head.size()
    for bar in shown(top, QMenuBar):
        for action in bar.actions():
            yield f"menu “{action.text()}”", bar.actionGeometry(action).size()


def too_fine(top: QWidget, scale: int) -> Iterator[str]:
    """Whose letters are under 11 points at 100 %, as sentences."""
    for widget in shown(top, QWidget):
        has_words = isinstance(widget, (QLabel, QTabBar, QHeaderView, QMenuBar, *_FIELDS))
        points = widget.font().pointSizeF()
        if has_words and points < POINTS * scale / 100 - 0.01:
            yield f"{called(widget)} has letters of {points} points"
