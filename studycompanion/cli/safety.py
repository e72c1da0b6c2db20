"""Commands about the data file itself: ``data check | backup | password``."""

import os

from studycompanion.cli.command import Command, Seat, argument
from studycompanion.cli.secret import NEW_VARIABLE, VARIABLE, ask
from studycompanion.errors import UserError
from studycompanion.services import safekeeping


def _check(seat: Seat) -> object:
    return {"problems": list(safekeeping.check(seat.desk))}


def _backup(seat: Seat) -> object:
    return {"backup": safekeeping.backup(seat.desk)}


def _password(seat: Seat) -> object:
    is_plain = not safekeeping.has_password(seat.desk)
    old = None if is_plain else os.environ.get(VARIABLE) or ask("password")
    new = None if seat.words.remove else _new_password(is_plain=is_plain)
    done = safekeeping.change_password(seat.desk, old, new)
    return {"recovery_key": done.recovery_key, "plain_backups": list(done.plain_backups)}


def _new_password(*, is_plain: bool) -> str:
    given = os.environ.get(NEW_VARIABLE) or (os.environ.get(VARIABLE) if is_plain else None)
    new = given or ask("new_password")
    if not new:
        raise UserError("password_empty")
    return new


COMMANDS = (
    Command(noun="data", verb="check", help="look for damage", action=_check),
    Command(noun="data", verb="backup", help="back up now", action=_backup),
    Command(
        noun="data",
        verb="password",
        help="set, change or remove the password",
        arguments=(argument("--remove", action="store_true", help="keep the data in plain"),),
        action=_password,
    ),
)
