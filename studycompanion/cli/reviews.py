"""Commands about self-reviews: ``review draft|move``."""

from studycompanion.cli.command import Command, Seat, argument
from studycompanion.domain.paper import Occasion
from studycompanion.domain.review import Stage
from studycompanion.services import review_drafts, review_stages

_TOPIC = argument("--topic", required=True, metavar="ID")


def _draft(seat: Seat) -> object:
    words = seat.words
    return {"made": review_drafts.draft_all(seat.desk, words.topic, Occasion(words.occasion)).value}


def _move(seat: Seat) -> object:
    words = seat.words
    review = review_stages.move_review(
        seat.desk, words.topic, words.member, Stage(words.to), reason=words.reason
    ).value
    return {"id": review.id, "stage": review.stage.value}


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
            argument("--member", required=True, metavar="ID"),
            argument("--to", required=True, choices=[s.value for s in Stage]),
            argument("--reason", default="", metavar="TEXT"),
        ),
        action=_move,
    ),
)
