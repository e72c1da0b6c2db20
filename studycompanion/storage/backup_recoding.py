"""Putting the password of the data on a backup that was made before there was one."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from studycompanion.storage import backup
from studycompanion.storage.engine import bare_connect
from studycompanion.storage.files import sync_folder
from studycompanion.storage.recoding import export
from studycompanion.storage.restoring import unpack
from studycompanion.storage.store import KEYS, Store
from studycompanion.storage.trouble import told_plainly


def encrypt(store: Store, path: Path) -> None:
    """Replace a plain backup by the same one under the key of ``store``, in one step."""
    old, folder = backup.read_manifest(path), path.parent
    with (
        told_plainly(),
        backup.scratch(folder) as plain,
        backup.scratch(folder) as coded,
        backup.scratch(folder) as box,
    ):
        unpack(path, plain)
        with closing(bare_connect(plain, None, may_create=False)) as source:
            export(source, coded, store.key)
        keys = (store.folder / KEYS).read_bytes()
        made = replace(old, is_encrypted=True, sha256=backup.sha256_of(coded))
        backup.pack(made, coded, box, keys=keys)
        box.replace(path)
        sync_folder(folder)
