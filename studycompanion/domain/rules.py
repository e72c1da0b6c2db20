"""Rules as dated TOML texts, since they change every year or two; first the clarity sets."""

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
    rules = load_rules(body)
    points = rules.get("points")
    if not isinstance(points, list) or not points:
        raise broken("points")
    read = tuple(map(_point, points))
    if len({point.key for point in read}) < len(read):
        raise broken("points")
    return ClaritySet(text_of(rules, "code"), text_of(rules, "name"), read)


def load_rules(body: str) -> dict[str, Any]:
    """A TOML text of rules; raises ``UserError("rules_syntax", line=…)``."""
    try:
        return tomllib.loads(body)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else body.count("\n") + 1
        raise UserError("rules_syntax", line=line) from error


def _point(table: Any) -> ClarityPoint:
    if not isinstance(table, dict) or table.get("key") not in POINT_KEYS:
        raise broken("key")
    told = {key: text_of(table, key) for key in ("help", "example") if key in table}
    return ClarityPoint(table["key"], text_of(table, "name"), text_of(table, "head"), **told)


def text_of(table: dict[str, Any], key: str) -> str:
    """A text that must be there; raises ``UserError("rules_broken", key=…)``."""
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise broken(key)
    return nfc(value).strip()


def broken(key: str) -> UserError:
    """The refusal that names the part of the rules to mend."""
    return UserError("rules_broken", key=key)
