"""Backups: one container file with the data, its keys and a manifest of what it holds.

Copied in one step with SQLite's own backup on a connection of its own, opened, checked and counted
before it counts as a backup; only then do older ones go.
"""

import hashlib
import json
import secrets
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from studycompanion.errors import EnvironmentProblem
from studycompanion.storage.engine import bare_connect, connect
from studycompanion.storage.files import PART, forget, make_folder, sync_file, sync_folder
from studycompanion.storage.store import DATA, KEYS, Store
from studycompanion.storage.trouble import told_plainly

FOLDER, SUFFIX, MANIFEST = "backups", ".scbackup", "manifest.json"
UNREADABLE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What Python says of a container that is damaged, or put under a password by somebody else."""
_LARGE = 32 << 20
"""A larger file is mostly printed forms and scans, which pressing makes no smaller."""
_UPKEEP = frozenset({"meta", "alembic_version", "setting", "rule_set", "form_template", "draft"})
"""Tables whose rows nobody typed in as a cell's records."""


class Cause(StrEnum):
    """Why a backup was made."""

    HAND = "hand"
    CLOSE = "close"
    TIMER = "timer"
    IMPORT = "import"
    UPGRADE = "upgrade"
    REPAIR = "repair"
    REMOVAL = "removal"
    RESTORE = "restore"
    TEMPLATE = "template"
    MOVE = "move"
    ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file, when and why it was made, and how many rows each of its tables holds.

    ``file`` is the id of the data file it is of, ``origin`` that of its epoch; ``head`` is the
    number and the digest of the newest change set; ``sha256`` that of the data in it; ``serial``
    counts the backups made here.
    """

    path: Path
    made_at: datetime
    counts: dict[str, int]
    is_encrypted: bool
    cause: Cause = Cause.HAND
    file: str = ""
    origin: str = ""
    head: tuple[int, str] = (0, "")
    serial: int = 0
    sha256: str = ""

    @property
    def rows(self) -> int:
        """How many rows of a cell's own records it holds."""
        return rows_of(self.counts)

    @property
    def people(self) -> int:
        """How many members it holds."""
        return self.counts.get("member", 0)

    def is_more_than_twice(self, rows: int, people: int) -> bool:
        """Whether it holds so much more that something must have happened to the file since."""
        return self.rows > 2 * rows or self.people > 2 * people


def rows_of(counts: dict[str, int]) -> int:
    """How many rows of a cell's own records there are."""
    return sum(count for name, count in counts.items() if name not in _UPKEEP)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the data said of itself at the moment of the copy."""

    counts: dict[str, int]
    file: str
    origin: str
    head: tuple[int, str]


def make(store: Store, now: datetime, *, cause: Cause = Cause.HAND) -> Backup:
    """Write a verified backup beside the data; nothing older is touched.

    Raises ``EnvironmentProblem("backup_bad")`` where the copy is not sound, or that of the disk.
    """
    folder = store.folder / FOLDER
    make_folder(folder)
    with told_plainly(), scratch(folder) as copy, scratch(folder) as box:
        facts = _copy(store, copy)
        verify(copy, store.key, facts.counts)
        path = folder / f"{now:%Y-%m-%d_%H%M%S}_{secrets.token_hex(2)}{SUFFIX}"
        serial = 1 + max((b.serial for b in every(store.folder)), default=0)
        made = Backup(
            path=path,
            made_at=now,
            counts=facts.counts,
            is_encrypted=store.key is not None,
            cause=cause,
            file=facts.file,
            origin=facts.origin,
            head=facts.head,
            serial=serial,
            sha256=sha256_of(copy),
        )
        keys = (store.folder / KEYS).read_bytes() if store.key is not None else None
        pack(made, copy, box, keys=keys)
        box.replace(path)
        sync_folder(folder)
    return made


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A name for a file that is gone at the end, with what SQLite put beside it."""
    path = folder / f"{secrets.token_hex(6)}{PART}"
    try:
        yield path
    finally:
        for left in folder.glob(path.name + "*"):
            forget(left)


def _copy(store: Store, target: Path) -> Facts:
    """Copy the data as it is at one moment, whoever writes meanwhile; returns its facts."""
    with (
        closing(connect(store.folder / DATA, store.key, may_create=False)) as source,
        # Without a write-ahead log: closing one held every other thread too long.
        closing(bare_connect(target, store.key)) as copy,
    ):
        source.execute("BEGIN")
        facts = facts_of(source)
        source.backup(copy)
        source.execute("COMMIT")
    return facts


def facts_of(connection: Any) -> Facts:
    """What the data of a driver connection says of itself, inside one transaction."""
    ids = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('file', 'origin')"))
    last = connection.execute(
        "SELECT number, digest FROM change_set ORDER BY at DESC, number DESC LIMIT 1"
    ).fetchone()
    head = (int(last[0]), str(last[1])) if last else (0, "")
    return Facts(count_rows(connection), ids.get("file", ""), ids.get("origin", ""), head)


def count_rows(connection: Any) -> dict[str, int]:
    """How many rows each table of a driver connection's file has."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    names = [row[0] for row in connection.execute(tables)]
    return {n: connection.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0] for n in names}


def verify(copy: Path, key: bytes | None, counts: dict[str, int]) -> None:
    """Raise ``EnvironmentProblem("backup_bad")`` unless ``copy`` is sound and holds ``counts``."""
    try:
        with told_plainly(), closing(bare_connect(copy, key, may_create=False)) as found:
            is_sound = found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            is_whole = is_sound and count_rows(found) == counts
    except EnvironmentProblem as error:
        raise EnvironmentProblem("backup_bad") from error
    if not is_whole:
        raise EnvironmentProblem("backup_bad")


def pack(made: Backup, copy: Path, target: Path, *, keys: bytes | None) -> None:
    """Put data, keys and manifest into one container, and read it back from there."""
    is_pressed = keys is None and copy.stat().st_size < _LARGE
    with zipfile.ZipFile(target, "w", compresslevel=1) as box:
        box.write(copy, DATA, zipfile.ZIP_DEFLATED if is_pressed else zipfile.ZIP_STORED)
        if keys is not None:
            box.writestr(KEYS, keys)
        box.writestr(MANIFEST, json.dumps(_manifest(made), indent=1))
        names = box.namelist()
    sync_file(target)
    if not _is_sound(target, names, made.sha256):
        raise EnvironmentProblem("backup_bad")


def _manifest(made: Backup) -> dict[str, object]:
    return {
        "made_at": made.made_at.isoformat(),
        "cause": made.cause.value,
        "file": made.file,
        "origin": made.origin,
        "head": list(made.head),
        "serial": made.serial,
        "counts": made.counts,
        "sha256": made.sha256,
        "is_encrypted": made.is_encrypted,
    }


def _is_sound(path: Path, names: list[str], data_sha256: str) -> bool:
    """Whether everything comes out of a container again as it was put in."""
    try:
        with zipfile.ZipFile(path) as box:
            is_whole = box.namelist() == names and box.testzip() is None
            return is_whole and _sha256(box.open(DATA)) == data_sha256
    except UNREADABLE:
        return False


def is_whole(one: Backup) -> bool:
    """Whether a backup file still gives back, bit for bit, the data it was made of."""
    names = [DATA, *[KEYS] * one.is_encrypted, MANIFEST]
    return _is_sound(one.path, names, one.sha256)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, 64 hex digits."""
    return _sha256(path.open("rb"))


def _sha256(file: IO[bytes]) -> str:
    with file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def read_manifest(path: Path) -> Backup:
    """What a backup file says of itself; ``EnvironmentProblem("backup_bad")`` if unreadable."""
    try:
        with zipfile.ZipFile(path) as box:
            body = json.loads(box.read(MANIFEST))
        return _from_manifest(path, body)
    except UNREADABLE as error:
        raise EnvironmentProblem("backup_bad") from error


def _from_manifest(path: Path, body: dict[str, Any]) -> Backup:
    made_at = datetime.fromisoformat(body["made_at"])
    number, digest = body.get("head", (0, ""))
    return Backup(
        path=path,
        # Without a zone it could not be put in order with the others.
        made_at=made_at if made_at.tzinfo else made_at.astimezone(),
        counts={str(name): int(count) for name, count in body["counts"].items()},
        is_encrypted=bool(body["is_encrypted"]),
        cause=Cause(body.get("cause", "hand")),
        file=str(body.get("file", "")),
        origin=str(body.get("origin", "")),
        head=(int(number), str(digest)),
        serial=int(body.get("serial", 0)),
        sha256=str(body["sha256"]),
    )


def every(folder: Path) -> list[Backup]:
    """The readable backups of a data folder, newest first; unreadable ones are left alone."""
    return lying_in(folder / FOLDER)


def lying_in(place: Path) -> list[Backup]:
    """The readable backups that lie in ``place`` itself, newest first."""
    found = []
    for path in place.glob(f"*{SUFFIX}"):
        try:
            found.append(read_manifest(path))
        except EnvironmentProblem:
            continue
    return sorted(found, key=lambda b: (b.made_at, b.serial), reverse=True)
