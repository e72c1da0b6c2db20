"""The scanned pages as a list: where each came from, whose it is, and what becomes of it."""

from dataclasses import dataclass

from studycompanion.messages import word
from studycompanion.services.scanning_back import Fate, ScanFound
from studycompanion.ui.models.records import Cell, Column
from studycompanion.ui.tokens import Tone
from studycompanion.ui.words import tr

FATES = {
    Fate.SURE: (Tone.GOOD, "done"),
    Fate.REPLACED: (Tone.CAUTION, "warning"),
    Fate.FILED: (Tone.CAUTION, "question"),
    Fate.TWICE: (Tone.CAUTION, "question"),
    Fate.UNKNOWN: (Tone.BAD, "warning"),
    Fate.NO_CODE: (Tone.NEUTRAL, "question"),
}
UNSURE = (Fate.REPLACED, Fate.FILED, Fate.TWICE)
"""Pages of a known form that are kept only after somebody said so."""


@dataclass(frozen=True, slots=True)
class ScanLine:
    """A page in the list; ``number`` is its place."""

    number: int
    found: ScanFound


def whose(line: ScanLine) -> str:
    """Whose page it is and which of how many; a dash where nobody knows."""
    found = line.found
    if not found.form_id:
        return "—"
    return f"{found.full_name} · {found.page}/{found.pages}"


def columns() -> tuple[Column, ...]:
    """Where a page came from, whose it is, and what becomes of it."""
    return (
        Column(tr("Trang quét"), lambda o: Cell(o.found.came_as), 14),
        Column(tr("Của ai, trang"), lambda o: Cell(whose(o), is_strong=True), is_name=True),
        Column(tr("Tình trạng"), _fate_of, 24),
    )


def _fate_of(line: ScanLine) -> Cell:
    found = line.found
    words = tr("Đang ở khay") if is_waiting(found) else word("scan_fates", found.fate.value)
    tone, icon = FATES[found.fate]
    if found.is_changed:
        words, tone = tr("{fate}, hồ sơ đã đổi", fate=words), Tone.CAUTION
    return Cell(words, tone, icon)


def is_waiting(found: ScanFound) -> bool:
    """Whether a page lies in the tray."""
    return bool(found.scan_id) and not found.form_id
