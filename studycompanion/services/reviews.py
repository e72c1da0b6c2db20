"""Self-reviews: writing a section, and who has what."""

from dataclasses import dataclass, replace
from datetime import tzinfo

from studycompanion.domain.hints import Hint
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
from studycompanion.services.review_forms import Part, PartKind
from studycompanion.storage import drafts
from studycompanion.storage.queries import papers
from studycompanion.storage.queries.papers import PersonLine as PersonLine
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

Texts = dict[tuple[Side, str], ReviewText]
CELL_PART = "cell"
"""The key of what the cell says of a review whose form has no part for the cell."""


@dataclass(frozen=True, slots=True)
class SectionText:
    """One part to fill in, as its form has it, and the text so far.

    The cell's own part stands apart under ``CELL_PART``.

    ``revision`` is 0 while nothing is stored; what ``is_prefilled`` was brought from last year.
    """

    part: Part
    text: str
    revision: int
    is_prefilled: bool = False

    @property
    def key(self) -> str:
        """The part's key in its form."""
        return self.part.key

    @property
    def title(self) -> str:
        """What the form calls it."""
        return self.part.title

    @property
    def side(self) -> Side:
        """Whose it is."""
        return self.part.side


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A member's review of a topic; ``review`` is None before the first text or paper.

    ``prompts`` are the topic's questions to oneself, shown beside the writing; ``others`` what
    stands under sections that the form does not have (it was changed); ``form`` its name;
    ``hints`` what empty parts could say.
    """

    review: SelfReview | None
    member_name: str
    sections: tuple[SectionText, ...]
    prompts: tuple[str, ...]
    steps: tuple[StageStep, ...] = ()
    others: tuple[SectionText, ...] = ()
    form: str = ""
    hints: tuple[Hint, ...] = ()

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
    zone = desk.clock().tzinfo
    with desk.read() as reader:
        found = card(reader, topic_id, member_id)
        hints = rules.hints(reader, reader.get(Topic, topic_id).year)
    steps = tuple(replace(step, at=step.at.astimezone(zone)) for step in found.steps)
    return replace(found, review=_here(found.review, zone), steps=steps, hints=hints)


def _here(review: SelfReview | None, zone: tzinfo | None) -> SelfReview | None:
    """The review with the moment of its entry by the wall of ``zone``."""
    at = review.entered_at if review else None
    return replace(review, entered_at=at.astimezone(zone)) if review and at else review


def card(reader: Reader, topic_id: str, member_id: str) -> ReviewCard:
    """What ``open_review`` shows, for whoever has a reader already."""
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
    others = _others(reader, found, {(part.side, part.key) for part in parts})
    return ReviewCard(
        review, member.full_name, sections, topic.prompts, steps, others, form=stored.name
    )


def _others(reader: Reader, found: Texts, known: set[tuple[Side, str]]) -> tuple[SectionText, ...]:
    """What is written under sections of other forms, with the titles that those give them."""
    strangers = {at: one for at, one in found.items() if at not in known and one.text.strip()}
    if not strangers:
        return ()
    stored = (
        *rules.templates(reader, FormKind.REVIEW),
        *rules.templates(reader, FormKind.COMMITMENT),
    )
    titles = {(p.side, p.key): p for form in stored for p in review_forms.parts(form)}
    titles[Side.CELL, CELL_PART] = Part(CELL_PART, word("review", "cell_part"), Side.CELL)
    shown = ((titles.get(at, Part(at[1], at[1], at[0])), one) for at, one in strangers.items())
    return tuple(_section(part, one) for part, one in shown if part.kind.is_prose)


def _section(part: Part, found: ReviewText | None) -> SectionText:
    if found is None:
        return SectionText(part, "", 0)
    return SectionText(part, found.text, found.revision, found.is_prefilled)


def texts_of(reader: Reader, review: SelfReview | None) -> dict[str, ReviewText]:
    """The member's own texts of a review by section key."""
    if review is None:
        return {}
    return {t.part: t for t in reader.find(ReviewText, review_id=review.id, side=Side.OWN)}


def ensure_review(uow: UnitOfWork, desk: Desk, topic_id: str, member_id: str) -> SelfReview:
    """The review of a member for a topic, made now where there is none yet."""
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

    Raises ``UserError`` ``review_locked``, ``not_there``, ``moved_on`` or ``answer_unknown``.
    """
    with desk.write("review_write", member=member_id, section=section_key) as tx:
        review = ensure_review(tx.uow, desk, topic_id, member_id)
        section = writable(tx.uow, review, section_key)
        if section.revision != revision:
            raise UserError("moved_on")
        new = put(tx.uow, review, section, checked(section.part, text))
        drafts.drop(tx.uow.connection, review_key(topic_id, member_id, section_key))
    return Done(_section(section.part, new), tx.changes)


def writable(reader: Reader, review: SelfReview, section_key: str) -> SectionText:
    """A part that may still change; raises ``UserError`` ``not_there`` or ``review_locked``."""
    sections = card(reader, review.topic_id or "", review.member_id).sections
    section = next((s for s in sections if s.key == section_key), None)
    if section is None:
        raise UserError("not_there")
    if not may_write(review.stage, section.side):
        raise UserError("review_locked")
    return section


def checked(part: Part, text: str) -> str:
    """A text as it is kept; ``UserError("answer_unknown")`` where the form has no such answer."""
    text = nfc(text)
    if part.kind is PartKind.CHOICE and text not in {"", *(one.key for one in part.choices)}:
        known = ", ".join(one.key for one in part.choices)
        raise UserError("answer_unknown", typed=text, part=part.title, known=known)
    return text


def may_write(stage: Stage, side: Side) -> bool:
    """The member writes until the review is handed in, the cell until it is locked."""
    return stage is not Stage.LOCKED if side is Side.CELL else stage.is_writable


def put(uow: UnitOfWork, review: SelfReview, section: SectionText, text: str) -> ReviewText:
    """Keep a text of a part as written for this review."""
    part, side = section.key, section.side
    old = uow.find(ReviewText, review_id=review.id, part=part, side=side)
    if old:
        return uow.change(old[0], text=text, is_prefilled=False)
    fresh = ReviewText(id=new_id(), review_id=review.id, part=part, side=side, text=text)
    return uow.add(fresh)


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
