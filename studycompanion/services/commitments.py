"""What each member's commitment form says, gathered for a whole cell or ward at once."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from studycompanion.domain.paperwork import (
    CommitmentContent,
    FormTemplate,
    TopicTasks,
    Variant,
)
from studycompanion.domain.people import Member, MemberRole, RoleKind
from studycompanion.domain.plan import ActionItem, ClaritySet
from studycompanion.domain.study import Topic
from studycompanion.errors import UserError
from studycompanion.services import joint_forms, rules
from studycompanion.services.desk import Desk
from studycompanion.services.opening import Setup, setup_of
from studycompanion.services.printable import Lacking, lacking
from studycompanion.services.reviews import template_for
from studycompanion.services.units import Signer, signers
from studycompanion.storage.queries import papers
from studycompanion.storage.queries.papers import PersonLine
from studycompanion.storage.unit_of_work import Reader

_SETS_KEPT = 16


@dataclass(frozen=True, slots=True)
class Subject:
    """One person to print for; ``reason`` is a code where nothing may be printed.

    ``topic_ids`` are the topics that the form names; ``missed`` (points that tasks miss) or
    ``lacking`` say more of the reasons "unclear" and "lacking".
    """

    line: PersonLine
    content: CommitmentContent
    topic_ids: tuple[str, ...]
    reason: str = ""
    missed: tuple[str, ...] = ()
    lacking: Lacking | None = None

    @property
    def member_id(self) -> str:
        """Whose form it is."""
        return self.line.member_id


@dataclass(frozen=True, slots=True)
class Gathering:
    """Everyone of a cell or file for the topics of one form, under the form text in force."""

    topics: tuple[Topic, ...]
    template: FormTemplate
    subjects: tuple[Subject, ...]


def gather(
    desk: Desk,
    topic_id: str,
    *,
    variant: Variant,
    cell_id: str | None = None,
    member_id: str | None = None,
    topic_ids: tuple[str, ...] = (),
) -> Gathering:
    """The contents of all forms of a topic, by cell and name; raises ``UserError("not_there")``.

    A form names every topic that shares it and calls the person, or those of ``topic_ids`` alone.
    """
    setup = setup_of(desk)
    with desk.read() as reader:
        topics = tuple(reader.get(Topic, one) for one in topic_ids)
        topics = topics or joint_forms.together(reader, reader.get(Topic, topic_id))
        whose = _Whose(cell_id, member_id)
        parts = [_Part(reader, topic, desk.today, whose) for topic in topics]
        if member_id is not None and not parts[0].lines:
            raise UserError("not_there")
        source = _Source(reader, desk.today, parts, setup=setup)
        subjects = tuple(_subject(source, one, variant) for one in parts[0].lines)
        return Gathering(topics, template_for(reader, topics[0]), subjects)


class _Whose(NamedTuple):
    """Whose forms: of a cell, of one member, or of everyone."""

    cell_id: str | None
    member_id: str | None


class _Part:
    """What one topic gives to the form: the people's lines, their tasks and texts."""

    def __init__(self, reader: Reader, topic: Topic, on: date, whose: _Whose) -> None:
        self.topic, source = topic, reader.connection
        self.clarity = rules.clarity(reader, topic.clarity_id)
        found = papers.overview(source, topic.id, self.clarity, on=on, **whose._asdict())
        self.lines = {line.member_id: line for line in found}
        self.items = papers.items_of_topic(source, topic.id, member_id=whose.member_id)
        self.sections = papers.own_texts(source, topic.id, member_id=whose.member_id)

    def tasks(self, member_id: str) -> TopicTasks:
        """What a person promised for this topic."""
        items = tuple(self.items.get(member_id, ()))
        return TopicTasks(self.topic.title, self.clarity, items)

    def missed(self, member_id: str) -> list[str]:
        """The points that a person's tasks miss."""
        items = self.items.get(member_id, ())
        return [point.name for item in items for point in item.missing_clears(self.clarity)]


class _Source:
    """All that contents are made of, read once for everybody."""

    def __init__(self, reader: Reader, today: date, parts: list[_Part], *, setup: Setup) -> None:
        self.today, self.parts, self.setup = today, parts, setup
        self.signers = signers(reader)
        ids = list(parts[0].lines)
        only = {"id": ids[0]} if len(ids) == 1 else {}
        self.members = {m.id: m for m in reader.find(Member, **only)}
        self.posts: dict[str, str] = {}
        for role in reader.find(MemberRole, valid_to=None):
            if role.role is not RoleKind.GROUP_HEAD:
                self.posts[role.member_id] = role.title

    def signer(self, cell_id: str) -> Signer:
        """Who signs for a cell, under no name where nobody is known."""
        return self.signers.get(cell_id, Signer("", ""))

    def parts_of(self, member_id: str) -> list[_Part]:
        """The topics for which a person owes the form; the first where there is none."""
        return [one for one in self.parts if one.lines[member_id].owes] or self.parts[:1]


def _subject(source: _Source, member_id: str, variant: Variant) -> Subject:
    parts = source.parts_of(member_id)
    line = parts[0].lines[member_id]
    content = _content(source, line, parts)
    missed: tuple[str, ...] = ()
    if variant is Variant.BLANK:
        bare = tuple(replace(one, items=()) for one in content.more)
        content = replace(content, sections={}, items=(), more=bare)
    else:
        missed = tuple(dict.fromkeys(point for one in parts for point in one.missed(member_id)))
    topic_ids, reason = tuple(one.topic.id for one in parts), _reason(line, missed)
    found = None if reason else lacking(_texts(content))
    return Subject(line, content, topic_ids, reason or ("lacking" if found else ""), missed, found)


def _reason(line: PersonLine, missed: tuple[str, ...]) -> str:
    if line.status.is_exempt:
        return "exempt"
    if not line.owes:
        return "outside" if line.is_called else "not_called"
    return "unclear" if missed else ""


def _texts(content: CommitmentContent) -> Iterator[str]:
    """What a form says in words of people; those of its template are checked when they change."""
    names = ("superior", "cell", "place", "full_name", "workplace", "party_post", "gov_post")
    yield from (getattr(content, name) for name in names)
    yield from (content.mass_post, content.secretary, *content.topics, *content.sections.values())
    for items in (content.items, *(one.items for one in content.more)):
        for item in items:
            yield from item.points.values()


def _content(source: _Source, line: PersonLine, parts: list[_Part]) -> CommitmentContent:
    member, signer = source.members[line.member_id], source.signer(line.cell_id)
    first, *more = (one.tasks(member.id) for one in parts)
    return CommitmentContent(
        superior=source.setup.superior,
        cell=line.cell_name,
        place=source.setup.place,
        dated=source.today,
        year=parts[0].topic.year,
        topics=tuple(one.topic.title for one in parts),
        full_name=member.full_name,
        birth=member.birth.display if member.birth else "",
        workplace=member.workplace,
        party_post=source.posts.get(member.id, ""),
        gov_post=member.gov_post,
        mass_post=member.mass_post,
        sections=_joined([one.sections.get(member.id, {}) for one in parts]),
        clarity=first.clarity,
        items=first.items,
        secretary=signer.name,
        signer_post=signer.chosen_post,
        more=tuple(more),
    )


def _joined(texts: list[dict[str, str]]) -> dict[str, str]:
    """What was written for several topics under one heading: one text below the other, each once.

    The text of a single topic stays as it is.
    """
    keys = dict.fromkeys(key for text in texts for key in text)
    each = {key: dict.fromkeys(text[key] for text in texts if text.get(key)) for key in keys}
    return {key: "\n".join(said) for key, said in each.items()}


_APART = frozenset({"dated", "clarity", "items", "more"})
_SAID = tuple(f.name for f in fields(CommitmentContent) if f.name not in _APART)


def canonical(
    content: CommitmentContent, template_id: str, variant: Variant, *, with_hints: bool = False
) -> str:
    """What a form says as JSON in one fixed way, without the day on which it is printed.

    ``with_hints`` has the help and examples of the clarity set too, which no form prints: forms
    issued by earlier versions of the program are known by that.
    """
    said = {name: getattr(content, name) for name in _SAID}
    said["clarity"] = _set_said(content.clarity, with_hints)
    said["items"] = _promised(content.items)
    # Left out where there is none: forms of a single topic say what they always said.
    if content.more:
        said["more"] = [
            (t.title, _set_said(t.clarity, with_hints), _promised(t.items)) for t in content.more
        ]
    return json.dumps([template_id, variant.value, said], sort_keys=True, default=str)


def says(content: CommitmentContent, template_id: str, variant: Variant, print_id: str) -> bool:
    """Whether ``print_id`` is the fingerprint of this content, be it an earlier version's."""
    return any(
        print_id == digest(canonical(content, template_id, variant, with_hints=with_hints))
        for with_hints in (False, True)
    )


@lru_cache(_SETS_KEPT)
def _set_said(clarity: ClaritySet, with_hints: bool) -> dict[str, object]:
    said = asdict(clarity)
    if not with_hints:
        for point in said["points"]:
            del point["help"], point["example"]
    return said


def _promised(items: tuple[ActionItem, ...]) -> list[tuple[object, object]]:
    return [(item.points, item.due) for item in items]


def digest(text: str) -> str:
    """SHA-256 of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()
