"""What a Word form says, as values that travel between the two processes."""

import json
from dataclasses import dataclass, field
from enum import StrEnum


class Note(StrEnum):
    """What stands in a file besides text, and is not taken in."""

    TRACKED = "tracked"
    COMMENTS = "comments"
    PICTURES = "pictures"
    FOOTNOTES = "footnotes"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document: its name, "" where it bears none, and the texts of its cells."""

    key: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form: the code that it bears, its tables, every other line, and what is not taken in."""

    code: str
    tables: tuple[Table, ...] = ()
    lines: tuple[str, ...] = ()
    notes: tuple[Note, ...] = field(default=())


def pack(form: FilledForm) -> bytes:
    """The form as JSON."""
    plain = [form.code, [[t.key, t.rows] for t in form.tables], form.lines, form.notes]
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace")


def unpack(data: bytes) -> FilledForm:
    """The form of ``pack``; raises ValueError for anything else."""
    code, tables, lines, notes = json.loads(data)
    return FilledForm(
        code,
        tuple(Table(key, tuple(tuple(row) for row in rows)) for key, rows in tables),
        tuple(lines),
        tuple(Note(note) for note in notes),
    )
