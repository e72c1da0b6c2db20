"""A data file in a folder that takes no writing, such as a stick that is locked: to be read only.

No lock can be held there, so only a file that was closed in order, and that nobody has open, is
read: SQLite may then take it as something that does not move.
"""

from pathlib import Path

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage import lock, migrations
from studycompanion.storage.engine import still_engine
from studycompanion.storage.store import DATA, NEWER, Store
from studycompanion.storage.trouble import told_plainly

STILL = "folder_read_only"


def open_still(folder: Path, key: bytes | None) -> Store | None:
    """A store that only reads the file of ``folder``; None where that would not be safe.

    Raises ``EnvironmentProblem`` ``damaged`` or that of the disk.
    """
    if _may_move(folder):
        return None
    store = Store(still_engine(folder / DATA, key), folder, key)
    store.why_read_only = STILL
    try:
        with told_plainly(), store.engine.connect() as connection:
            is_old = migrations.needs_upgrade(connection)
    except UserError:
        store.why_read_only, is_old = NEWER, False
    except EnvironmentProblem:
        store.engine.dispose()
        raise
    if is_old:
        store.engine.dispose()
        return None
    return store


def _may_move(folder: Path) -> bool:
    """Whether the file is open somewhere, or was never closed since."""
    left = (folder / lock.NAME, folder / f"{DATA}-wal")
    with told_plainly():
        return any(path.exists() and path.stat().st_size for path in left)
