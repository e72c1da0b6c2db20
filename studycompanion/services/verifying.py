"""Checking signed files of any origin, in words that need no expert."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from studycompanion.domain.signing import (
    FileChecked,
    Level,
    Problem,
    SignatureFound,
    TimeSource,
)
from studycompanion.domain.work import Job
from studycompanion.messages import word
from studycompanion.services import trust
from studycompanion.services.desk import Desk
from studycompanion.services.reading import read_file
from studycompanion.services.record_match import Standing, in_words, record_match
from studycompanion.services.signing import LARGEST_PDF
from studycompanion.storage.queries import papers


class RecordMatch(StrEnum):
    """How a file stands to the forms that are kept here."""

    SAME = "same"
    CHANGED = "changed"
    OTHER_VERSION = "other_version"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A file with what was found, in words: the level, what is the matter, and one advice."""

    path: Path
    checked: FileChecked
    record: RecordMatch
    headline: str
    matter: str
    advice: str
    standing: str = ""
    """How the paper stands to the record today, in words; "" where it is no form of this file."""


def verify(desk: Desk, paths: Sequence[Path], *, job: Job) -> tuple[Verdict, ...]:
    """Check files against the certificates that are trusted here; nothing is kept.

    Raises ``EnvironmentProblem`` for a file that the system does not give, and ``Cancelled``.
    """
    from studycompanion.forms.verify.apart import check_files

    def loading(path: Path) -> bytes:
        return read_file(path, largest=LARGEST_PDF, code="pdf_too_large")

    files = [(path.name, lambda path=path: loading(path)) for path in paths]
    found = check_files(files, trust.bodies(desk), desk.clock(), job)
    kept = _Kept(desk)
    verdicts = []
    for path, one in zip(paths, found, strict=True):
        data = loading(path)
        match = record_match(desk, data)
        told = "" if match.standing is Standing.UNKNOWN else in_words(match)
        verdicts.append(replace(worded(path, one, kept.match(data)), standing=told))
    return tuple(verdicts)


class _Kept:
    """The bytes of all forms that are kept here, by size and digest."""

    def __init__(self, desk: Desk) -> None:
        with desk.read() as reader:
            current = papers.sizes_of_forms(reader.connection)
            replaced = papers.sizes_of_forms(reader.connection, is_current=False)
        self._current = {blob_id for _, blob_id, _ in current}
        self._replaced = {blob_id for _, blob_id, _ in replaced}
        self._sizes = sorted({size for _, _, size in (*current, *replaced)}, reverse=True)

    def match(self, pdf: bytes) -> RecordMatch:
        """How a file stands to them: the same, one that goes on from theirs, or none of them."""
        whole = hashlib.sha256(pdf).hexdigest()
        if whole in self._current:
            return RecordMatch.SAME
        if whole in self._replaced:
            return RecordMatch.OTHER_VERSION
        begins = (hashlib.sha256(pdf[:size]).hexdigest() for size in self._sizes if size < len(pdf))
        first = next((one for one in begins if one in self._current | self._replaced), "")
        if first in self._current:
            return RecordMatch.CHANGED
        return RecordMatch.OTHER_VERSION if first else RecordMatch.UNKNOWN


def worded(path: Path, checked: FileChecked, record: RecordMatch = RecordMatch.UNKNOWN) -> Verdict:
    """What was found in a file, in the words of the catalogue."""
    worst = checked.worst.value if checked.worst else "none"
    level = checked.level.value
    key = "unsigned" if checked.worst is Problem.NOT_SIGNED else level
    return Verdict(
        path,
        checked,
        record,
        word("verify_levels", key),
        word("signature_problems", worst),
        word("signature_advice", worst),
    )


def sentences(one: SignatureFound) -> tuple[str, ...]:
    """What is to be said of one signature, line by line."""
    lines = [word("signature_problems", one.problem.value if one.problem else "none")]
    lines.append(_time(one))
    if one.not_after is not None and one.has_expired_since:
        lines.append(word("verify", "expired_since", day=f"{one.not_after.astimezone():%d/%m/%Y}"))
    if one.signer:
        lines.append(word("verify", "trusted" if one.trusted else "not_trusted", who=one.issuer))
        lines.append(word("verify", "revocation"))
    return tuple(lines)


def _time(one: SignatureFound) -> str:
    if one.time is None:
        return word("verify", "no_time")
    key = "time_stamp" if one.time_source is TimeSource.STAMP else "time_clock"
    local = one.time.astimezone()
    return word("verify", key, time=f"{local:%H:%M}", day=f"{local:%d/%m/%Y}")


def as_json(verdict: Verdict) -> dict[str, object]:
    """One file as the command line tells it."""
    return {
        "file": str(verdict.path),
        "level": verdict.checked.level.value,
        "problem": verdict.checked.worst.value if verdict.checked.worst else None,
        "signatures": [
            {
                "field": one.field,
                "signer": one.signer,
                "post": one.post,
                "intact": one.intact,
                "covers_all": one.covers_all,
                "trusted": one.trusted,
                "time": one.time.isoformat() if one.time else None,
                "time_source": one.time_source.value,
                "problem": one.problem.value if one.problem else None,
            }
            for one in verdict.checked.signatures
        ],
        "record": verdict.record.value,
    }


def is_good(verdict: Verdict) -> bool:
    """Whether a file can be relied on."""
    return verdict.checked.level is Level.GOOD
