"""Records for tests: a test states only the fact that matters, the rest is made up.

``make`` builds a record in memory, ``given`` stores one with everything that it points to.
"""

from collections.abc import Callable
from dataclasses import MISSING
from datetime import date, datetime
from enum import StrEnum
from itertools import count
from typing import Any, TypeVar

from studycompanion.domain.people import Member, name_fields
from studycompanion.domain.record import Record
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.storage.codec import field_types, plain_type
from studycompanion.storage.tables import KINDS, TABLES
from studycompanion.storage.unit_of_work import UnitOfWork

R = TypeVar("R", bound=Record)
_numbers = count(1)

_MADE_UP: dict[type, Callable[[int], Any]] = {
    str: lambda n: f"văn bản {n}",
    int: lambda n: n,
    bool: lambda n: n % 2 == 0,
    date: lambda n: date(2026, 1, 1 + n % 28),
    datetime: lambda n: datetime(2026, 1, 1 + n % 28, 19, n % 60),
    PartialDate: lambda n: PartialDate(1950 + n % 50, None, None),
    tuple: lambda n: (f"phần {n}",),
    dict: lambda n: {"task": f"việc {n}"},
}


def make(kind: type[R], **facts: Any) -> R:
    """A record of ``kind`` with the given facts; fields without a default are made up."""
    if kind is Member:
        facts = name_fields(facts.get("full_name", f"Nguyễn Văn Số {next(_numbers)}")) | facts
    fields = kind.__dataclass_fields__
    required = {n: h for n, h in field_types(kind).items() if _has_no_default(fields[n])}
    values = {name: _made_up(hint) for name, hint in required.items() if name not in facts}
    values |= {"id": f"{next(_numbers):032x}"} if "id" not in facts else {}
    return kind(**values | facts)


def _has_no_default(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _made_up(hint: Any) -> Any:
    kind = plain_type(hint)
    if issubclass(kind, StrEnum):
        return next(iter(kind))
    return _MADE_UP[kind](next(_numbers))


def given(uow: UnitOfWork, kind: type[R], **facts: Any) -> R:
    """Store a record of ``kind``; what it must point to and is not given is stored first."""
    for column in TABLES[kind].columns:
        for key in column.foreign_keys:
            if not column.nullable and column.name not in facts:
                facts[column.name] = _stored(uow, key.column.table.name)
    return uow.add(make(kind, **facts))


def _stored(uow: UnitOfWork, table: str) -> str:
    if table == "blob":
        return uow.keep_blob(b"%d" % next(_numbers))
    return given(uow, KINDS[table]).id
