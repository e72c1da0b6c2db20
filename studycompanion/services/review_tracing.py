"""Who saw whose self-review, and what of it left: written down by whatever shows or exports one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from studycompanion.domain.access import Means, ReviewAccess
from studycompanion.domain.history import Mode
from studycompanion.domain.ids import new_id
from studycompanion.domain.people import Member
from studycompanion.domain.review import ReviewText, SelfReview
from studycompanion.domain.study import Topic
from studycompanion.services.desk import Desk
from studycompanion.storage.unit_of_work import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class AccessLine:
    """A line of the journal: whose review of which topic, how, when, by whom, as what file."""

    id: str
    member_id: str
    member_name: str
    topic: str
    means: Means
    at: datetime
    by: str
    file_name: str


def note_shown(desk: Desk, topic_id: str, member_id: str) -> bool:
    """Note that a written review is on the screen, once a day in a sitting; tells if it did.

    What nobody has written yet shows nothing of anybody, and a copy that is open to be read only
    takes no notes.
    """
    seen = (topic_id, member_id, desk.today)
    if seen in desk.shown or desk.store.why_read_only is not None:
        return False
    with desk.read() as reader:
        reviews = reader.find(SelfReview, topic_id=topic_id, member_id=member_id)
        texts = [t for r in reviews for t in reader.find(ReviewText, review_id=r.id)]
    if not any(text.text.strip() for text in texts):
        return False
    with desk.write("review_shown", mode=Mode.QUIET, member=member_id) as tx:
        trace(tx.uow, desk, Means.SHOWN, [member_id], topic_id=topic_id)
    desk.shown.add(seen)
    return True


def note_left(
    desk: Desk,
    means: Means,
    *,
    topic_id: str,
    member_ids: Collection[str] | None = None,
    file_name: str = "",
) -> int:
    """Note that reviews left the data file; those without a word of the member are none.

    ``member_ids`` None stands for everybody's. Tells how many.
    """
    if desk.store.why_read_only is not None:
        return 0
    with desk.read() as reader:
        written = _written(reader, topic_id)
    left = sorted(written if member_ids is None else written & set(member_ids))
    if left:
        params = {"member": left[0]} if len(left) == 1 else {"count": str(len(left))}
        step = "review_left" if len(left) == 1 else "reviews_left"
        with desk.write(step, mode=Mode.QUIET, **params) as tx:
            trace(tx.uow, desk, means, left, topic_id=topic_id, file_name=file_name)
    return len(left)


def note_all_left(
    desk: Desk, means: Means, *, member_ids: Collection[str] | None = None, file_name: str = ""
) -> int:
    """Note that the written reviews of every topic left, everybody's or theirs; tells how many."""
    with desk.read() as reader:
        topics = sorted({r.topic_id for r in reader.find(SelfReview) if r.topic_id})
    return sum(
        note_left(desk, means, topic_id=one, member_ids=member_ids, file_name=file_name)
        for one in topics
    )


def trace(
    uow: UnitOfWork,
    desk: Desk,
    means: Means,
    member_ids: Iterable[str],
    *,
    topic_id: str,
    file_name: str = "",
) -> None:
    """Write the lines of the journal within a transaction that is under way."""
    now = desk.clock()
    uow.add_all(
        [
            ReviewAccess(
                id=new_id(),
                member_id=member_id,
                topic_id=topic_id,
                means=means,
                at=now,
                by=desk.actor.name,
                file_name=file_name,
            )
            for member_id in member_ids
        ]
    )


def journal(
    desk: Desk, *, member_id: str = "", with_shown: bool = True, limit: int = 1000
) -> tuple[AccessLine, ...]:
    """Who saw which review and what left, newest first; of one member, or of everybody."""
    zone = desk.clock().tzinfo
    with desk.read() as reader:
        wanted = {"member_id": member_id} if member_id else {}
        found = [
            one for one in reader.find(ReviewAccess, **wanted) if with_shown or one.means.leaves
        ]
        names = {m.id: m.full_name for m in reader.find(Member)}
        topics = {t.id: t.title for t in reader.find(Topic)}
    found.sort(key=lambda one: (one.at, one.id), reverse=True)
    return tuple(
        AccessLine(
            one.id,
            one.member_id,
            names.get(one.member_id, ""),
            topics.get(one.topic_id, ""),
            one.means,
            one.at.astimezone(zone),
            one.by,
            one.file_name,
        )
        for one in found[:limit]
    )


def _written(reader: Reader, topic_id: str) -> set[str]:
    """Whose reviews of a topic have a word of the member, or of the cell on the member."""
    owners = {r.id: r.member_id for r in reader.find(SelfReview, topic_id=topic_id)}
    texts = reader.find(ReviewText)
    return {owners[t.review_id] for t in texts if t.review_id in owners and t.text.strip()}
