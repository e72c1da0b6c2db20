"""Commands about the data file itself: ``data check | backup | keep | rehearse | …``."""

import os
from dataclasses import asdict
from pathlib import Path

from studycompanion.cli.command import Answer, Command, Seat, argument
from studycompanion.cli.secret import NEW_VARIABLE, VARIABLE, ask
from studycompanion.errors import UserError
from studycompanion.services import backups, checking, history, history_list, rehearsal, safekeeping


def _check(seat: Seat) -> object:
    if not seat.words.repair:
        found = safekeeping.check(seat.desk)
        return Answer({"problems": list(found)}, int(bool(found)))
    done = checking.repair(seat.desk)
    told = {"mended": list(done.mended), "left": list(done.left), "backup": done.backup}
    return Answer(told, int(bool(done.left)))


def _backup(seat: Seat) -> object:
    if seat.words.to:
        return {"backup": safekeeping.backup_to(seat.desk, Path(seat.words.to).absolute())}
    return {"backup": safekeeping.backup(seat.desk)}


def _rehearse(seat: Seat) -> object:
    done = rehearsal.rehearse(seat.desk)
    told = {"backup": done.path, "members": done.people, "trouble": done.trouble or None}
    return Answer(told, int(not done.is_good))


def _keep(seat: Seat) -> object:
    known = backups.keeping(seat.desk)
    numbers = asdict(known.policy) | {"minutes": known.minutes}
    given = {name: getattr(seat.words, name) for name in numbers}
    chosen = {name: number for name, number in given.items() if number is not None}
    if chosen:
        numbers |= chosen
        policy = backups.Policy(**{n: numbers[n] for n in asdict(known.policy)})
        backups.change_keeping(seat.desk, backups.Keeping(policy, numbers["minutes"]))
    return numbers


def _history(seat: Seat) -> object:
    words = seat.words
    if words.verify:
        proof = history_list.verify(seat.desk)
        told = {"steps": proof.steps, "problems": list(proof.problems)}
        return Answer(told, int(bool(proof.problems)))
    found = history_list.entries(seat.desk, record_id=words.record or "", limit=words.limit)
    return [
        {
            "at": one.at,
            "who": one.who,
            "step": one.step,
            "records": one.records,
            "id": one.id,
        }
        for one in found
    ]


def _undo(seat: Seat) -> object:
    return {"undone": history.undo_step(seat.desk, seat.words.step).value}


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
    Command(
        noun="data",
        verb="check",
        help="look for damage; exit code 1 where there is any",
        arguments=(argument("--repair", action="store_true", help="mend it, after a backup"),),
        action=_check,
    ),
    Command(
        noun="data",
        verb="backup",
        help="back up now",
        arguments=(argument("--to", metavar="DIR", help="put a copy there too"),),
        action=_backup,
    ),
    Command(
        noun="data",
        verb="rehearse",
        help="restore the newest backup elsewhere and compare it",
        action=_rehearse,
    ),
    Command(
        noun="data",
        verb="keep",
        help="how many backups are kept of each kind; with a number, keep so many",
        arguments=tuple(
            argument(f"--{name}", type=int, metavar="N", help=f"from {least} to {most}")
            for name, (least, most) in backups.LIMITS.items()
        ),
        action=_keep,
    ),
    Command(
        noun="data",
        verb="history",
        help="what was done, newest first",
        arguments=(
            argument("--verify", action="store_true", help="prove that nobody changed it"),
            argument("--record", metavar="ID", help="only what touched this record"),
            argument("--limit", type=int, default=200, metavar="N", help="at most so many"),
        ),
        action=_history,
    ),
    Command(
        noun="data",
        verb="undo",
        help="take a step of the history back, while nothing is built on it",
        arguments=(argument("step", metavar="STEP", help="its id, as data history tells it"),),
        action=_undo,
    ),
    Command(
        noun="data",
        verb="password",
        help="set, change or remove the password",
        arguments=(argument("--remove", action="store_true", help="keep the data in plain"),),
        action=_password,
    ),
)
