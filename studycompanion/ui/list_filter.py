"""Shows only the lines of a list that are in one state, besides the chosen cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
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


class _Kind:
    """One box of states, with the key under which its choice is remembered."""

    def __init__(self, box: ChoiceBox, states: Sequence[State], key: str, every: str) -> None:
        self.box, self.key, self.every = box, key, every
        self.states = {state.key: state for state in states}
        self.state: State | None = None


class ListFilter(QObject):
    """Fills the boxes of states with how many are in each, and remembers what is chosen.

    Every box counts within what the others and the cell let through. A state that nobody is in is
    not offered, unless it is the one that is chosen. ``also`` are further boxes, each
    with its states and what its first line is called.
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
        also: Sequence[tuple[ChoiceBox, Sequence[State], str]] = (),
    ) -> None:
        super().__init__(finder)
        self._finder, self._cells, self._memory = finder, cells, memory
        more = (_Kind(one, its, f"{key}.{n}", all_) for n, (one, its, all_) in enumerate(also, 1))
        self._kinds = (_Kind(box, states, key, tr("Tất cả")), *more)
        self._in_view = ""
        for kind in self._kinds:
            kind.box.picked.connect(partial(self._on_state, kind))
        cells.picked.connect(self._on_cell)
        finder.all_wanted.connect(self.show_all)
        finder.chosen.connect(self._on_chosen)

    def refresh(self) -> None:
        """Count again and show what is chosen; call after the model was filled."""
        for kind in self._kinds:
            kind.state = kind.states.get(self._memory.get(kind.key, ""))
        for kind in self._kinds:
            self._count(kind)
        self._apply()

    def _count(self, kind: _Kind) -> None:
        chosen = kind.state.key if kind.state else ""
        others = [one.state for one in self._kinds if one is not kind and one.state]
        mine = [
            line
            for line in self._finder.model.records
            if self._is_in_cell(line) and all(state.holds(line) for state in others)
        ]
        choices = [("", f"{kind.every} ({group_thousands(len(mine))})")]
        for state in kind.states.values():
            count = sum(1 for line in mine if state.holds(line))
            if count or state.key == chosen:
                choices.append((state.key, f"{state.words} ({group_thousands(count)})"))
        kind.box.fill(choices, chosen)

    def show_all(self) -> None:
        """Let every line of every cell show."""
        for kind in self._kinds:
            self._memory.pop(kind.key, None)
        self._cells.choose("")
        self.refresh()

    def begin(self) -> None:
        """Show what the memory asks for, in all cells, without whoever was in view before."""
        self._in_view = ""
        self._cells.choose("")
        self.refresh()

    def _apply(self) -> None:
        states = [kind.state for kind in self._kinds if kind.state]
        is_narrowed = bool(states or self._cells.chosen)
        self._finder.model.keep_only(self._is_wanted if is_narrowed else None)
        said = "”, “".join(state.words for state in states)
        words = tr("Không có ai “{state}”. Bấm “Tất cả”.", state=said) if states else ""
        self._finder.filtered = words
        self._finder.refresh()

    def _is_wanted(self, line: Any) -> bool:
        """Whoever is in view stays, for typing may just have changed the state."""
        if not self._is_in_cell(line):
            return False
        is_in = all(kind.state is None or kind.state.holds(line) for kind in self._kinds)
        return is_in or self._finder.model.identity(line) == self._in_view

    def _is_in_cell(self, line: Any) -> bool:
        cell_id = self._cells.chosen
        return not cell_id or line.cell_id == cell_id

    def _on_state(self, kind: _Kind, key: str) -> None:
        self._memory[kind.key] = key
        self._in_view = ""
        self.refresh()

    def _on_cell(self, _cell_id: str) -> None:
        self._in_view = ""
        self.refresh()

    def _on_chosen(self, line: Any) -> None:
        self._in_view = self._finder.model.identity(line) if line is not None else ""
