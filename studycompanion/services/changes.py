"""What a service call changed, so that the pages that show it can reload."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from studycompanion.domain.history import Change

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of changed records by record kind."""

    ids: dict[str, frozenset[str]] = field(default_factory=dict)

    def touches(self, *kinds: str) -> bool:
        """Whether a record of any of ``kinds`` changed."""
        return any(kind in self.ids for kind in kinds)

    def __or__(self, other: "Changes") -> "Changes":
        """Both sets of changes together."""
        kinds = self.ids.keys() | other.ids.keys()
        none: frozenset[str] = frozenset()
        return Changes({k: self.ids.get(k, none) | other.ids.get(k, none) for k in kinds})


def changes_from(changes: Iterable[Change]) -> Changes:
    """The kinds and ids of journal changes."""
    found: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        found[change.record_kind].add(change.record_id)
    return Changes({kind: frozenset(ids) for kind, ids in found.items()})


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The answer of a service call and what it changed."""

    value: T
    changes: Changes
