"""File names that keep their dấu and are safe on Windows."""

import re

from studycompanion.domain.vietnamese import tidy

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
LONGEST = 80


def safe_name(text: str) -> str:
    """``text`` as the stem of a file name: at most 80 letters, never empty or reserved."""
    name = tidy(_FORBIDDEN.sub("-", text))[:LONGEST].strip(" .")
    if not name or _RESERVED.fullmatch(name):
        return f"_{name}"
    return name
