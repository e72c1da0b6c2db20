"""Field values as the data file keeps them: plain text, whole numbers, booleans or nothing.

One encoding serves the columns and the journal alike, so that what the journal says can be
written back without knowing the type of the record.
"""

import json
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from studycompanion.domain.record import Record
from studycompanion.domain.vietnamese import PartialDate

V = TypeVar("V")


def _remembered(make: Callable[[type[Any]], V]) -> Callable[[type[Any]], V]:
    """``make`` once for each record type."""
    known: dict[type[Any], V] = {}

    def look_up(kind: type[Any]) -> V:
        if kind not in known:
            known[kind] = make(kind)
        return known[kind]

    return look_up


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

_AS_IT_IS = (str, int, bool, types.NoneType)
Primitive = str | int | bool | None
R = TypeVar("R", bound=Record)
Row = dict[str, Any]


def encode(value: Any) -> Primitive:
    """A field's value as a primitive; aware moments become UTC, containers become JSON."""
    if type(value) in _AS_IT_IS:
        return value  # type: ignore[no-any-return]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        moment = value if value.tzinfo is None else value.astimezone(UTC)
        return moment.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PartialDate):
        return value.iso
    return _CANONICAL.encode(value)


def _tuple(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text))


@cache
def plain_type(hint: Any) -> Any:
    """The type of a field without its ``| None`` and without its parameters."""
    if isinstance(hint, types.UnionType):
        hint = next(a for a in typing.get_args(hint) if a is not type(None))
    return typing.get_origin(hint) or hint


_DECODERS: dict[Any, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    PartialDate: PartialDate.parse_iso,
    dict: json.loads,
    tuple: _tuple,
    bool: bool,
}


def _decoder(hint: Any) -> Callable[[Any], Any] | None:
    kind = plain_type(hint)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return _DECODERS.get(kind)


@_remembered
def field_types(kind: type[Any]) -> dict[str, Any]:
    """Field names of a record type with their type hints, in order."""
    hints = typing.get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind)}


@_remembered
def defaults(kind: type[Any]) -> Row:
    """What fields of a record type hold as primitives where nobody said otherwise."""
    return {f.name: encode(f.default) for f in fields(kind) if f.default is not MISSING}


def decode(hint: Any, value: Primitive) -> Any:
    """One field's value from its primitive; raises what the value's own type raises."""
    made = _decoder(hint)
    return value if made is None or value is None else made(value)


@_remembered
def _decoders(kind: type[Any]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    return tuple((name, _decoder(hint)) for name, hint in field_types(kind).items())


def to_row(record: Record) -> Row:
    """A record as primitives by field name."""
    return {name: encode(getattr(record, name)) for name in field_types(type(record))}


def from_row(kind: type[R], row: Mapping[str, Any]) -> R:
    """A record of ``kind`` from primitives by field name."""
    return from_values(kind, [row[name] for name, _ in _decoders(kind)])


def from_values(kind: type[R], values: Iterable[Any]) -> R:
    """A record of ``kind`` from primitives in the order of its fields."""
    given = {
        name: value if decode is None or value is None else decode(value)
        for (name, decode), value in zip(_decoders(kind), values, strict=True)
    }
    return kind(**given)
