"""Scanned pages of forms that were signed with a pen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from studycompanion.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPage(Record):
    """Page ``page`` of ``pages`` of a form, scanned; in the tray where ``form_id`` is None.

    In the tray ``page`` and ``pages`` are 0. The picture is a grey JPEG, None once the person was
    erased; ``came_as`` says of which file it was.
    """

    form_id: str | None = None
    page: int
    pages: int
    blob_id: str | None = None
    filed_at: datetime
    filed_by: str
    came_as: str = ""


def missing_pages(kept: Iterable[ScanPage], pages: int) -> tuple[int, ...]:
    """Which of the pages 1 to ``pages`` of a form are not among those ``kept``."""
    there = {one.page for one in kept}
    return tuple(page for page in range(1, pages + 1) if page not in there)
