"""Commands about self-reviews: ``review draft|write|move|form|entered|ranks``."""

from studycompanion.cli.command import Command, Seat, argument
from studycompanion.domain.paper import Occasion
from studycompanion.domain.review import Stage
from studycompanion.services import (
    rank_counts,
    review_changing,
    review_drafts,
    review_entry,
    review_stages,
    reviews,
)

_TOPIC = argument("--topic", required=True, metavar="ID")
_MEMBER = argument("--member", required=True, metavar="ID")


def _draft(seat: Seat) -> object:
    words = seat.words
    return {"made": review_drafts.draft_all(seat.desk, words.topic, Occasion(words.occasion)).value}


def _move(seat: Seat) -> object:
    words = seat.words
    review = review_stages.move_review(
        seat.desk, words.topic, words.member, Stage(words.to), reason=words.reason
    ).value
    return {"id": review.id, "stage": review.stage.value}


def _write(seat: Seat) -> object:
    words = seat.words
    card = reviews.open_review(seat.desk, words.topic, words.member)
    revision = next((s.revision for s in card.sections if s.key == words.part), 0)
    kept = reviews.write_section(
        seat.desk, words.topic, words.member, words.part, words.text, revision=revision
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
