"""Wrong passwords slow down: after three in a row each next try has to wait longer.

The count lies beside the data, so that a new start does not forget it. It only hinders guessing at
this program's window; who copies the file away meets the cost of the key derivation instead.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage.files import forget, replace_file

NAME = "data.tries"
FREE, LONGEST_S = 3, 300


def _read(folder: Path) -> tuple[int, datetime | None]:
    try:
        body = json.loads((folder / NAME).read_text("utf-8"))
        return int(body["wrong"]), datetime.fromisoformat(body["last"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, None


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong tries in a row: 0, 0, 0, 2, 4, 8 … up to five minutes."""
    return 0 if wrong <= FREE - 1 else min(LONGEST_S, 2 ** min(wrong - FREE + 1, 20))


def admit(folder: Path, now: datetime) -> None:
    """Raise ``UserError("wait_to_try")`` with the seconds left where a try comes too soon."""
    wrong, last = _read(folder)
    if last is None or last.tzinfo is None:
        return
    wait = timedelta(seconds=wait_after(wrong))
    # A last try in the future is that of a clock which was set back: the whole wait counts again.
    left = wait - max(now - last, timedelta(0))
    if left > timedelta(0):
        raise UserError("wait_to_try", seconds=max(1, round(left.total_seconds())))


def note_wrong(folder: Path, now: datetime) -> None:
    """Count one more wrong try."""
    wrong, _ = _read(folder)
    body = {"wrong": wrong + 1, "last": now.isoformat()}
    try:
        replace_file(folder / NAME, json.dumps(body).encode(), is_durable=False)
    except EnvironmentProblem:
        # A folder that takes no file cannot be opened for writing either.
        return


def clear(folder: Path) -> None:
    """Forget the wrong tries after a right one."""
    forget(folder / NAME)
