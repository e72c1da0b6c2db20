"""What leaves the sample on paper or as a file says that its people are made up."""

from typing import TYPE_CHECKING

from studycompanion.messages import word
from studycompanion.services.demo import is_sample
from studycompanion.services.desk import Desk

if TYPE_CHECKING:
    from studycompanion.forms.paging import Page


def mark_of(desk: Desk) -> str:
    """The words on every page of the sample; "" for real data."""
    return word("sample_steps", "mark") if is_sample(desk) else ""


def with_mark(pages: "tuple[Page, ...]", mark: str) -> "tuple[Page, ...]":
    """The pages with a mark at their foot; as they are where there is none."""
    if not mark:
        return pages
    from studycompanion.forms.sample_mark import marked

    return marked(pages, mark)


def named(name: str, mark: str) -> str:
    """The name of a file or folder, which shows where it comes from."""
    return word("sample_steps", "file", name=name) if mark else name
