"""Putting a password on a data file, changing it and taking it off.

The password protects a random data key (``data.keys``), so that changing it rewraps that key and
never rewrites the data. Setting or removing it writes a new file, verifies it and swaps it in.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from studycompanion.errors import EnvironmentProblem
from studycompanion.storage import backup, keys
from studycompanion.storage.engine import connect, fold_in_log, key_text
from studycompanion.storage.files import PART, forget, sweep, sync_file, sync_folder
from studycompanion.storage.store import DATA, KEYS, Store
from studycompanion.storage.trouble import told_plainly


def rewrap(folder: Path, old: str, new: str) -> None:
    """Change the password; the data file is not touched."""
    path = folder / KEYS
    keys.write(path, keys.rewrap(keys.read(path), old, new))


def encrypt(store: Store, password: str) -> keys.NewKeys:
    """Put a password on a plain file. The store must be reopened with the new data key."""
    made = keys.make(password)
    with _copied(store, made.data_key) as swap:
        keys.write(store.folder / KEYS, made.text)
        swap()
    return made


def decrypt(store: Store) -> None:
    """Take the password off. The store must be reopened without a key."""
    with _copied(store, None) as swap:
        swap()
    # A key file that stays behind opens nothing any more, and the header says so.
    forget(store.folder / KEYS)


def rewrite(store: Store) -> None:
    """Write the data anew under its own key, so that nothing of what was taken out lies in it.

    The store must be reopened. Raises ``EnvironmentProblem("busy")`` where others have it open.
    """
    with _copied(store, store.key) as swap:
        swap()


@contextmanager
def _copied(store: Store, key: bytes | None) -> Iterator[Callable[[], None]]:
    """A verified copy of the data under ``key``; call what is given to swap it in."""
    part = store.folder / f"{DATA}.{secrets.token_hex(4)}{PART}"
    try:
        with (
            told_plainly(),
            closing(connect(store.folder / DATA, store.key, may_create=False)) as source,
        ):
            version = export(source, part, key)
            sync_file(part)
            yield lambda: swap_in(store, source, part, version=version)
    finally:
        sweep(store.folder, part.stem)


def export(source: Any, part: Path, key: bytes | None) -> int:
    """Copy every table while nobody else may write; returns the version of what was copied."""
    source.execute("ATTACH DATABASE ? AS target KEY ?", (str(part), key_text(key)))
    source.execute("BEGIN IMMEDIATE")
    counts, version = backup.count_rows(source), version_of(source)
    source.execute("SELECT sqlcipher_export('target')")
    source.execute("COMMIT")
    source.execute("DETACH DATABASE target")
    backup.verify(part, key, counts)
    return version


def swap_in(store: Store, source: Any, part: Path, *, version: int) -> None:
    """Bring the copy in; ``EnvironmentProblem("busy")`` where somebody wrote since or still may."""
    store.engine.dispose()
    if version_of(source) != version:
        raise EnvironmentProblem("busy")
    fold_in_log(source)
    source.close()
    part.replace(store.folder / DATA)
    # From here on the new file counts; should the rename be lost, the old one still opens.
    with suppress(OSError):
        sync_folder(store.folder)


def version_of(source: Any) -> int:
    """A number that changes when another connection commits."""
    return int(source.execute("PRAGMA data_version").fetchone()[0])
