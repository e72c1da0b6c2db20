"""Commands about personal data: ``member erase`` and ``member erasures``."""

from datetime import date
from typing import Any

from studycompanion.cli.command import Command, Seat, argument
from studycompanion.messages import word
from studycompanion.services import erasing
from studycompanion.services.erasing import ErasureLine, Foreseen


def _erase(seat: Seat) -> object:
    words = seat.words
    seen = erasing.foresee(seat.desk, words.member)
    answer: dict[str, Any] = {
        "would_erase" if words.dry_run else "erased": words.member,
        "kept_counts": _counts(seen, in_words=not words.json),
        "mentions": _mentions(seen),
    }
    if words.dry_run:
        return answer
    done = erasing.erase(
        seat.desk,
        words.member,
        reason=words.reason,
        keep_until=words.until,
        backup_first=words.backup_first,
    ).value
    state = "rewritten" if done.is_rewritten else "rewrite_waits"
    return answer | {
        "keep_until": words.until,
        "file_words": word("erased", state),
        "backup_after": done.backup,
        "backup_words": word("erased", "backups", count=done.older_backups),
    }


def _counts(seen: Foreseen, *, in_words: bool) -> dict[str, int] | str:
    """How many records of each kind stay, named; one line of text for people."""
    counts = {word("tables", kind): n for kind, n in seen.counts.items()}
    return ", ".join(f"{name} ({n})" for name, n in counts.items()) if in_words else counts


def _mentions(seen: Foreseen) -> str:
    where = ", ".join(f"{word('tables', kind)} ({n})" for kind, n in seen.mentions.items())
    return word("erased", "mentions", where=where) if where else ""


def _list(seat: Seat) -> object:
    return list(map(_line, erasing.register(seat.desk)))


def _line(line: ErasureLine) -> dict[str, object]:
    return {
        "id": line.member_id,
        "at": line.at.isoformat(timespec="minutes"),
        "by": line.by,
        "reason": line.reason,
        "keep_until": line.keep_until,
    }


COMMANDS = (
    Command(
        noun="member",
        verb="erase",
        help="take out all that tells who a person was; counts stay; cannot be undone",
        arguments=(
            argument("member", metavar="ID"),
            argument("--reason", required=True, metavar="R", help="kept, so without the name"),
            argument(
                "--until",
                type=date.fromisoformat,
                metavar="DAY",
                help="until when the nameless counts are kept, as 2031-12-31",
            ),
            argument("--dry-run", action="store_true", help="only say what stays; write nothing"),
            argument(
                "--backup-first",
                action="store_true",
                help="make a backup before, which then still holds the data",
            ),
        ),
        action=_erase,
    ),
    Command(
        noun="member",
        verb="erasures",
        help="list the erasures that were done",
        action=_list,
    ),
)
