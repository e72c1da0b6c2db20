"""What makes a password easy to guess, as advice in codes; never a number, never a refusal."""

import re
from itertools import pairwise

from studycompanion.domain.vietnamese import fold

LONG_ENOUGH = 10
_COMMON = frozenset(
    {"password", "matkhau", "123456", "12345678", "123456789", "1234567890", "111111", "000000"}
    | {"abc123", "qwerty", "admin", "iloveyou", "anhyeuem", "dangvien", "chibo", "dangbo"}
    | {"bithu", "vietnam", "hanoi"}
)
_YEAR = re.compile(r"(19|20)\d\d")
_PHONE = re.compile(r"0\d{9}")
_DAY = re.compile(r"\d{1,2}[./-]?\d{1,2}[./-]?(19|20)?\d\d")


def advice(password: str, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Codes of what would make ``password`` better; nothing where it is good.

    ``names`` are words of this very file (secretary, cell, place) that somebody would try first.
    """
    plain = fold(password).replace(" ", "")
    found = []
    if len(password) < LONG_ENOUGH:
        found.append("short")
    if plain in _COMMON:
        found.append("common")
    if _is_a_number(password):
        found.append("number")
    elif len(set(plain)) <= 3 or _is_a_row(plain):
        found.append("pattern")
    if any(_holds(plain, name) for name in names):
        found.append("name")
    return tuple(found)


def _is_a_number(password: str) -> bool:
    """A birthday, a year or a telephone number, or nothing but digits."""
    bare = re.sub(r"[\s./-]", "", password)
    whole = (_YEAR, _PHONE, _DAY)
    return bare.isdecimal() or any(pattern.fullmatch(password) for pattern in whole)


def _is_a_row(text: str) -> bool:
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    return len(text) > 1 and steps in ({1}, {-1})


def _holds(plain: str, name: str) -> bool:
    """Whether little is left of the password beside a word of this file."""
    words = [fold(name).replace(" ", ""), *fold(name).split()]
    return any(len(word) > 2 and word in plain and len(plain) - len(word) < 6 for word in words)
