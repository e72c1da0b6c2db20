"""Commands about Word forms, and who saw reviews: ``review export|import|seen``."""

from pathlib import Path

from studycompanion.cli.command import Answer, Command, Seat, argument
from studycompanion.cli.output import Progress
from studycompanion.cli.study import TOPIC
from studycompanion.messages import say, word
from studycompanion.services import members, review_tracing
from studycompanion.services.word_form_reading import FormRead, read_forms
from studycompanion.services.word_form_taking import take_forms
from studycompanion.services.word_forms import FormsWanted, export_word_forms


def _export(seat: Seat) -> object:
    words = seat.words
    wanted = FormsWanted(
        words.topic,
        cell_id=members.find_cell(seat.desk, words.cell) if words.cell else None,
        member_ids=words.member or None,
        code=words.code,
    )
    out = Path(words.out).absolute()
    return {"word_forms": export_word_forms(seat.desk, wanted, out, job=Progress())}


def _import(seat: Seat) -> object:
    """Take in what is proposed, all that can be taken with ``--all``; 1 where a file is refused."""
    words, desk = seat.words, seat.desk
    paths = [Path(file) for file in words.files]
    reads = read_forms(desk, paths, topic_id=words.topic, job=Progress())
    chosen = {read.path: _chosen(read, every=words.all) for read in reads}
    if not words.dry_run and any(chosen.values()):
        take_forms(desk, reads, chosen, hand_in=words.hand_in)
    told = [_told(read, chosen[read.path], is_dry=words.dry_run) for read in reads]
    return Answer(told, int(any(read.problem for read in reads)))


def _chosen(read: FormRead, *, every: bool) -> frozenset[str]:
    if not every:
        return read.proposed
    return frozenset(one.key for one in read.changes if one.state.can_be_taken)


def _told(read: FormRead, chosen: frozenset[str], *, is_dry: bool) -> dict[str, object]:
    fields = [
        {
            "field": one.label,
            "old": one.old,
            "new": one.new,
            "state": word("word_form_states", one.state),
            "taken": one.key in chosen and not is_dry,
        }
        for one in read.changes
    ]
    return {
        "file": read.path,
        "full_name": read.member_name,
        "problem": say(read.problem) if read.problem else None,
        "changes": fields,
        "notes": list(read.notes),
    }


def _seen(seat: Seat) -> object:
    words = seat.words
    found = review_tracing.journal(
        seat.desk, member_id=words.member, with_shown=not words.left, limit=words.limit
    )
    return [
        {
            "at": one.at.isoformat(timespec="minutes"),
            "means": word("access_means", one.means),
            "full_name": one.member_name,
            "topic": one.topic,
            "by": one.by,
            "file": one.file_name,
        }
        for one in found
    ]


COMMANDS = (
    Command(
        noun="review",
        verb="export",
        help="write a Word form to type in for each member, below a folder",
        arguments=(
            TOPIC,
            argument("--out", required=True, metavar="DIR"),
            argument("--cell", metavar="C", help="only this cell"),
            argument(
                "--member", action="append", metavar="ID", help="only this person; repeatable"
            ),
            argument("--code", default="", metavar="CODE", help="the form for who has none yet"),
        ),
        action=_export,
    ),
    Command(
        noun="review",
        verb="import",
        help="take in Word forms that members filled in; what was changed here too stays",
        arguments=(
            argument("files", nargs="+", metavar="FILE"),
            argument("--topic", default="", metavar="ID", help="refuse forms of other topics"),
            argument("--dry-run", action="store_true", help="only tell what would change"),
            argument("--all", action="store_true", help="emptied and conflicting fields as well"),
            argument("--hand-in", action="store_true", help="note these reviews as handed in"),
        ),
        action=_import,
    ),
    Command(
        noun="review",
        verb="seen",
        help="who saw whose review and by what way any of them left, newest first",
        arguments=(
            argument("--member", default="", metavar="ID", help="only this person's"),
            argument("--left", action="store_true", help="only what left the data file"),
            argument("--limit", type=int, default=200, metavar="N", help="at most so many"),
        ),
        action=_seen,
    ),
)
