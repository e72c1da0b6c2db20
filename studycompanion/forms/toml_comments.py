"""Comments of a TOML text that is written anew: each goes before the line that it stood before."""

import re
from collections import defaultdict
from collections.abc import Iterator

_KEY = re.compile(r'("[^"]*"|[\w-]+)\s*=')
Anchor = tuple[str, int, str]
"""The table's head, how many of its name came before, and the key; "" for the head itself."""


def with_comments(text: str, like: str) -> str:
    """``text`` with the whole-line comments of ``like``.

    Those of a line that is no more are left out.
    """
    blocks = {anchor: comments for anchor, _, comments in _anchored(like) if anchor and comments}
    lines = []
    for anchor, line, _ in _anchored(text):
        lines += blocks.pop(anchor, []) if anchor else []
        lines.append(line)
    return "\n".join(lines) + "\n"


def _anchored(text: str) -> Iterator[tuple[Anchor | None, str, list[str]]]:
    """Each line that is no comment, what it is known by, and the comments right before it.

    Lines within a list that takes several are known by nothing.
    """
    head, counts, comments = "", defaultdict[str, int](int), list[str]()
    for line in text.rstrip("\n").split("\n"):
        bare = line.strip()
        if bare.startswith("#"):
            comments.append(line)
            continue
        anchor = None
        if bare.startswith("[") and line.startswith("["):
            counts[bare] += 1
            head = bare
            anchor = (head, counts[head], "")
        elif found := _KEY.match(line):
            anchor = (head, counts[head], found[1])
        yield anchor, line, comments if anchor else []
        if bare:
            comments = []
