"""The order of Vietnamese name lists: tên, then họ, then đệm, letters first and tones second.

The order of letters, marks and punctuation is that of CLDR's collation for ``vi``, which ICU and
PostgreSQL's ``vi-x-icu`` follow.
"""

import unicodedata

from studycompanion.domain.vietnamese.text import APOSTROPHES, tidy

_ORDER = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_WEIGHTS = {char: chr(0x23 + place) for place, char in enumerate(_ORDER)}
_MARKS = "\u0300\u0309\u0303\u0301\u0323\u0306\u0302\u030c\u030a\u0308\u030b\u0307"
_MARK_WEIGHTS = {mark: chr(0x42 + place) for place, mark in enumerate(_MARKS)}
_FIELD_END = "!"
_LEVEL_END = '"'
_LETTER = "A"
_OTHER_MARK = "z"
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


def sort_key(full_name: str) -> str:
    """Text whose order by code point (as in SQLite and PostgreSQL "C") is that of name lists.

    Case and the kind of apostrophe make no difference; letters beyond Vietnamese follow z.
    """
    words = tidy(full_name).lower().translate(_ONE_APOSTROPHE).split()
    given, family, middle = words[-1:], words[:-1][:1], words[1:-1]
    return _FIELD_END.join(_field_key(" ".join(part)) for part in (given, family, middle))


def _field_key(text: str) -> str:
    """All letters of the field, then all its marks: tones decide only between equal letters."""
    return text.translate(_LETTERS) + _LEVEL_END + text.translate(_TONES)


class _Weighed(dict[int, str]):
    """One of the two weights of each character, worked out when it is first met."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _parts(chr(code))[self._level])


_LETTERS, _TONES = _Weighed(0), _Weighed(1)


def _parts(char: str) -> tuple[str, str]:
    """The weight of a letter without its tone ("ặ" weighs as "ă") and the weights of its marks."""
    letter, weights = "", ""
    for piece in unicodedata.normalize("NFD", char):
        joined = unicodedata.normalize("NFC", letter + piece)
        if not unicodedata.combining(piece):
            letter, weights = joined, weights + _LETTER
        elif joined in _WEIGHTS:
            letter = joined
        else:
            weights += _MARK_WEIGHTS.get(piece, _OTHER_MARK)
    return _WEIGHTS.get(letter, letter), weights
