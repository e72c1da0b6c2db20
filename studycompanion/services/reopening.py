"""Going on with a data file that was written anew under an open desk."""

from studycompanion.services.desk import Desk
from studycompanion.storage.store import file_store


def reopen(desk: Desk, key: bytes | None) -> None:
    """Let the desk go on with the file as it lies there now, under the lock that it has."""
    old = desk.store
    fresh = file_store(old.folder, key)
    fresh.lock, old.lock = old.lock, None
    desk.store = fresh
    desk.is_changed = True
