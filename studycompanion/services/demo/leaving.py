"""Throwing the sample away, for good or to make it anew."""

import shutil
from pathlib import Path

from studycompanion.domain.record import Actor, Clock
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.services import opening
from studycompanion.services.demo import is_sample
from studycompanion.storage import backup, lock, notes
from studycompanion.storage.files import forget
from studycompanion.storage.store import DATA, KEYS

_FILES = (DATA, f"{DATA}-wal", f"{DATA}-shm", KEYS, lock.NAME, notes.NAME, "window.json")


def throw_away(folder: Path, *, actor: Actor, clock: Clock) -> None:
    """Remove what the program wrote into a sample's folder; what the user put there stays.

    Raises ``UserError`` ``not_a_sample`` or ``in_use``, and ``EnvironmentProblem`` of the disk.
    """
    if opening.state(folder) is opening.FileState.PLAIN:
        desk = opening.open_desk(folder, actor=actor, clock=clock)
        may_go = is_sample(desk)
        desk.store.close()
        if not may_go:
            raise UserError("not_a_sample")
    for name in _FILES:
        forget(folder / name)
    shutil.rmtree(folder / backup.FOLDER, ignore_errors=True)
    if (folder / DATA).exists():
        raise EnvironmentProblem("folder_unwritable")
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
