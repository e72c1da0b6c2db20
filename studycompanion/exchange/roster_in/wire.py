"""Sheets as bytes between the process that reads files and the program."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any

from studycompanion.exchange.roster_in.sheet import Cell, Sheet

_DAY, _MOMENT, _HOUR, _SPAN = "d", "m", "h", "s"


def pack(sheets: list[Sheet]) -> bytes:
    """The sheets as JSON; dates are pairs of a letter and their text."""
    plain = [[sheet.name, sheet.rows, sheet.merges] for sheet in sheets]
    return json.dumps(plain, default=_plain, ensure_ascii=False).encode("utf-8", "surrogatepass")


def unpack(data: bytes) -> list[Sheet]:
    """The sheets of ``pack``; raises ValueError for anything else."""
    plain = json.loads(data.decode("utf-8", "surrogatepass"))
    return [
        Sheet(name, [list(map(_cell, row)) for row in rows], tuple(map(_merge, merges)))
        for name, rows, merges in plain
    ]


def _plain(cell: object) -> list[Any]:
    match cell:
        case datetime():
            return [_MOMENT, cell.isoformat()]
        case date():
            return [_DAY, cell.isoformat()]
        case time():
            return [_HOUR, cell.isoformat()]
        case timedelta():
            return [_SPAN, [cell.days, cell.seconds, cell.microseconds]]
    raise TypeError(type(cell).__name__)


def _cell(plain: Any) -> Cell:
    cell: Cell = _READ[plain[0]](plain[1]) if isinstance(plain, list) else plain
    return cell


def _merge(plain: Any) -> tuple[tuple[int, int], tuple[int, int]]:
    (top, left), (bottom, right) = plain
    return (top, left), (bottom, right)


_READ: dict[str, Any] = {
    _DAY: date.fromisoformat,
    _MOMENT: datetime.fromisoformat,
    _HOUR: time.fromisoformat,
    _SPAN: lambda parts: timedelta(*parts),
}
