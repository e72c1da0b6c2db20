"""The key that finds a cell however its name is typed."""

import re
from functools import lru_cache

from studycompanion.domain.vietnamese.text import fold

_TOKEN = re.compile(r"\d+|[^\W\d]+")
_ABBREVIATIONS = {"tdp": "to dan pho", "kp": "khu pho", "kdc": "khu dan cu"}
_CELL = re.compile(r"^(?:chi bo|cb)\b ?")
_BEFORE_NUMBER = re.compile(r"\bso (?=\d)")


@lru_cache(maxsize=4096)
def unit_key(name: str) -> str:
    """One key for "TDP 1", "CHI BỘ TỔ DÂN PHỐ SỐ 1" and "Chi bộ Tổ dân phố số 01".

    Empty only for a name without letters and digits; a bare "Chi bộ" keeps its words.
    """
    words = " ".join(_plain(token) for token in _TOKEN.findall(fold(name)))
    return _BEFORE_NUMBER.sub("", _CELL.sub("", words)) or words


def _plain(token: str) -> str:
    return token.lstrip("0") or "0" if token[0].isdigit() else _ABBREVIATIONS.get(token, token)
