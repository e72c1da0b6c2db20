"""Clarity sets (5 rõ, 6 rõ ...) as dated TOML texts; the rules change every year or two."""

import re
import tomllib
from typing import Any

from studycompanion.domain.plan import ClarityPoint, ClaritySet
from studycompanion.domain.vietnamese import nfc
from studycompanion.errors import UserError

POINT_KEYS = frozenset(
    {
        "person",
        "task",
        "process",
        "responsibility",
        "result",
        "time",
        "product",
        "authority",
        "progress",
        "check",
    }
)
"""What a point may be called in code, over all sets."""


def clarity_set(body: str) -> ClaritySet:
    """The set that a TOML text describes: ``code``, ``name`` and ``[[points]]``.

    Raises ``UserError("rules_syntax", line=…)`` if it is not TOML, and
    ``UserError("rules_broken", key=…)`` for a part that is missing or wrong.
    """
    rules = _loaded(body)
    points = rules.get("points")
    if not isinstance(points, list) or not points:
        raise _broken("points")
    read = tuple(map(_point, points))
    if len({point.key for point in read}) < len(read):
        raise _broken("points")
    return ClaritySet(_text(rules, "code"), _text(rules, "name"), read)


def _loaded(body: str) -> dict[str, Any]:
    try:
        return tomllib.loads(body)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else body.count("\n") + 1
        raise UserError("rules_syntax", line=line) from error


def _point(table: Any) -> ClarityPoint:
    if not isinstance(table, dict) or table.get("key") not in POINT_KEYS:
        raise _broken("key")
    return ClarityPoint(table["key"], _text(table, "name"), _text(table, "head"))


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _broken(key)
    return nfc(value).strip()


def _broken(key: str) -> UserError:
    return UserError("rules_broken", key=key)
