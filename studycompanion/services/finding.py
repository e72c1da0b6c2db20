"""One box that finds people, topics, sessions and forms by any part of their words, without dấu."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from studycompanion.domain.paperwork import FormState
from studycompanion.domain.vietnamese import fold
from studycompanion.messages import word
from studycompanion.services import sessions, topics
from studycompanion.services.desk import Desk
from studycompanion.services.members import MemberLine
from studycompanion.services.topics import TopicLine
from studycompanion.storage.queries import papers, people
from studycompanion.storage.queries.people import NameLine

MOST = 50
FEW = 5
"""Of so many people of a name the forms are shown, too."""


class What(StrEnum):
    """What was found."""

    MEMBER = "member"
    TOPIC = "topic"
    SESSION = "session"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Found:
    """Something to open: its id, the line that names it and one that tells it from others.

    The id of a form is that of its topic and that of its member, a space between.
    """

    what: What
    id: str
    title: str
    detail: str


def find(desk: Desk, text: str) -> tuple[Found, ...]:
    """What matches every word of ``text``, 50 at the most.

    Topics and sessions come first, then people, then commitment forms.
    """
    words = fold(text).split()
    if not words:
        return ()
    hits = [one for one in _everything(desk) if _matches(one, words)]
    with desk.read() as reader:
        known = people.names(reader.connection, desk.today)
        named = [m.id for m in known if all(word in m.search_key for word in words)]
        lines = people.members(reader.connection, desk.today, ids=named[:MOST])
    hits += [Found(What.MEMBER, m.id, m.full_name, _person(m)) for m in lines]
    return tuple([*hits, *_forms(desk, known, words)][:MOST])


def _person(line: MemberLine) -> str:
    return ", ".join(filter(None, (line.birth, line.cell_name)))


def _forms(desk: Desk, known: tuple[NameLine, ...], words: list[str]) -> list[Found]:
    """Forms whose person and topic hold every word; a name alone finds those of a few people."""
    pairs: list[tuple[NameLine, TopicLine]] = []
    for topic in topics.list_topics(desk):
        label = fold(word("finding", "form", name="", topic=topic.title, year=topic.year)).split()
        of_names = [w for w in words if not any(one.startswith(w) for one in label)] or words
        named = [m for m in known if all(w in m.search_key for w in of_names)]
        if len(of_names) < len(words) or len(named) <= FEW:
            pairs += [(m, topic) for m in named]
    return _as_found(desk, pairs[:MOST])


def _as_found(desk: Desk, pairs: list[tuple[NameLine, TopicLine]]) -> list[Found]:
    if not pairs:
        return []
    with desk.read() as reader:
        states = papers.current_forms(reader.connection, [m.id for m, _ in pairs])
    return [
        Found(
            What.FORM,
            f"{topic.id} {m.id}",
            word("finding", "form", name=m.full_name, topic=topic.title, year=topic.year),
            _form_state(states.get((topic.id, m.id))),
        )
        for m, topic in pairs
    ]


def _form_state(state: FormState | None) -> str:
    return word("form_states", state.value) if state else word("finding", "not_made")


def _everything(desk: Desk) -> Iterator[Found]:
    for topic in topics.list_topics(desk):
        yield Found(What.TOPIC, topic.id, topic.title, str(topic.year))
    for session in sessions.list_sessions(desk):
        at = session.at.strftime("%d/%m/%Y %H:%M")
        yield Found(What.SESSION, session.id, session.topic_title, f"{at} {session.place}".strip())


def _matches(found: Found, words: Iterable[str]) -> bool:
    text = fold(f"{found.title} {found.detail}")
    return all(one in text for one in words)
