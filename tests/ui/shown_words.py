"""Every word that widgets show or tell a screen reader, and what of it is still Vietnamese."""

import re
import tomllib
from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QStatusBar,
    QTabBar,
    QTableView,
    QTextBrowser,
    QWidget,
)

from studycompanion.paths import resource
from tests.ui import sentences

_ASKED = (
    "text", "title", "windowTitle", "toolTip", "accessibleName", "accessibleDescription",
    "placeholderText", "statusTip", "whatsThis",
)  # fmt: skip
_TYPED = (QLineEdit, QPlainTextEdit, QTextBrowser)
"""Their text is data or a page of its own, not a sentence of the window."""
_FIGURES = {
    "n",
    "number",
    "day",
    "hour",
    "time",
    "year",
    "count",
    "at",
    "done",
    "all",
    "when",
    "total",
}
_BELOW = ("marks", "statuses", "stages", "form_states", "steps", "sexes", "fields", "skipped",
          "roster_problems")  # fmt: skip


def shown_words(tops: Iterable[QWidget]) -> Iterator[str]:
    """Everything that these windows say, from their titles to the cells of their lists."""
    for top in tops:
        for widget in (top, *top.findChildren(QWidget)):
            if widget.isVisible():
                yield from _words_of(widget)
        for action in top.findChildren(QAction):
            yield from (action.text(), action.toolTip())


def _words_of(widget: QWidget) -> Iterator[str]:
    for name in _ASKED:
        if not (name == "text" and isinstance(widget, _TYPED)):
            said = getattr(widget, name, None)
            if callable(said) and isinstance(words := said(), str):
                yield words
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    if isinstance(widget, QStatusBar):
        yield widget.currentMessage()
    if isinstance(widget, QListWidget):
        yield from (widget.item(place).text() for place in range(widget.count()))
    if isinstance(widget, QTableView) and widget.model() is not None:
        yield from _cells(widget)


def _cells(view: QTableView) -> Iterator[str]:
    model, role = view.model(), Qt.ItemDataRole
    for column in range(model.columnCount()):
        for of in (role.DisplayRole, role.AccessibleDescriptionRole):
            yield str(model.headerData(column, Qt.Orientation.Horizontal, of) or "")
        for row in range(model.rowCount()):
            for of in (role.DisplayRole, role.AccessibleTextRole):
                yield str(model.data(model.index(row, column), of) or "")


def still_vietnamese(words: Iterable[str]) -> list[str]:
    """Those that are sentences of the catalogues, which have an English that differs."""
    whole, patterns = _known()
    rules = _words_of_rules()
    found = set()
    for said in set(words):
        plain = said.split("\t")[0].replace("&", "")
        parts = {plain, *re.split(r" · |: |\n", plain)} - rules
        if parts & whole or any(pattern.fullmatch(plain) for pattern in patterns):
            found.add(plain)
    return sorted(found)


def _words_of_rules() -> set[str]:
    """The rules are data: papers are measured by them, so they are Vietnamese everywhere."""
    rules = [tomllib.loads(path.read_text("utf-8")) for path in resource("rules").glob("*.toml")]
    points = [point for rule in rules for point in rule.get("points", ())]
    return {point[name] for point in points for name in ("name", "head")}


def _known() -> tuple[set[str], list[re.Pattern[str]]]:
    pairs = [(v, e) for v, e in sentences.english().items() if sentences.VIETNAMESE.search(v)]
    below, english = sentences.words_below("vi"), sentences.words_below("en")
    for table in _BELOW:
        pairs += [(words, english[table][key]) for key, words in below[table].items()]
    told = [v.replace("&", "") for v, e in pairs if v != e and "," not in v]
    whole = {words for words in told if not sentences.placeholders(words)}
    return whole, [pattern(words) for words in told if sentences.placeholders(words)]


def pattern(sentence: str) -> re.Pattern[str]:
    """Matches the sentence filled: days, hours and counts are figures, all else is anything."""
    made = ""
    for place, part in enumerate(re.split(r"\{(\w+)\}", sentence)):
        if place % 2 == 0:
            made += re.escape(part)
        else:
            made += r"[\d./: ]+" if part in _FIGURES else ".+"
    return re.compile(made)
