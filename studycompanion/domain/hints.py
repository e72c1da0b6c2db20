"""Hints where the words of a task are vague, by rules that are dated data: hints and no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from studycompanion.domain.rules import broken, load_rules, text_of
from studycompanion.domain.vietnamese import nfc

DUE = "due"
"""Under which key the due day stands beside the clarity points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What is vague in which points, and how it could be put; see the rules for the conditions."""

    code: str
    points: tuple[str, ...]
    says: str
    frame: str
    words: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    lacks_digit: bool = False
    fewest_words: int = 0
    when_empty: bool = False

    def applies(self, text: str) -> bool:
        """Whether the text of one of its points is vague in this way."""
        padded = f" {' '.join(_words(text))} "
        if not padded.strip():
            return self.when_empty
        if any(f" {word} " in padded for word in self.words):
            return True
        if 0 < len(padded.split()) < self.fewest_words:
            return True
        if not self.lacks and not self.lacks_digit:
            return False
        has_digit = self.lacks_digit and any(letter.isdigit() for letter in padded)
        return not has_digit and not any(f" {word} " in padded for word in self.lacks)


def _words(text: str) -> list[str]:
    kept = (letter if letter.isalnum() else " " for letter in nfc(text).lower())
    return "".join(kept).split()


def hint_rules(body: str) -> tuple[Hint, ...]:
    """The hints of a TOML text; raises ``UserError`` as ``rules.clarity_set`` does."""
    tables = load_rules(body).get("hints")
    if not isinstance(tables, list) or not tables:
        raise broken("hints")
    return tuple(map(_hint, tables))


def _hint(table: Any) -> Hint:
    if not isinstance(table, dict):
        raise broken("hints")
    fewest = table.get("fewest_words", 0)
    if type(fewest) is not int:
        raise broken("fewest_words")
    return Hint(
        code=text_of(table, "code"),
        points=_texts(table, "points"),
        says=text_of(table, "says"),
        frame=text_of(table, "frame"),
        words=_texts(table, "words"),
        lacks=_texts(table, "lacks"),
        lacks_digit=table.get("lacks_digit") is True,
        fewest_words=fewest,
        when_empty=table.get("when_empty") is True,
    )


def _texts(table: dict[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise broken(key)
    return tuple(nfc(one) for one in value)


def hints_for(rules: tuple[Hint, ...], texts: Mapping[str, str]) -> dict[str, Hint]:
    """The first hint for each point in ``texts`` that is vague, by the point's key."""
    found: dict[str, Hint] = {}
    for hint in rules:
        for key in hint.points:
            if key in texts and key not in found and hint.applies(texts[key]):
                found[key] = hint
    return found
