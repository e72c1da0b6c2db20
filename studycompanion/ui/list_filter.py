"""Shows only the lines of a list that are in one state, besides the chosen cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.words import tr


@dataclass(frozen=True, slots=True)
class State:
    """One thing to filter by: its key, its words, and which lines are in it."""

    key: str
    words: str
    holds: Callable[[Any], bool]


class ListFilter(QObject):
    """Fills the box of states with how many are in each, and remembers the choice in ``memory``.

    A state that nobody is in is not offered, unless it is the one that is chosen.
    """

    def __init__(
        self,
        finder: Finder,
        box: ChoiceBox,
        cells: ChoiceBox,
        *,
        states: Sequence[State],
        key: str,
        memory: dict[str, str],
    ) -> None:
        super().__init__(finder)
        self._finder, self._box, self._cells = finder, box, cells
        self._states = {state.key: state for state in states}
        self._key, self._memory = key, memory
        self._state: State | None = None
        self._in_view = ""
        box.picked.connect(self._on_state)
        cells.picked.connect(self._on_cell)
        finder.all_wanted.connect(self.show_all)
        finder.chosen.connect(self._on_chosen)

    def refresh(self) -> None:
        """Count again and show what is chosen; call after the model was filled."""
        chosen = self._memory.get(self._key, "")
        mine = [line for line in self._finder.model.records if self._is_in_cell(line)]
        choices = [("", tr("Tất cả ({count})", count=group_thousands(len(mine))))]
        for state in self._states.values():
            count = sum(1 for line in mine if state.holds(line))
            if count or state.key == chosen:
                choices.append((state.key, f"{state.words} ({group_thousands(count)})"))
        self._box.fill(choices, chosen)
        self._apply(self._states.get(chosen))

    def show_all(self) -> None:
        """Let every line of every cell show."""
        self._memory.pop(self._key, None)
        self._cells.choose("")
        self.refresh()

    def begin(self) -> None:
        """Show what the memory asks for, in all cells, without whoever was in view before."""
        self._in_view = ""
        self._cells.choose("")
        self.refresh()

    def _apply(self, state: State | None) -> None:
        self._state = state
        is_narrowed = state is not None or bool(self._cells.chosen)
        self._finder.model.keep_only(self._is_wanted if is_narrowed else None)
        words = tr("Không có ai “{state}”. Bấm “Tất cả”.", state=state.words) if state else ""
        self._finder.filtered = words
        self._finder.refresh()

    def _is_wanted(self, line: Any) -> bool:
        """Whoever is in view stays, for typing may just have changed the state."""
        if not self._is_in_cell(line):
            return False
        is_in_state = self._state is None or self._state.holds(line)
        return is_in_state or self._finder.model.identity(line) == self._in_view

    def _is_in_cell(self, line: Any) -> bool:
        cell_id = self._cells.chosen
        return not cell_id or line.cell_id == cell_id

    def _on_state(self, key: str) -> None:
        self._memory[self._key] = key
        self._in_view = ""
        self.refresh()

    def _on_cell(self, _cell_id: str) -> None:
        self._in_view = ""
        self.refresh()

    def _on_chosen(self, line: Any) -> None:
        self._in_view = self._finder.model.identity(line) if line is not None else ""
