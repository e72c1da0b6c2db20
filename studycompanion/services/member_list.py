"""The list of members as a file for offices, and an empty one to fill in."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from studycompanion.domain.people import Member
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.messages import speaking, word
from studycompanion.services import lists, members
from studycompanion.services.demo.marking import mark_of
from studycompanion.services.desk import Desk
from studycompanion.services.lists import Cell
from studycompanion.services.members import MemberLine

COLUMNS = (
    "full_name", "birth", "sex", "card_number", "joined", "official", "party_post", "gov_post",
    "mass_post", "occupation", "workplace", "cell", "party_group", "phone", "status", "note",
)  # fmt: skip
"""The columns, under heads that taking a roster in knows again."""


def export_members(desk: Desk, path: Path, *, ids: Sequence[str] | None = None) -> Path:
    """Write everybody, or those of ``ids`` in that order, to a .xlsx or .csv file.

    Whole dates are dates that Excel reckons with; card numbers are text and whole, for the file
    can be taken in again. Raises as ``lists.export_list`` does.
    """
    lines = {line.id: line for line in members.list_members(desk)}
    wanted = [lines[one] for one in (lines if ids is None else ids) if one in lines]
    with desk.read() as reader:
        known = {one.id: one for one in reader.find(Member)}
    with speaking("vi"):
        rows = [_row(number, known[m.id], m) for number, m in enumerate(wanted, 1)]
        return _write(path, rows, notes=tuple(filter(None, (mark_of(desk),))))


def export_template(path: Path) -> Path:
    """Write a roster that has only its heads; raises as ``lists.export_list`` does."""
    with speaking("vi"):
        return _write(path, [], notes=())


def _write(path: Path, rows: list[list[Cell]], *, notes: Iterable[str]) -> Path:
    heads = [word("sheet_heads", "number"), *(word("fields", name) for name in COLUMNS)]
    title = word("member_record", "list")
    return lists.export_list(path, title, heads, rows, notes=tuple(notes))


def _row(number: int, member: Member, line: MemberLine) -> list[Cell]:
    beside: dict[str, str] = {
        "party_post": line.post,
        "cell": line.cell_name,
        "sex": word("sexes", member.sex) if member.sex else "",
        "status": word("statuses", line.status),
    }
    own = [beside[n] if n in beside else _cell(getattr(member, n)) for n in COLUMNS]
    return [number, *own]


def _cell(value: str | PartialDate | None) -> Cell:
    if isinstance(value, PartialDate):
        is_whole = value.month is not None and value.day is not None
        return date.fromisoformat(value.iso) if is_whole else value.display
    return value or ""
