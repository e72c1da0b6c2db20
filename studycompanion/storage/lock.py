"""One writer: ``data.lock`` names user, PC and time, and is held by the operating system.

A process that died releases the system's lock by itself, so its file is taken over in silence on
the same PC; on another PC (a shared folder) the system's lock cannot be trusted, and the user is
asked. A second start asks the first window to come forward through ``data.raise``.
"""

import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from studycompanion.errors import EnvironmentProblem, UserError

NAME, RAISE = "data.lock", "data.raise"
_GUARD_AT = 1 << 20


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the data file open, on which PC, since when (ISO text)."""

    user: str
    pc: str
    since: str


def _hold(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_GUARD_AT)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _read(file: IO[str]) -> Holder | None:
    file.seek(0)
    try:
        return Holder(**json.loads(file.read()))
    except (ValueError, TypeError):
        return None


class FileLock:
    """The held lock of one data folder."""

    def __init__(self, path: Path, file: IO[str], *, was_unclean: bool) -> None:
        self.path = path
        self.was_unclean = was_unclean
        self._file = file

    def release(self) -> None:
        """Say that the file was closed properly and let the next one in."""
        self._file.seek(0)
        self._file.truncate()
        self._file.close()
        (self.path.parent / RAISE).unlink(missing_ok=True)


def take(folder: Path, user: str, now: datetime, *, take_over: bool = False) -> FileLock:
    """Hold the lock of ``folder``.

    Raises ``UserError("in_use")`` where somebody has the file open, ``UserError("lock_stale")``
    where another PC left it locked and ``take_over`` is not set.
    """
    path = folder / NAME
    try:
        file = path.open("r+" if path.exists() else "w+", encoding="utf-8")
    except OSError as error:
        raise EnvironmentProblem("folder_unwritable") from error
    is_held, holder = _hold(file), _read(file)
    here = platform.node()
    if not is_held:
        file.close()
        raise UserError("in_use", **_named(holder))
    if holder and holder.pc != here and not take_over:
        file.close()
        raise UserError("lock_stale", **_named(holder))
    _write(file, Holder(user, here, now.isoformat(timespec="minutes")))
    return FileLock(path, file, was_unclean=holder is not None)


def _named(holder: Holder | None) -> dict[str, str]:
    return asdict(holder or Holder("?", "?", "?"))


def _write(file: IO[str], holder: Holder) -> None:
    file.seek(0)
    file.truncate()
    file.write(json.dumps(asdict(holder), ensure_ascii=False))
    file.flush()
    os.fsync(file.fileno())


def ask_to_raise(folder: Path) -> None:
    """Ask the window that has ``folder`` open to come forward."""
    (folder / RAISE).touch()


def was_asked_to_raise(folder: Path) -> bool:
    """Whether a second start asked since the last call."""
    path = folder / RAISE
    if not path.exists():
        return False
    path.unlink(missing_ok=True)
    return True
