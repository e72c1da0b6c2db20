"""How the columns of a list share the room: the least important go, then all get narrower.

What is short is short for all alike, so that neither names nor signs are cut to a few letters.
"""

from collections.abc import Sequence

from studycompanion.ui.models.records import Column

NAME_LETTERS, TIGHT_LETTERS = 19, 13
"""Letters of a column that takes the rest: comfortable for a name, and at the very least."""


def fitted(columns: Sequence[Column], room: int, *, letter: int, gap: int) -> list[int]:
    """The width of each column in pixels, 0 for one that is left out.

    ``letter`` is the width of a letter and ``gap`` that of the room beside the words.
    """
    wanted = [(c.letters or NAME_LETTERS) * letter + gap for c in columns]
    shown = set(range(len(columns)))
    for rank in sorted({c.rank for c in columns if c.rank}, reverse=True):
        if sum(wanted[place] for place in shown) <= room:
            break
        shown -= {place for place in shown if columns[place].rank == rank}
    total = sum(wanted[place] for place in shown)
    names = sum(wanted[place] for place in shown if not columns[place].letters)
    fair = int(names * min(1.0, room / total)) if total else 0
    return _squeezed(columns, wanted, shown, room - max(TIGHT_LETTERS * letter + gap, fair))


def _squeezed(
    columns: Sequence[Column], wanted: list[int], shown: set[int], room: int
) -> list[int]:
    """The fixed columns no wider together than ``room``."""
    fixed = sum(wanted[place] for place in shown if columns[place].letters)
    part = min(1.0, max(room, 1) / fixed) if fixed else 1.0
    widths = [int(w * part) if columns[p].letters else w for p, w in enumerate(wanted)]
    return [width if place in shown else 0 for place, width in enumerate(widths)]
