"""Study topics and the clarity sets that their plans must meet."""

from dataclasses import dataclass

from studycompanion.domain.ids import new_id
from studycompanion.domain.paperwork import RuleSet
from studycompanion.domain.plan import ClaritySet
from studycompanion.domain.study import Topic
from studycompanion.domain.vietnamese import tidy
from studycompanion.errors import UserError
from studycompanion.services import rules
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.storage.queries import study
from studycompanion.storage.queries.study import TopicLine as TopicLine

DEFAULT_CLARITY = "5ro"
YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """A version of a rule set to choose from."""

    id: str
    code: str
    name: str
    year: int


def add_topic(
    desk: Desk,
    title: str,
    year: int,
    *,
    clarity: str = DEFAULT_CLARITY,
    issuing_body: str = "",
    document: str = "",
    speaker: str = "",
) -> Done[Topic]:
    """Add a topic; raises ``UserError`` ``topic_title``, ``topic_year`` or ``unknown_clarity``."""
    if not tidy(title):
        raise UserError("topic_title")
    if year not in YEARS:
        raise UserError("topic_year", year=year)
    with desk.write("topic_add", title=tidy(title)) as tx:
        topic = Topic(
            id=new_id(),
            title=tidy(title),
            year=year,
            clarity_id=rules.newest_clarity(tx.uow, clarity, year).id,
            issuing_body=tidy(issuing_body),
            document=tidy(document),
            speaker=tidy(speaker),
            prompts=rules.prompts(tx.uow, year),
        )
        tx.uow.add(topic)
    return Done(topic, tx.changes)


def list_topics(desk: Desk) -> tuple[TopicLine, ...]:
    """Topics, newest year first."""
    with desk.read() as reader:
        return study.topics(reader.connection)


def clarity_of(desk: Desk, topic_id: str) -> ClaritySet:
    """The clarity set of a topic; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        return rules.clarity(reader, reader.get(Topic, topic_id).clarity_id)


def clarity_choices(desk: Desk) -> tuple[RuleChoice, ...]:
    """The clarity sets to choose from, newest version of each, the seed's 5 rõ first."""
    with desk.read() as reader:
        found = reader.find(RuleSet, kind=rules.CLARITY)
    newest = {r.code: r for r in sorted(found, key=lambda r: r.year)}
    ordered = sorted(newest.values(), key=lambda r: (r.code != DEFAULT_CLARITY, r.code))
    return tuple(RuleChoice(r.id, r.code, r.name, r.year) for r in ordered)
