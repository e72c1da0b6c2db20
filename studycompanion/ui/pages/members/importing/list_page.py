"""The frame of a page of the import: a list with filter and find box, a panel of its line."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.ui.list_filter import State
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.members.importing.draft import ImportDraft
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.split import list_card, scrolling_card, split
from studycompanion.ui.words import tr


@dataclass(frozen=True, slots=True)
class Line:
    """A line of such a list: ``kind`` is filtered by, ``what`` is what the panel shows."""

    id: str
    kind: str
    name: str
    sign: Cell
    texts: tuple[str, ...]
    search: str
    what: Any


def kinds(*names: tuple[str, str]) -> tuple[State, ...]:
    """What to filter by: each kind of lines, and its words."""
    return tuple(State(str(kind), words, partial(_is, str(kind))) for kind, words in names)


def _is(kind: str, line: Line) -> bool:
    return line.kind == kind


class LinePanel(QWidget):
    """What can be said of one line."""

    def __init__(self) -> None:
        super().__init__()
        self.head = label(kind="section")
        self.column = column(self.head, spacing=SPACE.medium)
        self.setLayout(self.column)

    def show_line(self, line: Line) -> None:
        """Show a line of the kind that this panel is for."""
        self.head.setText(line.name)

    def first_place(self) -> QWidget | None:
        """The control that gets the keyboard after Enter in the list; None where there is none."""
        return None


class _Tall(QWidget):
    """As high as its words need at its width; Qt reckons that before a scroll bar comes."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take more lines."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Other words may take more lines."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        if (layout := self.layout()) is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))


class ListPage(QWidget):
    """Lines at the left, the panel of the current one at the right."""

    title = ""
    changed = Signal()
    """What the page says of itself is something else now."""

    def __init__(
        self, draft: ImportDraft, columns: Sequence[Column], *, name: str, states: Sequence[State]
    ) -> None:
        super().__init__()
        self.draft = draft
        self.model = RecordModel(columns, identity=lambda one: one.id, key=lambda one: one.search)
        self.filter = ChoiceBox(tr("Lọc danh sách"))
        self._states = {state.key: state for state in states}
        self.finder = Finder(self.model, self.filter, name=name, hint=tr("Tìm, không cần dấu"))
        self.panels: dict[str, LinePanel] = self.make_panels()
        self._beside = _Tall()
        self._beside.setLayout(column(*dict.fromkeys(self.panels.values()), None))
        body = split(
            list_card(self.finder), scrolling_card(self._beside), left_part=62, right_part=38
        )
        self.setLayout(column(body))
        self._goes_on = False
        self.finder.chosen.connect(self._on_chosen)
        self.finder.entered.connect(self._on_entered)
        self.finder.all_wanted.connect(self._show_all)
        self.filter.picked.connect(self._on_filter)
        self.refresh()

    @property
    def sentence(self) -> str:
        """What to do here."""
        return ""

    def make_panels(self) -> dict[str, LinePanel]:
        """The panel of each kind of line."""
        raise NotImplementedError

    def lines(self) -> list[Line]:
        """The lines of the newest preview."""
        raise NotImplementedError

    def first_place(self) -> QWidget:
        """The control that gets the keyboard."""
        return self.finder.table

    def refresh(self) -> None:
        """Show the newest preview; the line in view stays, or the one that took its place."""
        table = self.finder.table
        row, held = table.currentIndex().row(), table.current_identity()
        self.model.fill(self.lines())
        self._count()
        is_gone = held is not None and self.model.row_of(held) is None
        if row >= 0 and (is_gone or self._goes_on):
            table.go_to_row(row if is_gone else row + 1)
        self._goes_on = False

    def go_on_after(self) -> None:
        """With the next preview, go to the line that follows."""
        self._goes_on = True

    def current(self) -> Line | None:
        """The line in view."""
        found = self.finder.table.current()
        return found if isinstance(found, Line) else None

    def enter_panel(self) -> None:
        """Give the keyboard to what can be said of the line in view."""
        line = self.current()
        place = self.panels[line.kind].first_place() if line else None
        if place is not None:
            place.setFocus()

    def _count(self) -> None:
        """The kinds that there are, with their numbers; the chosen one stays while it has lines."""
        lines = self.model.records
        choices = [("", tr("Tất cả ({count})", count=group_thousands(len(lines))))]
        for state in self._states.values():
            count = sum(1 for line in lines if state.holds(line))
            if count:
                choices.append((state.key, f"{state.words} ({group_thousands(count)})"))
        self.filter.fill(choices)
        self.filter.setVisible(len(choices) > 2)
        self._on_filter(self.filter.chosen)

    def _on_filter(self, key: str) -> None:
        state = self._states.get(key)
        self.model.keep_only(state.holds if state else None)
        self.finder.refresh()

    def _show_all(self) -> None:
        self.filter.choose("")
        self._on_filter("")

    def _on_chosen(self, line: Line | None) -> None:
        wanted = self.panels[line.kind] if line else None
        had_keyboard = self._beside.isAncestorOf(self.focusWidget())
        for panel in self.panels.values():
            panel.setVisible(panel is wanted)
        if line is not None and wanted is not None:
            wanted.show_line(line)
            if had_keyboard and not self._beside.isAncestorOf(self.focusWidget()):
                (wanted.first_place() or self.finder.table).setFocus()

    def _on_entered(self) -> None:
        self.enter_panel()
