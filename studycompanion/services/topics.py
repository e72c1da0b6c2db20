"""Study topics and the clarity sets that their plans must meet."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from studycompanion.domain.due import PAPERS, in_other_year
from studycompanion.domain.ids import new_id
from studycompanion.domain.paperwork import RuleSet
from studycompanion.domain.plan import ClaritySet
from studycompanion.domain.study import Audience, Topic, TopicCall
from studycompanion.domain.vietnamese import tidy
from studycompanion.errors import UserError
from studycompanion.services import rules
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.storage.queries import study
from studycompanion.storage.queries.study import TopicLine as TopicLine
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

DEFAULT_CLARITY = "5ro"
YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """A version of a rule set to choose from."""

    id: str
    code: str
    name: str
    year: int
    points: tuple[str, ...] = ()
    """What each task has to make clear: ``rõ người`` and so on."""


def add_topic(
    desk: Desk,
    title: str,
    year: int,
    *,
    clarity: str = DEFAULT_CLARITY,
    called: Collection[str] = (),
    **fields: Any,
) -> Done[Topic]:
    """Add a topic; ``fields`` are further fields of ``Topic`` (speaker, due dates ...).

    ``called`` are the members of the audience CHOSEN; a copy (``copied_from``) begins with the
    prompts of the topic that it is copied from. Raises ``UserError`` ``topic_title``,
    ``topic_year``, ``topic_nobody`` or ``unknown_clarity``.
    """
    _check(title, year)
    with desk.write("topic_add", title=tidy(title)) as tx:
        topic = Topic(
            id=new_id(),
            title=tidy(title),
            year=year,
            clarity_id=rules.newest_clarity(tx.uow, clarity, year).id,
            prompts=_first_prompts(tx.uow, year, fields.get("copied_from")),
            **_tidied(fields),
        )
        tx.uow.add(topic)
        _keep_calls(tx.uow, topic, called)
    return Done(topic, tx.changes)


def _first_prompts(reader: Reader, year: int, copied_from: str | None) -> tuple[str, ...]:
    return reader.get(Topic, copied_from).prompts if copied_from else rules.prompts(reader, year)


def _keep_calls(uow: UnitOfWork, topic: Topic, called: Collection[str]) -> None:
    """Hold exactly the people whom the topic calls one by one; ``UserError("topic_nobody")``."""
    wanted = set(called) if topic.audience is Audience.CHOSEN else set()
    if topic.audience is Audience.CHOSEN and not wanted:
        raise UserError("topic_nobody")
    for call in uow.find(TopicCall, topic_id=topic.id):
        if call.member_id not in wanted:
            uow.remove(call)
        wanted.discard(call.member_id)
    calls = [TopicCall(id=new_id(), topic_id=topic.id, member_id=one) for one in sorted(wanted)]
    uow.add_all(calls)


def copied(topic: Topic, year: int) -> Topic:
    """What a copy of a topic for another year begins with: each due date so many years later."""
    days = {f"due_{paper}": getattr(topic, f"due_{paper}") for paper in PAPERS}
    later: dict[str, Any] = {
        n: day and in_other_year(day, year - topic.year) for n, day in days.items()
    }
    return replace(topic, year=year, **later)


def copy_topic(desk: Desk, topic_id: str, year: int, *, title: str = "") -> Done[Topic]:
    """Add a topic like another for ``year``: its audience, clarity set, prompts, shifted dates.

    Raises what ``add_topic`` raises, and ``UserError("not_there")``.
    """
    with desk.read() as reader:
        source = reader.get(Topic, topic_id)
        clarity = reader.get(RuleSet, source.clarity_id).code
    copy = copied(source, year)
    same = ("issuing_body", "document", "speaker", "audience", *(f"due_{p}" for p in PAPERS))
    return add_topic(
        desk,
        title or source.title,
        year,
        clarity=clarity,
        called=chosen_members(desk, topic_id),
        copied_from=source.id,
        **{name: getattr(copy, name) for name in same},
    )


def chosen_members(desk: Desk, topic_id: str) -> frozenset[str]:
    """The members whom a topic calls one by one; empty for every other audience."""
    with desk.read() as reader:
        return frozenset(call.member_id for call in reader.find(TopicCall, topic_id=topic_id))


def _check(title: str, year: int) -> None:
    if not tidy(title):
        raise UserError("topic_title")
    if year not in YEARS:
        raise UserError("topic_year", year=year)


def _tidied(fields: dict[str, Any]) -> dict[str, Any]:
    return {n: tidy(v) if type(v) is str else v for n, v in fields.items()}


def topic_card(desk: Desk, topic_id: str) -> Topic:
    """A topic with all its fields; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        return reader.get(Topic, topic_id)


def change_topic(
    desk: Desk,
    topic_id: str,
    revision: int,
    *,
    clarity: str | None = None,
    called: Collection[str] | None = None,
    **fields: Any,
) -> Done[Topic]:
    """Change a topic read at ``revision``; ``clarity`` is the code of another set.

    ``called`` replaces the members who are called one by one. Plans keep the set that they were
    written with. Raises ``UserError`` ``topic_title``, ``topic_year``, ``topic_nobody``,
    ``unknown_clarity`` or ``moved_on``.
    """
    with desk.write("topic_change", topic=topic_id) as tx:
        topic = tx.uow.get(Topic, topic_id)
        year = fields.get("year", topic.year)
        _check(fields.get("title", topic.title), year)
        if clarity is not None:
            fields["clarity_id"] = rules.newest_clarity(tx.uow, clarity, year).id
        topic = tx.uow.change(replace(topic, revision=revision), **_tidied(fields))
        if called is not None:
            _keep_calls(tx.uow, topic, called)
    return Done(topic, tx.changes)


def archive(desk: Desk, topic_ids: Collection[str], *, is_archived: bool) -> Done[None]:
    """Put topics away that are over, or take them out again; nothing of them changes."""
    step = "topics_archive" if is_archived else "topics_unarchive"
    with desk.write(step, count=str(len(topic_ids))) as tx:
        for topic_id in topic_ids:
            tx.uow.change(tx.uow.get(Topic, topic_id), is_archived=is_archived)
    return Done(None, tx.changes)


def list_topics(desk: Desk) -> tuple[TopicLine, ...]:
    """Topics, newest year first."""
    with desk.read() as reader:
        return study.topics(reader.connection)


def clarity_of(desk: Desk, topic_id: str) -> ClaritySet:
    """The clarity set of a topic; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        return rules.clarity(reader, reader.get(Topic, topic_id).clarity_id)


def clarity_sets(desk: Desk) -> tuple[tuple[RuleChoice, ClaritySet], ...]:
    """The clarity sets to choose from with their points, in the order of ``clarity_choices``."""
    choices = clarity_choices(desk)
    with desk.read() as reader:
        return tuple((choice, rules.clarity(reader, choice.id)) for choice in choices)


def clarity_choices(desk: Desk) -> tuple[RuleChoice, ...]:
    """The clarity sets to choose from, newest version of each, the seed's 5 rõ first."""
    with desk.read() as reader:
        found = reader.find(RuleSet, kind=rules.CLARITY)
        newest = {r.code: r for r in sorted(found, key=lambda r: r.year)}
        sets = {code: rules.clarity(reader, rule.id) for code, rule in newest.items()}
    ordered = sorted(newest.values(), key=lambda r: (r.code != DEFAULT_CLARITY, r.code))
    return tuple(
        RuleChoice(r.id, r.code, r.name, r.year, tuple(p.name for p in sets[r.code].points))
        for r in ordered
    )
