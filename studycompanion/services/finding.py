"""One box that finds people, topics, sessions and forms by any part of their words, without dấu."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from studycompanion.domain.vietnamese import fold
from studycompanion.services import members, sessions, topics
from studycompanion.services.desk import Desk

MOST = 50


class What(StrEnum):
    """What was found."""

    MEMBER = "member"
    TOPIC = "topic"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Found:
    """Something to open: its id, the line that names it and one that tells it from others."""

    what: What
    id: str
    title: str
    detail: str


def find(desk: Desk, text: str) -> tuple[Found, ...]:
    """What matches every word of ``text``, topics and sessions before people, 50 at the most."""
    words = fold(text).split()
    if not words:
        return ()
    hits = [one for one in _everything(desk) if _matches(one, words)]
    people = members.list_members(desk, find=text)
    hits += [Found(What.MEMBER, m.id, m.full_name, _person(m)) for m in people[:MOST]]
    return tuple(hits[:MOST])


def _person(line: members.MemberLine) -> str:
    return ", ".join(filter(None, (line.birth, line.cell_name)))


def _everything(desk: Desk) -> Iterator[Found]:
    for topic in topics.list_topics(desk):
        yield Found(What.TOPIC, topic.id, topic.title, str(topic.year))
    for session in sessions.list_sessions(desk):
        at = session.at.strftime("%d/%m/%Y %H:%M")
        yield Found(What.SESSION, session.id, session.topic_title, f"{at} {session.place}".strip())


def _matches(one: Found, words: Iterable[str]) -> bool:
    text = fold(f"{one.title} {one.detail}")
    return all(word in text for word in words)
