"""A second place for backups: a USB disk or another folder, caught up whenever it is there.

A marker file tells the place from the empty folder that a disk leaves when it is pulled out. Each
data file has a folder of its own there, so that several cells can share one disk.
"""

import secrets
import shutil
from pathlib import Path

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage import backup, erasures, notes
from studycompanion.storage.backup import Backup
from studycompanion.storage.backup_rotation import rotate, superfluous
from studycompanion.storage.files import PART, forget, make_folder, sweep, sync_file, sync_folder
from studycompanion.storage.trouble import told_plainly

MARKER = "studycompanion-backups"


def choose(folder: Path, place: Path | None) -> None:
    """Take ``place`` as the second place of the data in ``folder``; None for no second place.

    Raises ``UserError("second_place_same")`` for the data's own folder, and that of the disk.
    """
    if place is None:
        notes.write(folder, second_place="", caught_up_at="", caught_up_with="")
        return
    place = place.absolute()
    if place.resolve().is_relative_to(folder.resolve()):
        raise UserError("second_place_same")
    make_folder(place)
    with told_plainly():
        (place / MARKER).touch()
    notes.write(folder, second_place=str(place), caught_up_at="", caught_up_with="")


def second_place(folder: Path) -> Path | None:
    """The chosen second place, there or not."""
    chosen = notes.read(folder).second_place
    return Path(chosen) if chosen else None


def is_there(place: Path) -> bool:
    """Whether the place can be reached and is the one that was chosen."""
    try:
        return (place / MARKER).is_file()
    except OSError:
        return False


def home_in(place: Path, file: str) -> Path:
    """Where the backups of one data file lie in a place."""
    return place / f"{backup.FOLDER}-{file[:8]}"


def catch_up(folder: Path, place: Path, newest: Backup) -> int:
    """Bring to ``place`` every backup that should be there and is not; returns how many.

    The newest goes first; an older one goes away only after it. Raises ``EnvironmentProblem``.
    """
    home, told = home_in(place, newest.file), notes.read(folder)
    make_folder(home)
    sweep(home, "*")
    with told_plainly():
        there = {one.path.name for one in backup.lying_in(home)}
    mine = [one for one in backup.every(folder) if one.file == newest.file]
    leaving = superfluous(mine, newest, told.keep, fewer_rows=told.fewer_rows)
    missing = [one for one in mine if one not in leaving and one.path.name not in there]
    for one in missing:
        bring(one, home)
    erasures.add(home, erasures.of_data(folder))
    with told_plainly():
        rotate(home, newest, told)
    return len(missing)


def bring(one: Backup, home: Path) -> Path:
    """A copy of a backup in ``home`` that was read back from there and found whole."""
    part, path = home / f"{secrets.token_hex(6)}{PART}", home / one.path.name
    try:
        with told_plainly():
            shutil.copyfile(one.path, part)
            sync_file(part)
            if not backup.is_whole(backup.read_manifest(part)):
                raise EnvironmentProblem("backup_bad")
            part.replace(path)
            sync_folder(home)
    finally:
        forget(part)
    return path
