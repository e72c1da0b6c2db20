"""What each member's commitment form says, gathered for a whole cell or ward at once."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date

from studycompanion.domain.paperwork import CommitmentContent, FormTemplate, Variant
from studycompanion.domain.people import Member, MemberRole, RoleKind
from studycompanion.domain.plan import ActionItem, ClaritySet
from studycompanion.domain.review import ReviewText, SelfReview, Side
from studycompanion.domain.study import Topic
from studycompanion.errors import UserError
from studycompanion.services import rules
from studycompanion.services.desk import Desk
from studycompanion.services.opening import Setup, setup_of
from studycompanion.services.printable import Lacking, lacking
from studycompanion.services.reviews import template_for
from studycompanion.services.units import Signer, signers
from studycompanion.storage.queries import papers
from studycompanion.storage.queries.papers import PersonLine
from studycompanion.storage.unit_of_work import Reader


@dataclass(frozen=True, slots=True)
class Subject:
    """One person to print for; ``reason`` is a code where nothing may be printed.

    ``unclear`` or ``lacking`` say more of the reasons of these names.
    """

    line: PersonLine
    content: CommitmentContent
    reason: str = ""
    unclear: tuple[ActionItem, ...] = ()
    lacking: Lacking | None = None

    @property
    def member_id(self) -> str:
        """Whose form it is."""
        return self.line.member_id


@dataclass(frozen=True, slots=True)
class Gathering:
    """Everyone of a cell or file for one topic, under the form text in force."""

    topic: Topic
    template: FormTemplate
    clarity: ClaritySet
    subjects: tuple[Subject, ...]


def gather(
    desk: Desk,
    topic_id: str,
    *,
    variant: Variant,
    cell_id: str | None = None,
    member_id: str | None = None,
) -> Gathering:
    """The contents of all forms of a topic, by cell and name; raises ``UserError("not_there")``."""
    setup = setup_of(desk)
    with desk.read() as reader:
        topic = reader.get(Topic, topic_id)
        clarity = rules.clarity(reader, topic.clarity_id)
        lines = papers.overview(
            reader.connection, topic_id, clarity, on=desk.today, cell_id=cell_id
        )
        if member_id is not None:
            lines = tuple(line for line in lines if line.member_id == member_id)
            if not lines:
                raise UserError("not_there")
        source = _Source(reader, desk.today, topic, clarity, setup=setup)
        subjects = tuple(_subject(source, line, variant) for line in lines)
        return Gathering(topic, template_for(reader, topic), clarity, subjects)


class _Source:
    """All that contents are made of, read once for everybody."""

    def __init__(
        self, reader: Reader, today: date, topic: Topic, clarity: ClaritySet, *, setup: Setup
    ) -> None:
        self.today, self.topic, self.clarity, self.setup = today, topic, clarity, setup
        self.signers = signers(reader)
        self.members = {m.id: m for m in reader.find(Member)}
        self.items = papers.items_of_topic(reader.connection, topic.id)
        self.sections = _sections(reader, topic.id)
        self.posts: dict[str, str] = {}
        for role in reader.find(MemberRole, valid_to=None):
            if role.role is not RoleKind.GROUP_HEAD:
                self.posts[role.member_id] = role.title

    def signer(self, cell_id: str) -> Signer:
        """Who signs for a cell, under no name where nobody is known."""
        return self.signers.get(cell_id, Signer("", ""))


def _sections(reader: Reader, topic_id: str) -> dict[str, dict[str, str]]:
    owners = {r.id: r.member_id for r in reader.find(SelfReview, topic_id=topic_id)}
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for text in reader.find(ReviewText, side=Side.OWN):
        if text.review_id in owners:
            texts[owners[text.review_id]][text.part] = text.text
    return texts


def _subject(source: _Source, line: PersonLine, variant: Variant) -> Subject:
    items = tuple(source.items.get(line.member_id, ()))
    unclear = tuple(i for i in items if i.missing_clears(source.clarity))
    content = _content(source, line, items)
    if variant is Variant.BLANK:
        content, unclear = replace(content, sections={}, items=()), ()
    if line.status.is_exempt:
        return Subject(line, content, "exempt")
    if not line.owes:
        reason = "outside" if line.is_called else "not_called"
        return Subject(line, content, reason)
    if unclear:
        return Subject(line, content, "unclear", unclear)
    found = lacking(_texts(content))
    return Subject(line, content, "lacking" if found else "", lacking=found)


def _texts(content: CommitmentContent) -> Iterator[str]:
    """What a form says in words of people; those of its template are checked when they change."""
    names = ("superior", "cell", "place", "full_name", "workplace", "party_post", "gov_post")
    yield from (getattr(content, name) for name in names)
    yield from (content.mass_post, content.secretary, *content.topics, *content.sections.values())
    for item in content.items:
        yield from item.points.values()


def _content(source: _Source, line: PersonLine, items: tuple[ActionItem, ...]) -> CommitmentContent:
    member, signer = source.members[line.member_id], source.signer(line.cell_id)
    return CommitmentContent(
        superior=source.setup.superior,
        cell=line.cell_name,
        place=source.setup.place,
        dated=source.today,
        year=source.topic.year,
        topics=(source.topic.title,),
        full_name=member.full_name,
        birth=member.birth.display if member.birth else "",
        workplace=member.workplace,
        party_post=source.posts.get(member.id, ""),
        gov_post=member.gov_post,
        mass_post=member.mass_post,
        sections=source.sections.get(member.id, {}),
        clarity=source.clarity,
        items=items,
        secretary=signer.name,
        signer_post=signer.chosen_post,
    )


def canonical(content: CommitmentContent, template_id: str, variant: Variant) -> str:
    """What a form says as JSON in one fixed way, without the day on which it is printed."""
    said = asdict(replace(content, items=()))
    said["items"] = [(item.points, item.due) for item in content.items]
    del said["dated"]
    return json.dumps([template_id, variant.value, said], sort_keys=True, default=str)


def fingerprint(content: CommitmentContent, template_id: str, variant: Variant) -> str:
    """SHA-256 of ``canonical``."""
    return digest(canonical(content, template_id, variant))


def digest(text: str) -> str:
    """SHA-256 of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()
