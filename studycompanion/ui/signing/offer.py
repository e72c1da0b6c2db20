"""Whose forms a page offers to sign."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page offers: a cell or all, the person in view ("" for nobody), the rows chosen.

    ``group`` is the party group that the list is narrowed to, None where it is not.
    """

    topic_id: str
    cell_id: str = ""
    member_id: str = ""
    full_name: str = ""
    chosen: frozenset[str] = frozenset()
    group: str | None = None
