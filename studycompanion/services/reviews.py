"""Self-reviews: writing a section, receiving a paper, and who has what."""

from dataclasses import dataclass, replace
from datetime import date

from studycompanion.domain.ids import new_id
from studycompanion.domain.paperwork import FormKind, FormTemplate
from studycompanion.domain.people import Member
from studycompanion.domain.review import ReviewText, SelfReview, Side, Stage, StageStep
from studycompanion.domain.study import Topic
from studycompanion.domain.vietnamese import nfc
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services import review_forms, rules, stages
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.drafts import review_key
from studycompanion.services.members import card_on
from studycompanion.services.review_forms import Part
from studycompanion.storage import drafts
from studycompanion.storage.queries import papers
from studycompanion.storage.queries.papers import PersonLine as PersonLine
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

CELL_PART = "cell"
"""The key of what the cell says of a review whose form has no part for the cell."""


@dataclass(frozen=True, slots=True)
class SectionText:
    """One section to write: its title from the template, and the text so far.

    The cell's own part stands apart under ``CELL_PART``.

    ``revision`` is 0 while nothing is stored.
    """

    key: str
    title: str
    text: str
    revision: int
    side: Side = Side.OWN


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A member's review of a topic; ``review`` is None before the first text or paper.

    ``prompts`` are the topic's questions to oneself, shown beside the writing.
    """

    review: SelfReview | None
    member_name: str
    sections: tuple[SectionText, ...]
    prompts: tuple[str, ...]
    steps: tuple[StageStep, ...] = ()

    @property
    def stage(self) -> Stage:
        """How far the review has come."""
        return self.review.stage if self.review else Stage.WRITING


def find_review(reader: Reader, topic_id: str, member_id: str) -> SelfReview | None:
    """The review of a member for a topic, None before it exists."""
    found = reader.find(SelfReview, topic_id=topic_id, member_id=member_id)
    return found[0] if found else None


def template_for(reader: Reader, topic: Topic) -> FormTemplate:
    """The form on which reviews of a topic are written: the commitment form of its year."""
    versions = rules.templates(reader, FormKind.COMMITMENT)
    return rules.template_in_force(reader, versions, topic.year)


def open_review(desk: Desk, topic_id: str, member_id: str) -> ReviewCard:
    """A member's review with its template's sections; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        return _card(reader, topic_id, member_id)


def _card(reader: Reader, topic_id: str, member_id: str) -> ReviewCard:
    topic, member = reader.get(Topic, topic_id), reader.get(Member, member_id)
    review = find_review(reader, topic_id, member_id)
    stored = template_for(reader, topic)
    if review:
        stored = reader.get(FormTemplate, review.template_id)
    parts = review_forms.parts(stored)
    if all(part.side is Side.OWN for part in parts):
        parts += (Part(CELL_PART, word("review", "cell_part"), Side.CELL),)
    texts = reader.find(ReviewText, review_id=review.id) if review else ()
    found = {(text.side, text.part): text for text in texts}
    sections = tuple(_section(part, found.get((part.side, part.key))) for part in parts)
    steps = stages.steps_of(reader, review.id) if review else ()
    return ReviewCard(review, member.full_name, sections, topic.prompts, steps)


def _section(part: Part, found: ReviewText | None) -> SectionText:
    text, revision = (found.text, found.revision) if found else ("", 0)
    return SectionText(part.key, part.title, text, revision, part.side)


def texts_of(reader: Reader, review: SelfReview | None) -> dict[str, ReviewText]:
    """The member's own texts of a review by section key."""
    if review is None:
        return {}
    return {t.part: t for t in reader.find(ReviewText, review_id=review.id, side=Side.OWN)}


def _ensure_review(uow: UnitOfWork, desk: Desk, topic_id: str, member_id: str) -> SelfReview:
    found = find_review(uow, topic_id, member_id)
    if found:
        return found
    topic = uow.get(Topic, topic_id)
    return uow.add(
        SelfReview(
            id=new_id(),
            member_id=member_id,
            cell_id=card_on(uow, member_id, desk.today).cell_id,
            year=topic.year,
            template_id=template_for(uow, topic).id,
            topic_id=topic_id,
        )
    )


def write_section(
    desk: Desk,
    topic_id: str,
    member_id: str,
    section_key: str,
    text: str,
    *,
    revision: int,
) -> Done[SectionText]:
    """Keep the text of one section, read at ``revision`` (0 = none yet), and drop its draft.

    Raises ``UserError`` ``review_locked``, ``not_there`` or ``moved_on``.
    """
    with desk.write("review_write", member=member_id, section=section_key) as tx:
        review = _ensure_review(tx.uow, desk, topic_id, member_id)
        sections = _card(tx.uow, topic_id, member_id).sections
        section = next((s for s in sections if s.key == section_key), None)
        if section is None:
            raise UserError("not_there")
        if not may_write(review.stage, section.side):
            raise UserError("review_locked")
        if section.revision != revision:
            raise UserError("moved_on")
        new = _put(tx.uow, review, section, nfc(text))
        drafts.drop(tx.uow.connection, review_key(topic_id, member_id, section_key))
    return Done(replace(section, text=new.text, revision=new.revision), tx.changes)


def may_write(stage: Stage, side: Side) -> bool:
    """The member writes until the review is handed in, the cell until it is locked."""
    return stage is not Stage.LOCKED if side is Side.CELL else stage.is_writable


def _put(uow: UnitOfWork, review: SelfReview, section: SectionText, text: str) -> ReviewText:
    part, side = section.key, section.side
    old = uow.find(ReviewText, review_id=review.id, part=part, side=side)
    if old:
        return uow.change(old[0], text=text)
    fresh = ReviewText(id=new_id(), review_id=review.id, part=part, side=side, text=text)
    return uow.add(fresh)


def receive_paper(
    desk: Desk, topic_id: str, member_id: str, *, on: date, pages: int, place: str
) -> Done[ReviewCard]:
    """Note a handed-in paper; raises ``UserError`` ``paper_pages`` or ``review_locked``."""
    if pages < 1:
        raise UserError("paper_pages")
    with desk.write("paper_received", member=member_id) as tx:
        review = _ensure_review(tx.uow, desk, topic_id, member_id)
        if not review.stage.is_writable:
            raise UserError("review_locked")
        review = tx.uow.change(review, paper_on=on, paper_pages=pages, paper_place=place)
        stages.move(tx.uow, desk, review, Stage.PAPER)
    return Done(open_review(desk, topic_id, member_id), tx.changes)


def overview(desk: Desk, topic_id: str, *, cell_id: str | None = None) -> tuple[PersonLine, ...]:
    """Everyone of the file or of one cell, with review, plan and form of a topic."""
    with desk.read() as reader:
        topic = reader.get(Topic, topic_id)
        return papers.overview(
            reader.connection,
            topic_id,
            rules.clarity(reader, topic.clarity_id),
            on=desk.today,
            cell_id=cell_id,
            quiet=rules.quiet_days(reader, topic.year),
            zone=desk.clock().tzinfo,
        )
