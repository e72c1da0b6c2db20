"""Reviews for everyone whom a topic calls: the right form for each, begun from what is known."""

from datetime import date

from studycompanion.domain.ids import new_id
from studycompanion.domain.paper import Occasion, Post
from studycompanion.domain.paperwork import FormTemplate
from studycompanion.domain.people import Member, MemberRole, RoleKind
from studycompanion.domain.plan import ActionItem, ActionPlan
from studycompanion.domain.review import ReviewText, SelfReview, Side
from studycompanion.domain.study import Topic
from studycompanion.services import review_forms, rules
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.past_reviews import promise_words
from studycompanion.storage.queries import papers
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

_LEADING = (RoleKind.SECRETARY, RoleKind.DEPUTY)
_MONTHS = 6
_MENDED, _SHORTCOMINGS, _COMMITMENT = "mended", "shortcomings", "commitment"


def proposed_post(member: Member, *, leads: bool) -> Post:
    """For whose form a member is proposed: who leads, who works in an office, and everyone else."""
    if leads:
        return Post.LEADERSHIP
    return Post.NONE if member.gov_post or member.workplace else Post.OUTSIDE


def is_too_new(member: Member, on: date) -> bool:
    """Whether somebody joined less than six months before a day; unknown days do not count."""
    joined = member.joined
    if joined is None or joined.month is None:
        return False
    months = (on.year - joined.year) * 12 + on.month - joined.month
    return months < _MONTHS or (months == _MONTHS and (joined.day or 1) > on.day)


def draft_all(desk: Desk, topic_id: str, occasion: Occasion) -> Done[int]:
    """Make a review for everyone who owes one and has none, as one step; tells how many.

    It begins with last year's shortcomings and with what was promised then and done since.
    """
    with desk.write("review_draft", topic=topic_id) as tx:
        topic = tx.uow.get(Topic, topic_id)
        clarity = rules.clarity(tx.uow, topic.clarity_id)
        lines = papers.overview(tx.uow.connection, topic_id, clarity, on=desk.today)
        members = {m.id: m for m in tx.uow.find(Member)}
        leaders = leading(tx.uow)
        forms = {
            post: review_forms.review_form(tx.uow, year=topic.year, post=post, occasion=occasion)
            for post in Post
        }
        have = {r.member_id for r in tx.uow.find(SelfReview, topic_id=topic_id)}
        past = _Past(tx.uow, topic.year)
        made = 0
        for line in lines:
            member = members[line.member_id]
            if not line.owes or line.member_id in have or is_too_new(member, desk.today):
                continue
            stored = forms[proposed_post(member, leads=member.id in leaders)]
            review = SelfReview(
                id=new_id(),
                member_id=member.id,
                cell_id=line.cell_id,
                year=topic.year,
                template_id=stored.id,
                topic_id=topic_id,
            )
            tx.uow.add(review)
            _begin(tx.uow, review, past.texts(member.id, stored, desk.today))
            made += 1
    return Done(made, tx.changes)


def leading(reader: Reader) -> set[str]:
    """Who leads a cell today, secretary or deputy."""
    found = reader.find(MemberRole, valid_to=None)
    return {role.member_id for role in found if role.role in _LEADING}


def _begin(uow: UnitOfWork, review: SelfReview, texts: dict[str, str]) -> None:
    for part, text in texts.items():
        if text:
            uow.add(
                ReviewText(
                    id=new_id(),
                    review_id=review.id,
                    part=part,
                    side=Side.OWN,
                    text=text,
                    is_prefilled=True,
                )
            )


class _Past:
    """What everybody wrote and promised in the years before, read once."""

    def __init__(self, reader: Reader, year: int) -> None:
        self._parts: dict[str, frozenset[str]] = {}
        reviews = [r for r in reader.find(SelfReview) if r.year < year]
        self._last = {r.member_id: r.id for r in sorted(reviews, key=lambda r: (r.year, r.id))}
        wanted = set(self._last.values())
        found = reader.find(ReviewText, part=_SHORTCOMINGS, side=Side.OWN)
        self._shortcomings = {t.review_id: t.text for t in found if t.review_id in wanted}
        years = {t.id: t.year for t in reader.find(Topic) if t.year < year}
        plans = [p for p in reader.find(ActionPlan) if p.topic_id in years]
        last: dict[str, int] = {}
        for plan in plans:
            last[plan.member_id] = max(years[plan.topic_id], last.get(plan.member_id, 0))
        owners = {p.id: p.member_id for p in plans if years[p.topic_id] == last[p.member_id]}
        self._items: dict[str, list[ActionItem]] = {}
        for item in sorted(reader.find(ActionItem), key=lambda i: (i.position, i.id)):
            if item.plan_id in owners:
                self._items.setdefault(owners[item.plan_id], []).append(item)

    def texts(self, member_id: str, stored: FormTemplate, today: date) -> dict[str, str]:
        """The first texts of a review by part, of those that its form has."""
        if stored.id not in self._parts:
            self._parts[stored.id] = frozenset(p.key for p in review_forms.parts(stored))
        has = self._parts[stored.id]
        told = {
            _MENDED: self._shortcomings.get(self._last.get(member_id, ""), ""),
            _COMMITMENT: "\n".join(promise_words(i, today) for i in self._items.get(member_id, ())),
        }
        return {part: text for part, text in told.items() if part in has}
