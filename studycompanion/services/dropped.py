"""What dropped PDF files are: papers from a scanner, or files to check the signatures of."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studycompanion.domain.work import Job
from studycompanion.errors import CodedError
from studycompanion.services.reading import read_file
from studycompanion.services.signing import LARGEST_PDF


@dataclass(frozen=True, slots=True)
class Dropped:
    """Files to file as scans, and files to check."""

    scans: tuple[Path, ...]
    others: tuple[Path, ...]


def sort_dropped(paths: Sequence[Path], *, job: Job) -> Dropped:
    """Tell scans of our forms from all other PDF files; what cannot be read is to be checked."""
    scans = []
    for number, path in enumerate(paths, 1):
        if _is_scan(path):
            scans.append(path)
        job.report(number, len(paths), path.name)
    return Dropped(tuple(scans), tuple(path for path in paths if path not in scans))


def _is_scan(path: Path) -> bool:
    from studycompanion.forms.scans import is_scan

    try:
        return is_scan(read_file(path, largest=LARGEST_PDF, code="pdf_too_large"))
    except CodedError:
        return False
