"""How a list is sorted by what its cells say: dates as dates, figures as figures, else words."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from studycompanion.domain.vietnamese import sort_key

_DATE = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})(?: (\d{1,2}):(\d{2}))?")
_FIGURE = re.compile(r"-?\d[\d.]*(?:,\d+)?\s*%?")
Key = Callable[[str], Any]


def ordered(texts: Sequence[str], *, is_falling: bool) -> list[int]:
    """The places of ``texts`` in the order of their kind; empty ones come last both ways."""
    key = _kind([text for text in texts if text])
    return _sorted(texts, key, is_falling=is_falling)


def ordered_by(values: Sequence[Any], key: Callable[[Any], Any], *, is_falling: bool) -> list[int]:
    """The places of ``values`` by a key of their own; stable both ways."""
    keys = [key(value) for value in values]
    return sorted(range(len(values)), key=keys.__getitem__, reverse=is_falling)


def _sorted(texts: Sequence[str], key: Key, *, is_falling: bool) -> list[int]:
    keys = {text: key(text) for text in set(texts) if text}
    filled = [place for place, text in enumerate(texts) if text]
    filled.sort(key=lambda place: keys[texts[place]], reverse=is_falling)
    return filled + [place for place, text in enumerate(texts) if not text]


def _kind(texts: Sequence[str]) -> Key:
    if all(_DATE.fullmatch(text) for text in texts):
        return _as_date
    if all(_FIGURE.fullmatch(text) for text in texts):
        return _as_figure
    return _as_words


def _as_words(text: str) -> list[tuple[int, int, str]]:
    """Word by word in Vietnamese order, a number in a word's place by its worth."""
    return [_word(word) for word in text.split()]


@lru_cache(maxsize=4096)
def _word(word: str) -> tuple[int, int, str]:
    """Kept, for the same words stand in most rows of a list."""
    return (0, int(word), "") if word.isdecimal() else (1, 0, sort_key(word))


def _as_date(text: str) -> tuple[int, ...]:
    """Year, month, day, hour, minute; what is not known counts as 0."""
    day, month, year, hour, minute = (
        int(part or 0)
        for part in _DATE.fullmatch(text).groups()  # type: ignore[union-attr]
    )
    return year, month, day, hour, minute


def _as_figure(text: str) -> float:
    return float(text.rstrip("% \xa0").replace(".", "").replace(",", "."))
