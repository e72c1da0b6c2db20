"""Advice on a password as it is typed, and backups that were made before there was one."""

from datetime import datetime
from pathlib import Path

from studycompanion.domain.password_hint import advice
from studycompanion.domain.work import Job
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services import opening
from studycompanion.services.desk import Desk
from studycompanion.storage import backup as files
from studycompanion.storage import backup_recoding


def hints(password: str, desk: Desk | None = None) -> tuple[str, ...]:
    """Sentences on what would make a password better; nothing where it is good."""
    names: tuple[str, ...] = ()
    if desk is not None:
        setup = opening.setup_of(desk)
        names = (setup.secretary, setup.cell or "", setup.superior, setup.place)
    return tuple(word("password_hints", code) for code in advice(password, names))


def plain_backups(desk: Desk) -> tuple[Path, ...]:
    """Backups beside encrypted data that anybody can read; nothing beside plain data."""
    if desk.store.key is None:
        return ()
    return tuple(one.path for one in files.every(desk.folder) if not one.is_encrypted)


def encrypt_backups(desk: Desk, job: Job) -> int:
    """Put the present password on every plain backup; returns how many.

    What was done before ``Cancelled`` stays. Raises ``UserError("no_password")`` by plain data,
    ``EnvironmentProblem`` of the disk or ``backup_unreadable``.
    """
    if desk.store.key is None:
        raise UserError("no_password")
    plain = plain_backups(desk)
    for number, path in enumerate(plain):
        job.report(number, len(plain), _day(files.read_manifest(path).made_at))
        backup_recoding.encrypt(desk.store, path)
    return len(plain)


def _day(at: datetime) -> str:
    return f"{at:%d/%m/%Y}"
