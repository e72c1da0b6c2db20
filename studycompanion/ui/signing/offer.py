"""Whose forms a page offers to sign."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page offers: a cell or all, the person in view ("" for nobody), the rows chosen."""

    topic_id: str
    cell_id: str = ""
    member_id: str = ""
    full_name: str = ""
    chosen: frozenset[str] = frozenset()
