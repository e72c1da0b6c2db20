"""Files that are written whole or not at all."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from studycompanion.errors import EnvironmentProblem
from studycompanion.storage.trouble import code_of

PART = ".part"
"""How the names of half-written files end; whoever holds the lock may sweep them away."""


def make_folder(folder: Path) -> None:
    """Make a folder with all above it; ``EnvironmentProblem("folder_unwritable")`` if it cannot."""
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(code_of(error) or "folder_unwritable") from error
    if is_new:
        # What is forced to the disk in it is lost all the same where its own name is not there.
        with suppress(OSError):
            sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable; Windows does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Force a written file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def replace_file(path: Path, data: bytes, *, is_durable: bool = True) -> None:
    """Write ``data`` beside ``path`` and swap it in; on failure the old file is untouched.

    ``is_durable`` waits for the disk, which a copy of what the data file holds need not.
    """
    partial = path.with_name(path.name + PART)
    try:
        partial.write_bytes(data)
        if is_durable:
            sync_file(partial)
        partial.replace(path)
        if is_durable:
            sync_folder(path.parent)
    except OSError as error:
        raise EnvironmentProblem(code_of(error) or "folder_unwritable") from error
    finally:
        forget(partial)


def set_aside(path: Path) -> None:
    """Keep what lies under a name that is needed, under another one beside it."""
    with suppress(FileNotFoundError):
        path.replace(path.with_name(f"{path.name}.{secrets.token_hex(4)}.old"))


def takes_files(folder: Path) -> bool:
    """Whether the disk of a folder is there and takes a file now."""
    probe = folder / f"{secrets.token_hex(4)}{PART}"
    try:
        probe.write_bytes(b"?")
        sync_file(probe)
    except OSError:
        return False
    finally:
        forget(probe)
    return True


def forget(path: Path) -> None:
    """Remove a file that nobody needs, where that is possible."""
    # What cannot be removed now is swept away by the next start; the work itself succeeded.
    with suppress(OSError):
        path.unlink(missing_ok=True)


def sweep(folder: Path, stem: str) -> None:
    """Remove what an unclean stop left half-written of ``stem`` (a glob), only under the lock."""
    for left in folder.glob(f"{stem}{PART}*"):
        forget(left)
