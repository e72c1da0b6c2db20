"""What is wrong with the structure of what is seen: words cut off, widgets over one another.

Each rule looks at one widget and yields complaints; ``complaints`` asks all rules of all widgets.
"""

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import TYPE
from studycompanion.ui.widgets.basics import Card
from studycompanion.ui.widgets.header import OneLine
from studycompanion.ui.widgets.list_table import cell_gap
from studycompanion.ui.widgets.record_table import RecordTable
from tests.ui.scenes.stage import SCREEN

Rule = Callable[[QWidget], Iterator[str]]
_FIELDS = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox)
_SAYING = (QLabel, QAbstractButton, QHeaderView, QMenu, QTabBar, *_FIELDS)
_OWN_ORDER = (QAbstractScrollArea, QComboBox, QAbstractSpinBox, QTabWidget, QLineEdit, QMainWindow)
"""Their parts are laid out by Qt itself, some over one another on purpose."""
_HAIR, _NEAR = 2, 16
"""Pixels that nobody scrolls for; left edges that are further apart belong to two columns."""


def complaints(tops: list[QWidget]) -> list[str]:
    """Everything that is wrong in these windows, in words."""
    found = []
    for top in tops:
        if isinstance(top, QFileDialog):
            continue
        for widget in (top, *top.findChildren(QWidget)):
            if widget.isVisible() and not _is_foreign(widget):
                found += [f"{_name(widget)}: {words}" for rule in RULES for words in rule(widget)]
    return sorted(set(found))


def _is_foreign(widget: QWidget) -> bool:
    """What Qt lays out by itself: the file dialog, and the small buttons inside a field."""
    is_inside_a_field = isinstance(widget.parentWidget(), QLineEdit)
    return is_inside_a_field or isinstance(widget.window(), QFileDialog)


def _name(widget: QWidget) -> str:
    """The widget with the words on it, and the widget of ours that it stands in."""
    words = getattr(widget, "text", lambda: "")() or widget.accessibleName()
    owner = widget.parentWidget()
    while owner is not None and type(owner).__module__.startswith("PySide6"):
        owner = owner.parentWidget()
    inside = type(owner).__name__ if owner is not None else "the screen"
    return f"{type(widget).__name__} “{words[:60]}” in {inside}"


def cut_words(widget: QWidget) -> Iterator[str]:
    """Labels, buttons, fields' hints and tabs that show less than they say."""
    if isinstance(widget, QLabel) and not isinstance(widget, OneLine):
        yield from _cut_label(widget)
    elif isinstance(widget, QPushButton | QToolButton | QCheckBox | QRadioButton):
        wanted = widget.sizeHint()
        if widget.text() and (widget.width() < wanted.width() or widget.height() < wanted.height()):
            yield f"cut, has {widget.size().toTuple()} and needs {wanted.toTuple()}"
    elif isinstance(widget, QLineEdit) and not widget.text():
        yield from _cut_hint(widget)
    elif isinstance(widget, QTabBar):
        wanted = sum(widget.tabSizeHint(place).width() for place in range(widget.count()))
        if wanted > widget.width():
            yield f"tabs cut, have {widget.width()} and need {wanted}"


def _cut_label(made: QLabel) -> Iterator[str]:
    if not made.pixmap().isNull():
        needed = made.pixmap().deviceIndependentSize()
        if needed.width() > made.width() or needed.height() > made.height():
            yield "picture cut"
    elif made.wordWrap():
        needed = made.heightForWidth(made.width())
        if needed > made.height():
            yield f"cut below, has {made.height()} and needs {needed}"
        if _longest_word(made) > made.contentsRect().width():
            yield "a word is wider than the label"
    else:
        needed = made.sizeHint()
        if needed.width() > made.width() or needed.height() > made.height():
            yield f"cut, has {made.size().toTuple()} and needs {needed.toTuple()}"


def _longest_word(made: QLabel) -> int:
    if made.textFormat() is not Qt.TextFormat.PlainText:
        return 0
    metrics = QFontMetrics(made.font())
    return max((metrics.horizontalAdvance(word) for word in made.text().split()), default=0)


def _cut_hint(field: QLineEdit) -> Iterator[str]:
    tools = [tool for tool in field.findChildren(QToolButton) if tool.isVisible()]
    room = field.width() - 2 * current().px(8) - sum(tool.width() for tool in tools)
    if QFontMetrics(field.font()).horizontalAdvance(field.placeholderText()) > room:
        yield f"hint cut: “{field.placeholderText()}”"


def cut_heads(widget: QWidget) -> Iterator[str]:
    """Heads of columns that are wider than their column."""
    if not isinstance(widget, QHeaderView) or widget.orientation() is not Qt.Orientation.Horizontal:
        return
    for place in range(widget.count()):
        if not widget.isSectionHidden(place):
            head = widget.model().headerData(place, Qt.Orientation.Horizontal)
            wanted = QFontMetrics(widget.font()).horizontalAdvance(head) + cell_gap()
            if wanted > widget.sectionSize(place):
                yield f"head “{head}” cut, has {widget.sectionSize(place)} and needs {wanted}"


def cut_cells(widget: QWidget) -> Iterator[str]:
    """Signs that are cut, and names that are while less weighty columns still have room."""
    if not isinstance(widget, RecordTable) or not widget.records.rowCount():
        return
    columns = widget.records.columns
    shown = [place for place in range(len(columns)) if not widget.isColumnHidden(place)]
    has_spare = any(columns[place].rank for place in shown)
    for place in shown:
        cells = [widget.records.cell_at(row, place) for row in _rows_in_view(widget)]
        may_be_cut = not (columns[place].is_name and has_spare)
        for cell in cells:
            is_sign = cell.tone is not None
            if (is_sign or not may_be_cut) and _needs(cell) > widget.columnWidth(place):
                yield f"“{cell.text}” cut in column “{columns[place].title}”"


def _rows_in_view(table: RecordTable) -> range:
    first = max(table.rowAt(0), 0)
    last = table.rowAt(table.viewport().height() - 1)
    return range(first, (last if last >= 0 else table.records.rowCount() - 1) + 1)


def _needs(cell) -> int:
    metrics = QFontMetrics(current().font(TYPE.body, bold=cell.is_strong))
    sign = current().px(16) + current().px(6) if cell.icon else 0
    return metrics.horizontalAdvance(cell.text) + sign + cell_gap()


def over_another(widget: QWidget) -> Iterator[str]:
    """Visible children of one widget that cover a part of one another."""
    if isinstance(widget, _OWN_ORDER):
        return
    inside = [c for c in _children(widget) if c.parentWidget() is widget]
    for one, other in combinations(inside, 2):
        if one.geometry().intersects(other.geometry()):
            yield f"{_name(one)} lies over {_name(other)}"


def outside(widget: QWidget) -> Iterator[str]:
    """Widgets that reach beyond the one that they stand in."""
    owner = widget.parentWidget()
    if owner is None or widget.isWindow() or isinstance(owner, _OWN_ORDER):
        return
    scrolls = isinstance(owner.parentWidget(), QAbstractScrollArea)
    if not scrolls and not owner.rect().contains(widget.geometry()):
        yield f"reaches out of its place: {widget.geometry().getRect()} in {owner.size().toTuple()}"


def too_large(widget: QWidget) -> Iterator[str]:
    """Windows and menus that are larger than the smallest screen."""
    if widget.isWindow() and (widget.width() > SCREEN.width() or widget.height() > SCREEN.height()):
        yield f"larger than the screen: {widget.size().toTuple()}"


def needless_bars(widget: QWidget) -> Iterator[str]:
    """Scroll bars that go sideways, and those that hide next to nothing."""
    if not isinstance(widget, QScrollBar):
        return
    if widget.orientation() is Qt.Orientation.Horizontal:
        yield "scrolls sideways"
    elif 0 < widget.maximum() <= _HAIR:
        yield f"scrolls only {widget.maximum()} pixels"


def empty_labels(widget: QWidget) -> Iterator[str]:
    """Labels that say nothing and still take room; the line under a title keeps its height."""
    is_plain = isinstance(widget, QLabel) and not isinstance(widget, OneLine)
    if is_plain and not widget.text() and widget.pixmap().isNull() and _is_in_a_layout(widget):
        yield "says nothing and takes room"


def _is_in_a_layout(widget: QWidget) -> bool:
    owner = widget.parentWidget()
    return owner is not None and owner.layout() is not None


def uneven_rows(widget: QWidget) -> Iterator[str]:
    """Buttons and fields of one row that are not equally high."""
    for line in [widget.layout(), *widget.findChildren(QHBoxLayout)]:
        if isinstance(line, QHBoxLayout):
            parts = [p for p in _parts(line) if isinstance(p, QPushButton | QComboBox | QLineEdit)]
            heights = {part.height() for part in parts if part.isVisible()}
            if len(heights) > 1:
                yield f"one row, heights {sorted(heights)}"


def _parts(line: QLayout) -> Iterator[QWidget]:
    for place in range(line.count()):
        if (part := line.itemAt(place).widget()) is not None:
            yield part


def ragged_edges(widget: QWidget) -> Iterator[str]:
    """Left edges of a form's fields that nearly meet and do not."""
    if not _is_form(widget):
        return
    fields = [f for f in widget.findChildren(QWidget) if isinstance(f, _FIELDS) and f.isVisible()]
    fields = [f for f in fields if _form_of(f) is widget]
    lefts = sorted({f.mapTo(widget, QPoint(0, 0)).x() for f in fields})
    near = [(a, b) for a, b in pairwise(lefts) if 1 < b - a < _NEAR]
    if near:
        yield f"left edges of fields at {near}"


def _is_form(widget: QWidget) -> bool:
    return isinstance(widget, Card) or widget.isWindow()


def _form_of(field: QWidget) -> QWidget:
    owner = field.parentWidget()
    while not _is_form(owner):
        owner = owner.parentWidget()
    return owner


def small_words(widget: QWidget) -> Iterator[str]:
    """Words smaller than the least size, at any text size."""
    least = TYPE.body * current().scale / 100
    size = widget.font().pointSizeF()
    if isinstance(widget, _SAYING) and size < least - 0.05:
        yield f"words of {size} pt, the least is {least}"


def _children(widget: QWidget) -> list[QWidget]:
    parts = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    handles = isinstance(widget, QSplitter | QStackedWidget)
    return [] if handles else [p for p in parts if p.isVisible() and not p.isWindow()]


RULES: tuple[Rule, ...] = (
    cut_words,
    cut_heads,
    cut_cells,
    over_another,
    outside,
    too_large,
    needless_bars,
    empty_labels,
    uneven_rows,
    ragged_edges,
    small_words,
)
