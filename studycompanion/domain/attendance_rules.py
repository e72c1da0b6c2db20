"""How marks are counted, and the usual reasons that are offered: dated TOML texts of a year."""

from dataclasses import dataclass
from typing import Any

from studycompanion.domain.attendance import Counting, Mark
from studycompanion.domain.rules import broken, load_rules, text_of
from studycompanion.domain.vietnamese import nfc

_LISTS = ("attended", "made_up", "absent", "outside")


@dataclass(frozen=True, slots=True)
class CountingRules:
    """Which mark counts as what, both rates in words, and where the rules come from."""

    name: str
    source: str
    counting: Counting
    rate_attended: str
    rate_complete: str


def counting_rules(body: str) -> CountingRules:
    """The rules of a TOML text; every mark stands in exactly one of its four lists.

    Raises ``UserError("rules_syntax", line=…)`` if it is not TOML, and
    ``UserError("rules_broken", key=…)`` for a part that is missing or wrong.
    """
    rules = load_rules(body)
    marks = {key: _marks(rules, key) for key in _LISTS}
    _check_each_once(marks)
    return CountingRules(
        name=text_of(rules, "name"),
        source=text_of(rules, "source"),
        counting=Counting(**marks),
        rate_attended=text_of(rules, "rate_attended"),
        rate_complete=text_of(rules, "rate_complete"),
    )


def _check_each_once(marks: dict[str, tuple[Mark, ...]]) -> None:
    seen: set[Mark] = set()
    for key, found in marks.items():
        if len(set(found)) < len(found) or seen & set(found):
            raise broken(key)
        seen |= set(found)
    if seen != set(Mark):
        raise broken("absent")


def usual_reasons(body: str) -> dict[Mark, tuple[str, ...]]:
    """The reasons that a TOML text offers under ``[reasons]``, by mark; raises as above."""
    table = load_rules(body).get("reasons")
    if not isinstance(table, dict):
        raise broken("reasons")
    known = {mark.value for mark in Mark}
    wrong = [key for key in table if key not in known]
    if wrong:
        raise broken(wrong[0])
    return {Mark(key): _texts(table, key) for key in table}


def _marks(table: dict[str, Any], key: str) -> tuple[Mark, ...]:
    texts = _texts(table, key)
    try:
        return tuple(map(Mark, texts))
    except ValueError as error:
        raise broken(key) from error


def _texts(table: dict[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise broken(key)
    return tuple(nfc(one).strip() for one in value)
