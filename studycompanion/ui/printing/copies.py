"""The copies of a run as they are asked about: number, form and whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Copy:
    """One form that a printer got; ``number`` counts from 1 in printing order."""

    number: int
    form_id: str
    full_name: str


def numbered(forms: Iterable[tuple[str, str]]) -> tuple[Copy, ...]:
    """Copies of (form id, name) in order."""
    return tuple(Copy(n, form_id, name) for n, (form_id, name) in enumerate(forms, 1))
