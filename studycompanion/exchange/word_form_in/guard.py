"""What is looked at before a Word file is read: its kind, its size in memory, macros."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

from studycompanion.exchange.containers import (
    DAMAGED_ZIP,
    ENCRYPTED,
    OLE_MAGIC,
    ZIP_MAGIC,
    Damaged,
    Locked,
)

LARGEST_FILE = 20_000_000
"""Bytes of a file: a form with a photograph pasted into it is far smaller."""
LARGEST_UNPACKED = 100_000_000
MOST_PARTS = 2_000
DOCUMENT = "word/document.xml"
_READ = re.compile(r"(word/(document|numbering|styles|footer\d*)|docProps/custom)\.xml")


class OldKind(Exception):
    """A .doc or another file of the time before .docx."""


class OtherKind(Exception):
    """A sound file of another kind: a workbook, a picture, a PDF, an .odt."""


class WithMacros(Exception):
    """The document brings a program along."""


class TooLarge(Exception):
    """The file would not fit into memory."""


REFUSALS: dict[type[Exception], str] = {
    Damaged: "word_unreadable",
    Locked: "word_password",
    OldKind: "word_old_kind",
    OtherKind: "word_other_kind",
    WithMacros: "word_macros",
    TooLarge: "word_too_large",
}
"""What reading raises, and the codes of the sentences that tell it."""


def checked_parts(data: bytes) -> Mapping[str, bytes]:
    """The parts of a Word file that are read, by name; raises one of ``REFUSALS``."""
    if data.startswith(OLE_MAGIC):
        raise Locked if ENCRYPTED in data else OldKind
    if data.startswith(b"{\\rtf"):
        raise OldKind
    if not data.startswith(ZIP_MAGIC):
        raise OtherKind if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8")) else Damaged
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            return _parts(parts)
    except DAMAGED_ZIP as trouble:
        raise Damaged from trouble


def _parts(parts: zipfile.ZipFile) -> dict[str, bytes]:
    listed = parts.infolist()
    names = {part.filename for part in listed}
    if len(listed) > MOST_PARTS or sum(p.file_size for p in listed) > LARGEST_UNPACKED:
        raise TooLarge
    if any(name.endswith(("vbaProject.bin", "vbaData.xml")) for name in names):
        raise WithMacros
    if DOCUMENT not in names:
        raise OtherKind if "[Content_Types].xml" in names or "mimetype" in names else Damaged
    wanted = [part for part in listed if _READ.fullmatch(part.filename)]
    return {part.filename: _whole(parts, part) for part in wanted}


def _whole(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """A part's bytes: never more than its head says, whatever is packed inside."""
    with parts.open(part) as opened:
        data = opened.read(part.file_size + 1)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        # Office writes none; they are how a small text swells without end.
        raise Damaged
    return data
