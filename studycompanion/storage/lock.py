"""One writer: ``data.lock`` names user, PC and time, and is held by the operating system.

A process that died releases the system's lock by itself, so its file is taken over in silence on
the same PC; on another PC (a shared folder) the system's lock cannot be trusted, and the user is
asked. A second start asks the first window to come forward through ``data.raise``.
"""

import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage.files import forget
from studycompanion.storage.trouble import code_of, told_plainly

NAME, RAISE = "data.lock", "data.raise"
_GUARD_AT = 1 << 20


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the data file open, on which PC, since when (ISO text)."""

    user: str
    pc: str
    since: str

    def told(self) -> dict[str, str]:
        """What a message says of the holder, the time as screens write it."""
        try:
            since = f"{datetime.fromisoformat(self.since):%d/%m/%Y %H:%M}"
        except ValueError:
            since = self.since
        return asdict(self) | {"since": since}


_UNKNOWN = Holder("?", "?", "?")


def _hold(file: IO[bytes]) -> bool:
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


def _read(file: IO[bytes]) -> Holder | None:
    file.seek(0)
    text = file.read()
    try:
        return Holder(**json.loads(text)) if text else None
    except (ValueError, TypeError):
        return replace(_UNKNOWN, pc=platform.node())


class FileLock:
    """The held lock of one data folder; ``was_unclean`` where the last holder never let go."""

    def __init__(self, path: Path, file: IO[bytes], *, was_unclean: bool) -> None:
        self.path = path
        self.was_unclean = was_unclean
        self._is_settled = not was_unclean
        self._file = file

    def settle(self) -> None:
        """Say that the file was looked at since the unclean stop and is sound."""
        self._is_settled = True

    def release(self) -> None:
        """Let the next one in, and say that the file was closed properly if it was ever sound."""
        try:
            if self._is_settled:
                # On a disk that is gone the next start looks at the file, which does no harm.
                with suppress(OSError):
                    self._file.truncate(0)
        finally:
            self._file.close()
            forget(self.path.parent / RAISE)


def take(folder: Path, user: str, now: datetime, *, take_over: bool = False) -> FileLock:
    """Hold the lock of ``folder``.

    Raises ``UserError("in_use")`` where somebody has the file open, ``UserError("lock_stale")``
    where another PC left it locked and ``take_over`` is not set, and ``EnvironmentProblem``.
    """
    path = folder / NAME
    file = _opened(path)
    try:
        holder = _admitted(file, take_over=take_over)
        with told_plainly():
            _write(file, Holder(user, platform.node(), now.isoformat(timespec="minutes")))
    except BaseException:
        file.close()
        raise
    return FileLock(path, file, was_unclean=holder is not None)


def _opened(path: Path) -> IO[bytes]:
    """The file, made if need be, without emptying what another process may have written."""
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise EnvironmentProblem(code_of(error) or "folder_unwritable") from error
    return os.fdopen(number, "r+b", buffering=0)


def _admitted(file: IO[bytes], *, take_over: bool) -> Holder | None:
    """Hold the system's lock; returns who never let go of the file, if anybody."""
    is_held, holder = _hold(file), _read(file)
    if not is_held:
        raise UserError("in_use", **(holder or _UNKNOWN).told())
    if holder and holder.pc != platform.node() and not take_over:
        raise UserError("lock_stale", **holder.told())
    return holder


def _write(file: IO[bytes], holder: Holder) -> None:
    """Over the old holder, so that a full disk cannot leave neither."""
    text = json.dumps(asdict(holder), ensure_ascii=False).encode()
    file.seek(0)
    file.write(text)
    file.truncate(len(text))
    os.fsync(file.fileno())


def ask_to_raise(folder: Path) -> None:
    """Ask the window that has ``folder`` open to come forward."""
    with told_plainly():
        (folder / RAISE).touch()


def was_asked_to_raise(folder: Path) -> bool:
    """Whether a second start asked since the last call."""
    path = folder / RAISE
    if not path.exists():
        return False
    forget(path)
    return True
