"""One commitment form for several topics: which topics share it, and choosing them.

A form that was signed for one of them stays signed; what is issued from then on names them all.
"""

from collections.abc import Collection
from dataclasses import dataclass

from studycompanion.domain.study import Topic
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.storage.queries import papers
from studycompanion.storage.unit_of_work import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """A topic that may share a form; ``is_lead`` where the form is its own.

    ``signed`` counts the people who have signed a form of it, alone or with others.
    """

    topic_id: str
    title: str
    year: int
    is_in: bool
    is_lead: bool
    signed: int


def lead_of(reader: Reader, topic: Topic) -> Topic:
    """The topic whose form serves ``topic``: itself, where it shares none."""
    if topic.commits_with is None:
        return topic
    return reader.find_one(Topic, topic.commits_with) or topic


def together(reader: Reader, topic: Topic) -> tuple[Topic, ...]:
    """All topics that share the form of ``topic``: the one that leads, then by year and title."""
    lead = lead_of(reader, topic)
    others = reader.find(Topic, commits_with=lead.id)
    return (lead, *sorted(others, key=lambda one: (one.year, one.title, one.id)))


def choices(desk: Desk, topic_id: str) -> tuple[TopicChoice, ...]:
    """Every topic that may share a form with ``topic_id``, those that do first.

    Left out are topics put away that share none with it.
    """
    with desk.read() as reader:
        topic = reader.get(Topic, topic_id)
        shared = together(reader, topic)
        known = {one.id for one in shared}
        others = [t for t in reader.find(Topic) if t.id not in known and not t.is_archived]
        others.sort(key=lambda one: (abs(one.year - topic.year), one.title, one.id))
        return tuple(
            TopicChoice(
                topic_id=one.id,
                title=one.title,
                year=one.year,
                is_in=one.id in known,
                is_lead=one.id == shared[0].id,
                signed=_signed(reader, one.id),
            )
            for one in (*shared, *others)
        )


def _signed(reader: Reader, topic_id: str) -> int:
    forms = papers.forms_of(reader.connection, topic_id)
    return len({form.member_id for form in forms if form.state.is_signed})


def share_form(desk: Desk, topic_id: str, with_ids: Collection[str]) -> Done[int]:
    """Let one form serve a topic and exactly the topics ``with_ids``; () gives it its own again.

    The topic that led keeps leading. Topics that shared with one of them before and are not named
    now go on without it. Answers how many topics share. Raises ``UserError("not_there")``.
    """
    with desk.write("forms_together", count=str(len({topic_id, *with_ids}))) as tx:
        wanted = {one: tx.uow.get(Topic, one) for one in {topic_id, *with_ids}}
        lead = lead_of(tx.uow, wanted[topic_id])
        lead = lead if lead.id in wanted else wanted[topic_id]
        for one in together(tx.uow, lead):
            if one.id not in wanted:
                tx.uow.change(one, commits_with=None)
        for one in wanted.values():
            part(tx.uow, one, staying=wanted)
        for one_id in wanted:
            now = tx.uow.get(Topic, one_id)
            tx.uow.change(now, commits_with=None if one_id == lead.id else lead.id)
    return Done(len(wanted), tx.changes)


def part(uow: UnitOfWork, topic: Topic, *, staying: Collection[str]) -> None:
    """Give a form of their own to the topics that followed ``topic``, save those ``staying``.

    Of several the first leads the others.
    """
    if topic.commits_with is not None:
        return
    left = [one for one in together(uow, topic)[1:] if one.id not in staying]
    for number, one in enumerate(left):
        uow.change(one, commits_with=left[0].id if number else None)


def titles(topics: tuple[Topic, ...]) -> str:
    """The topics in one line."""
    return "; ".join(topic.title for topic in topics)
