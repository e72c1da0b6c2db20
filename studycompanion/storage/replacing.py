"""Restoring over data that is open: proved and upgraded under another name, then swapped in.

What protects the data now protects it afterwards: a backup of before the password comes in under
the present key. A backup with a password over plain data brings its password along.
"""

import secrets
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage import epochs, keys, migrations, vault
from studycompanion.storage.check import quick_check
from studycompanion.storage.engine import connect, file_engine
from studycompanion.storage.files import PART, sweep, sync_file
from studycompanion.storage.recoding import export, swap_in, version_of
from studycompanion.storage.restoring import unpack
from studycompanion.storage.store import DATA, KEYS, Store
from studycompanion.storage.trouble import told_plainly


def key_for(
    key_text: str | None, known: bytes | None, secret: str | None, data: Path
) -> bytes | None:
    """The key of unpacked ``data``: by the secret, or the one that is known already.

    Raises ``UserError`` ``password_needed`` or ``wrong_password``.
    """
    if key_text is None:
        return None
    if secret:
        return keys.unlock(key_text, secret)
    if known is None or not _opens(data, known):
        raise UserError("password_needed")
    return known


def _opens(data: Path, key: bytes) -> bool:
    try:
        with told_plainly(), closing(connect(data, key, may_create=False)) as connection:
            return bool(connection.execute("SELECT count(*) FROM meta").fetchone()[0])
    except EnvironmentProblem:
        return False


def replace(store: Store, path: Path, *, secret: str | None = None) -> bytes | None:
    """Put the data of a backup in the place of the open data; returns the key to reopen it with.

    Until the one step of the swap the open data is untouched. Raises ``UserError``
    ``password_needed``, ``wrong_password`` or ``newer_file``, ``EnvironmentProblem``
    ``backup_unreadable``, ``busy`` where somebody still writes, and those of the disk.
    """
    folder = store.folder
    part = folder / f"{DATA}.{secrets.token_hex(4)}{PART}"
    try:
        with told_plainly():
            key_text = unpack(path, part)
            key = key_for(key_text, store.key, secret, part)
            _bring_up(part, key, store, path.name)
            target = store.key or key
            ready = part if key == target else _recoded(part, key, target)
            if store.key is None and key_text is not None:
                keys.write(folder / KEYS, key_text)
            _swap(store, ready)
    finally:
        sweep(folder, part.stem)
    return target


def _bring_up(part: Path, key: bytes | None, present: Store, name: str) -> None:
    """Prove the copy, bring it to the newest schema and begin its new epoch."""
    growing = Store(file_engine(part, key), part.parent, key)
    try:
        quick_check(growing)
        with told_plainly(), growing.engine.connect() as connection:
            is_old = migrations.needs_upgrade(connection)
        if is_old:
            vault.migrate(growing)
        epochs.begin(growing, epochs.highest_version(present), above=epochs.of(present))
    except (sa.exc.SQLAlchemyError, EnvironmentProblem) as error:
        if isinstance(error, EnvironmentProblem) and error.code != "damaged":
            raise
        raise EnvironmentProblem("backup_unreadable", name=name) from error
    finally:
        growing.engine.dispose()
    vault.settle(part, key)
    sync_file(part)


def _recoded(part: Path, key: bytes | None, target: bytes | None) -> Path:
    """The same data under another key, as a file of its own."""
    other = part.with_name(f"{part.stem}2{PART}")
    with closing(connect(part, key, may_create=False)) as source:
        export(source, other, target)
    sync_file(other)
    return other


def _swap(store: Store, ready: Path) -> None:
    with closing(connect(store.folder / DATA, store.key, may_create=False)) as source:
        swap_in(store, source, ready, version=version_of(source))
