"""Where the data lies: a folder that a cloud, a network or a stick may take away is warned of."""

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from studycompanion.messages import word
from studycompanion.paths import APP_NAME

_CLOUDS = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "nextcloud",
    "owncloud",
    "megasync",
    "pcloud",
    "box sync",
    "yandex.disk",
    "zalo",
)
_NETWORKS = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "afs", "9p", "davfs"}
    | {"fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse"}
)
_STICKS = ("/media/", "/run/media/", "/mnt/usb")
_REMOVABLE, _REMOTE = 2, 4
"""What Windows calls kinds of drives."""


class FolderKind(StrEnum):
    """What may take a folder away, or copy it half-written."""

    CLOUD = "cloud"
    NETWORK = "network"
    REMOVABLE = "removable"


@dataclass(frozen=True, slots=True)
class FolderWarning:
    """Why a folder is no good home for data, in a sentence, and a better one; None if unknown."""

    kind: FolderKind
    words: str
    better: Path | None


@dataclass(frozen=True, slots=True)
class System:
    """What the system says of its disks: its mounts as (path, type) pairs, and drive kinds."""

    mounts: tuple[tuple[str, str], ...]
    drives: Mapping[str, int]
    variables: Mapping[str, str]


def sense(folder: Path, system: System | None = None) -> FolderWarning | None:
    """What is wrong with ``folder`` as a home for the data; None where nothing is known."""
    kind = kind_of(folder, system or _this_system(folder))
    if kind is None:
        return None
    return FolderWarning(kind, word("folder_warnings", kind.value), better_place(folder))


def kind_of(folder: PurePath, system: System) -> FolderKind | None:
    """What may take the folder away, by its path and by what the system says."""
    if _is_in_a_cloud(folder, system.variables):
        return FolderKind.CLOUD
    if str(folder).startswith(("\\\\", "//")) or system.drives.get(folder.drive) == _REMOTE:
        return FolderKind.NETWORK
    mount, kind = _mount_of(folder.as_posix(), system.mounts)
    if kind in _NETWORKS:
        return FolderKind.NETWORK
    is_stick = system.drives.get(folder.drive) == _REMOVABLE
    if is_stick or f"{mount}/".startswith(_STICKS):
        return FolderKind.REMOVABLE
    return None


def _is_in_a_cloud(folder: PurePath, variables: Mapping[str, str]) -> bool:
    parts = [part.casefold() for part in folder.parts]
    if any(part.startswith(cloud) for part in parts for cloud in _CLOUDS):
        return True
    roots = [text for name, text in variables.items() if name.upper().startswith("ONEDRIVE")]
    return any(text and folder.is_relative_to(text) for text in roots)


def _mount_of(folder: str, mounts: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The mount that a folder lies on, the longest that fits, and its type."""
    fitting = [m for m in mounts if m[0] == "/" or f"{folder}/".startswith(f"{m[0]}/")]
    return max(fitting, key=lambda mount: len(mount[0]), default=("", ""))


def _this_system(folder: Path) -> System:
    return System(_mounts(), _drives(folder.absolute().drive), os.environ)


def _mounts() -> tuple[tuple[str, str], ...]:
    try:
        lines = Path("/proc/mounts").read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    found = (line.split() for line in lines)
    return tuple((parts[1].replace("\\040", " "), parts[2]) for parts in found if len(parts) > 2)


def _drives(drive: str) -> Mapping[str, int]:
    if sys.platform != "win32" or not drive:
        return {}
    import ctypes

    return {drive: ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")}


def better_place(folder: Path) -> Path | None:
    """The platform's own place for data on this PC, where that is another one."""
    import platformdirs

    own = Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))
    return own if own != folder else None
