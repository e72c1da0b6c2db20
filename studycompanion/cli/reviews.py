"""Commands about self-reviews: ``review draft|received|promises|write|move|form|entered|ranks``."""

from datetime import date
from pathlib import Path

from studycompanion.cli.command import Command, Seat, argument, either
from studycompanion.cli.output import Progress
from studycompanion.domain.paper import Occasion
from studycompanion.domain.review import Stage
from studycompanion.errors import UserError
from studycompanion.services import (
    handed_papers,
    promises,
    rank_counts,
    review_changing,
    review_drafts,
    review_entry,
    review_stages,
    reviews,
)
from studycompanion.services.handed_papers import PaperIn
from studycompanion.services.promises import Typed
from studycompanion.services.scanned_stack import read_stack

_TOPIC = argument("--topic", required=True, metavar="ID")
_MEMBER = argument("--member", required=True, metavar="ID")


def _draft(seat: Seat) -> object:
    words = seat.words
    return {"made": review_drafts.draft_all(seat.desk, words.topic, Occasion(words.occasion)).value}


def _received(seat: Seat) -> object:
    words, desk = seat.words, seat.desk
    day, stack = words.on or desk.today, handed_papers.stack(desk, words.topic, cell_id=words.cell)
    told: dict[str, object] = {}
    if words.from_scan:
        found = read_stack(desk, words.topic, stack, words.from_scan, job=Progress())
        papers = [PaperIn(one.member_id, one.pages, one.pdf) for one in found.papers]
        told = {"others": list(found.others), "unknown_pages": found.unknown}
    else:
        papers = _named(seat, words.member or [line.member_id for line in stack.people])
    done = handed_papers.receive(desk, words.topic, papers, on=day, place=words.place)
    return {"received": done.value, "on": day, **told}


def _named(seat: Seat, member_ids: list[str]) -> list[PaperIn]:
    """The papers of some people, with as many pages as said or as the scan of the only one has."""
    scan = seat.words.scan
    if scan and len(member_ids) != 1:
        raise UserError("scan_of_whom")
    pages = seat.words.pages or (handed_papers.count_pages(scan) if scan else 1)
    return [PaperIn(one, pages, scan) for one in member_ids]


def _promises(seat: Seat) -> object:
    words, desk = seat.words, seat.desk
    if words.draft:
        typed = Typed(words.typed) if words.typed else None
        made = promises.draft_promises(desk, words.topic, words.member, typed=typed).value
        return {"part": made.key, "text": made.text}
    return [
        {
            "item": one.item.id,
            "topic": one.topic_id,
            "year": one.year,
            "promised": one.task,
            "done": "; ".join(filter(None, (one.done, one.note))),
            "evidence": list(one.evidence),
            "reasons": list(one.reasons),
            "mends": one.mends,
        }
        for one in promises.promises(desk, words.topic, words.member)
    ]


def _move(seat: Seat) -> object:
    words = seat.words
    review = review_stages.move_review(
        seat.desk, words.topic, words.member, Stage(words.to), reason=words.reason
    ).value
    return {"id": review.id, "stage": review.stage.value}


def _write(seat: Seat) -> object:
    words = seat.words
    card = reviews.open_review(seat.desk, words.topic, words.member)
    known = {section.key: section.revision for section in card.sections}
    if words.part not in known:
        raise UserError("part_unknown", part=words.part, form=card.form, known=", ".join(known))
    kept = reviews.write_section(
        seat.desk, words.topic, words.member, words.part, words.text, revision=known[words.part]
    ).value
    return {"part": kept.key, "title": kept.title, "revision": kept.revision}


def _form(seat: Seat) -> object:
    words = seat.words
    card = review_changing.change_form(seat.desk, words.topic, words.member, words.code).value
    return {"form": card.form, "others": [one.key for one in card.others]}


def _entered(seat: Seat) -> object:
    words = seat.words
    review = review_entry.note_entry(seat.desk, words.topic, words.member, words.by).value
    at = review.entered_at.isoformat(timespec="minutes") if review.entered_at else ""
    return {"id": review.id, "entered_by": review.entered_by, "entered_at": at}


def _ranks(seat: Seat) -> object:
    counts = rank_counts.rank_counts(seat.desk, seat.words.topic, cell_id=seat.words.cell)
    return {
        "owing": counts.owing,
        "without": counts.without,
        "tables": [
            {
                "title": table.title,
                "ranks": {row.name: row.total for row in table.rows},
                "open": table.open.total,
            }
            for table in counts.tables
        ],
    }


COMMANDS = (
    Command(
        noun="review",
        verb="draft",
        help="make a review for everyone whom a topic calls and who has none",
        arguments=(
            _TOPIC,
            argument(
                "--occasion",
                choices=[o.value for o in Occasion],
                default=Occasion.YEARLY.value,
            ),
        ),
        action=_draft,
    ),
    Command(
        noun="review",
        verb="received",
        help="note that reviews came in on paper, as one step",
        arguments=(
            _TOPIC,
            either("--member", action="append", metavar="ID", help="may be given several times"),
            either("--all", action="store_true", help="everyone whose review has not come in"),
            either(
                "--from-scan",
                nargs="+",
                type=Path,
                metavar="FILE",
                help="whose code stands on the pages of these scans",
            ),
            argument("--cell", metavar="ID", help="with --all: of this cell only"),
            argument("--on", type=date.fromisoformat, metavar="DAY", help="today unless given"),
            argument("--pages", type=int, metavar="N", help="of each paper"),
            argument("--place", default="", metavar="TEXT", help="where the originals lie"),
            argument("--scan", type=Path, metavar="FILE", help="of one member's paper"),
        ),
        action=_received,
    ),
    Command(
        noun="review",
        verb="promises",
        help="what was promised, done and shown, and why not; --draft writes it into the review",
        arguments=(
            _TOPIC,
            _MEMBER,
            argument("--draft", action="store_true", help="write the part on what was promised"),
            argument(
                "--typed",
                choices=[t.value for t in Typed],
                help="what becomes of typed text in that part; refused unless given",
            ),
        ),
        action=_promises,
    ),
    Command(
        noun="review",
        verb="move",
        help="take a review to its next stage, or back to writing with a reason",
        arguments=(
            _TOPIC,
            _MEMBER,
            argument("--to", required=True, choices=[s.value for s in Stage]),
            argument("--reason", default="", metavar="TEXT"),
        ),
        action=_move,
    ),
    Command(
        noun="review",
        verb="write",
        help="write one part of a member's review: a text, points, a rating or a rank by its key",
        arguments=(
            _TOPIC,
            _MEMBER,
            argument("--part", required=True, metavar="KEY"),
            argument("--text", required=True, metavar="TEXT"),
        ),
        action=_write,
    ),
    Command(
        noun="review",
        verb="form",
        help="write a member's review on another form; what that lacks is kept",
        arguments=(_TOPIC, _MEMBER, argument("--code", required=True, metavar="CODE")),
        action=_form,
    ),
    Command(
        noun="review",
        verb="entered",
        help="note who types a review for the member; an empty name takes the note off",
        arguments=(_TOPIC, _MEMBER, argument("--by", required=True, metavar="NAME")),
        action=_entered,
    ),
    Command(
        noun="review",
        verb="ranks",
        help="count who stands at which rank, as members and cell wrote it down",
        arguments=(_TOPIC, argument("--cell", metavar="ID")),
        action=_ranks,
    ),
)
