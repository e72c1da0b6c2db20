"""What is chosen and half typed on a page, kept while the page is built anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtWidgets import QLineEdit

from studycompanion.ui.page import Page
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.widgets.search_box import SearchBox

UNKEPT = "unkept"
"""The property of a field whose text is not in the file until a button is pressed."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The state of each list, the letters sought, and the text of fields that are kept nowhere."""

    lists: tuple[tuple[str | None, tuple[str, bool] | None], ...]
    sought: tuple[str, ...]
    typed: tuple[str, ...]

    def give_to(self, page: Page) -> None:
        """Put everything into a page that has read nothing yet, as far as it still has room."""
        for (identity, sorting), table in zip(self.lists, _lists(page), strict=False):
            table.resume(identity, sorting)
        for letters, box in zip(self.sought, page.findChildren(SearchBox), strict=False):
            box.setText(letters)
        for text, field in zip(self.typed, _unkept(page), strict=False):
            field.setText(text)

    def as_json(self) -> dict[str, Any]:
        """The same in values that JSON has."""
        return asdict(self)


def from_json(body: Mapping[str, Any]) -> Carried:
    """What ``Carried.as_json`` made, after it went through JSON."""
    lists = tuple(
        (identity, tuple(sorting) if sorting else None) for identity, sorting in body["lists"]
    )
    return Carried(lists, tuple(body["sought"]), tuple(body["typed"]))


def carried(page: Page) -> Carried:
    """What is to outlive this page."""
    return Carried(
        tuple((table.current_identity(), table.sorted_by()) for table in _lists(page)),
        tuple(box.text() for box in page.findChildren(SearchBox)),
        tuple(field.text() for field in _unkept(page)),
    )


def _lists(page: Page) -> list[RecordTable]:
    return page.findChildren(RecordTable)


def _unkept(page: Page) -> list[QLineEdit]:
    return [field for field in page.findChildren(QLineEdit) if field.property(UNKEPT)]
