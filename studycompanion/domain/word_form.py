"""The Word form that a member takes home: what is remembered of it, and how its texts compare."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime

from studycompanion.domain.record import Record
from studycompanion.domain.vietnamese import nfc

MARK = "sc:"
"""Begins the name by which a box or table of the form is found again."""
NAME = "name"
"""The table with the name block; nobody fills it in."""
HERE = "Gõ vào đây"
"""Stands in an empty box until something is typed."""
CHOOSE = "Chọn một mức"
"""Stands in a list of answers until one is chosen."""
CODE_BEFORE = "Mã phiếu"
_CODE = re.compile(rf"{CODE_BEFORE}:?\s*([0-9A-F]{{4}}-[0-9A-F]{{4}}-[0-9A-F]{{4}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForm(Record):
    """A form that was handed out: whose, for which topic, on which template, by whom.

    ``code`` stands on its pages. ``base`` holds a digest of what each of its fields said then;
    ``layout`` the names of its tables in their order, ``printed`` digests of what it says itself.
    """

    member_id: str
    topic_id: str
    template_id: str
    clarity_id: str
    code: str
    at: datetime
    by: str
    base: dict[str, str] = field(default_factory=dict)
    layout: str = ""
    printed: str = ""
    taken_at: datetime | None = None
    taken_by: str = ""


def code_of(form_id: str) -> str:
    """What the pages of a form say: ``A1B2-C3D4-E5F6``, of the form's id."""
    letters = form_id[:12].upper()
    return "-".join(letters[at : at + 4] for at in (0, 4, 8))


def find_code(text: str) -> str:
    """The code that stands somewhere in a text, "" where there is none."""
    found = _CODE.search(text)
    return found[1] if found else ""


def plain(text: str) -> str:
    """A text as it comes back from Word: composed letters, no blanks at the ends of lines."""
    spaced = nfc(text).replace("\u00a0", " ").replace("\t", " ").replace("\r\n", "\n")
    lines = spaced.split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def digest(text: str) -> str:
    """What stands for a text, so that a change of it is noticed; "" for nothing."""
    said = plain(text).strip()
    return hashlib.sha256(said.encode()).hexdigest()[:16] if said else ""


def printed_digest(line: str) -> str:
    """What stands for a line that the form says itself, whatever becomes of its blanks."""
    return digest(" ".join(nfc(line).split()))[:8]
