"""Shows only the lines of a list that are in one state, besides the chosen cell."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services.party_groups import group_name, group_order
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.words import tr

_IN = "="
"""Begins the keys of party groups, for who is in none has "" for a name."""


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
    with its states and what its first line is called. ``groups`` is the box of the party groups in
    the chosen cell, which hides where there are none.
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
        groups: ChoiceBox | None = None,
    ) -> None:
        super().__init__(finder)
        self._finder, self._cells, self._memory = finder, cells, memory
        self._groups = groups
        more = (_Kind(one, its, f"{key}.{n}", all_) for n, (one, its, all_) in enumerate(also, 1))
        self._kinds = (_Kind(box, states, key, tr("Tất cả")), *more)
        self._in_view = ""
        for kind in self._kinds:
            kind.box.picked.connect(partial(self._on_state, kind))
        for place in (cells, groups) if groups else (cells,):
            place.picked.connect(self._on_place)
        finder.all_wanted.connect(self.show_all)
        finder.chosen.connect(self._on_chosen)

    def refresh(self) -> None:
        """Count again and show what is chosen; call after the model was filled."""
        self._fill_groups()
        for kind in self._kinds:
            kind.state = kind.states.get(self._memory.get(kind.key, ""))
        for kind in self._kinds:
            self._count(kind)
        self._apply()

    @property
    def group(self) -> str | None:
        """The chosen party group, "" for those who are in none; None where all are shown."""
        chosen = self._groups.chosen if self._groups else ""
        return chosen.removeprefix(_IN) if chosen else None

    def _fill_groups(self) -> None:
        if self._groups is None:
            return
        records = self._finder.model.records
        counts = Counter(line.group for line in records if self._cells.chosen in ("", line.cell_id))
        named = [
            (_IN + group, f"{group_name(group)} ({group_thousands(counts[group])})")
            for group in sorted(counts, key=group_order)
        ]
        self._groups.fill([("", tr("Tất cả tổ đảng")), *named], self._groups.chosen)
        self._groups.setVisible(any(counts))

    def _count(self, kind: _Kind) -> None:
        chosen = kind.state.key if kind.state else ""
        others = [one.state for one in self._kinds if one is not kind and one.state]
        mine = [
            line
            for line in self._finder.model.records
            if self._is_in_place(line) and all(state.holds(line) for state in others)
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
        self._go_everywhere()
        self.refresh()

    def _go_everywhere(self) -> None:
        for place in (self._cells, self._groups):
            if place is not None:
                place.choose("")

    def begin(self) -> None:
        """Show what the memory asks for, in all cells, without whoever was in view before."""
        self._in_view = ""
        self._go_everywhere()
        self.refresh()

    def _apply(self) -> None:
        states = [kind.state for kind in self._kinds if kind.state]
        is_narrowed = bool(states or self._cells.chosen) or self.group is not None
        self._finder.model.keep_only(self._is_wanted if is_narrowed else None)
        said = "”, “".join(state.words for state in states)
        words = tr("Không có ai “{state}”. Bấm “Tất cả”.", state=said) if states else ""
        self._finder.filtered = words
        self._finder.refresh()

    def _is_wanted(self, line: Any) -> bool:
        """Whoever is in view stays, for typing may just have changed the state."""
        if not self._is_in_place(line):
            return False
        is_in = all(kind.state is None or kind.state.holds(line) for kind in self._kinds)
        return is_in or self._finder.model.identity(line) == self._in_view

    def _is_in_place(self, line: Any) -> bool:
        is_in_cell = self._cells.chosen in ("", line.cell_id)
        return is_in_cell and (self.group is None or line.group == self.group)

    def _on_state(self, kind: _Kind, key: str) -> None:
        self._memory[kind.key] = key
        self._in_view = ""
        self.refresh()

    def _on_place(self, _chosen: str) -> None:
        self._in_view = ""
        self.refresh()

    def _on_chosen(self, line: Any) -> None:
        self._in_view = self._finder.model.identity(line) if line is not None else ""
