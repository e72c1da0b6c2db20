"""Commands that bring data back: ``data backups | restore | export | import``."""

import os
from argparse import Namespace
from pathlib import Path

from studycompanion.cli import clock as clock_question
from studycompanion.cli.command import Command, Seat, argument
from studycompanion.cli.secret import VARIABLE, ask, password_for
from studycompanion.domain.record import Clock
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.services import backups, openformat, opening, rescue, restoring
from studycompanion.services.desk import Desk

BACKUP_VARIABLE = "STUDYCOMPANION_BACKUP_PASSWORD"


def _backups(seat: Seat) -> object:
    return [
        {
            "made_at": line.made_at,
            "people": line.people,
            "tasks": line.tasks,
            "size": line.size,
            "cause": line.cause,
            "is_in_second_place": line.is_in_second_place,
            "difference": line.difference,
            "file": line.path,
        }
        for line in backups.lines(seat.desk)
    ]


def _restore(words: Namespace, folder: Path, clock: Clock) -> object:
    path = Path(words.file).absolute()
    desk, before = _restored(path, folder, clock, words.now)
    opening.close(desk)
    return {"restored": path, "before": before}


def _restored(path: Path, folder: Path, clock: Clock, now: str | None) -> tuple[Desk, Path | None]:
    """The open desk after the restore, and the backup of before; a damaged file goes aside.

    Where the clock is behind the present data, the date is asked for before that is backed up.
    """
    actor = opening.actor_now("")
    try:
        if opening.state(folder) is opening.FileState.MISSING:
            from studycompanion.services import safekeeping

            safekeeping.restore(path, folder)
            secret = password_for(folder)
            return opening.open_desk(folder, actor=actor, clock=clock, password=secret), None
        secret = password_for(folder)
        desk = opening.open_desk(folder, actor=actor, clock=clock, password=secret)
    except EnvironmentProblem as error:
        if error.code not in ("damaged", "keys_damaged"):
            raise
        return _rescued(path, folder, clock), None
    try:
        clock_question.settle(desk, now)
        return desk, _replaced(desk, path).before
    except BaseException:
        desk.store.close()
        raise


def _replaced(desk: Desk, path: Path) -> restoring.Restored:
    try:
        return restoring.restore(desk, path, password=os.environ.get(BACKUP_VARIABLE))
    except UserError as error:
        if error.code != "password_needed":
            raise
        return restoring.restore(desk, path, password=ask("backup_password"))


def _rescued(path: Path, folder: Path, clock: Clock) -> Desk:
    actor, given = (
        opening.actor_now(""),
        os.environ.get(BACKUP_VARIABLE) or os.environ.get(VARIABLE),
    )
    try:
        return rescue.restore(folder, path, actor=actor, clock=clock, password=given)
    except UserError as error:
        if error.code != "password_needed":
            raise
        secret = ask("backup_password")
        return rescue.restore(folder, path, actor=actor, clock=clock, password=secret)


def _export(seat: Seat) -> object:
    done = openformat.export_data(seat.desk, Path(seat.words.dir).absolute())
    return {"folder": seat.words.dir, "rows": sum(done.rows.values()), "blobs": done.files}


def _import(words: Namespace, folder: Path, clock: Clock) -> object:
    password = os.environ.get(VARIABLE) or (ask("new_password") if words.password else None)
    made = openformat.import_data(
        Path(words.dir).absolute(),
        folder,
        actor=opening.actor_now(""),
        clock=clock,
        password=password,
    )
    try:
        if words.now or clock_question.may_ask():
            clock_question.settle(made.desk, words.now)
    finally:
        opening.close(made.desk)
    answer: dict[str, object] = {"folder": folder.absolute()}
    return answer | ({"recovery_key": made.recovery_key} if made.recovery_key else {})


COMMANDS = (
    Command(noun="data", verb="backups", help="list the backups", action=_backups),
    Command(
        noun="data",
        verb="restore",
        help="go back to a backup; what is there now is backed up first",
        arguments=(argument("file", metavar="FILE"),),
        without_desk=_restore,
    ),
    Command(
        noun="data",
        verb="export",
        help="write everything as JSON Lines and PDF, not encrypted",
        arguments=(argument("dir", metavar="DIR", help="an empty folder"),),
        action=_export,
    ),
    Command(
        noun="data",
        verb="import",
        help="make a new data file out of an export",
        arguments=(
            argument("dir", metavar="DIR", help="the folder of the export"),
            argument("--password", action="store_true", help="ask for a password"),
        ),
        without_desk=_import,
    ),
)
