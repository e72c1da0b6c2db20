"""What a member wrote, promised and did the year before, to look at beside this year's review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from studycompanion.domain.paper import mended_lines
from studycompanion.domain.paperwork import FormTemplate
from studycompanion.domain.plan import ActionItem, ActionPlan
from studycompanion.domain.review import ReviewText, SelfReview, Side
from studycompanion.domain.study import Topic
from studycompanion.messages import word
from studycompanion.services import review_forms
from studycompanion.services.desk import Desk
from studycompanion.services.paper_people import progress_words
from studycompanion.services.review_forms import Part, PartKind
from studycompanion.storage.unit_of_work import Reader

COMMITMENT = "commitment"
"""The section of a review that tells of what was promised."""


@dataclass(frozen=True, slots=True)
class PastPart:
    """A part of the earlier review as it reads, answers by their names."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PastReview:
    """The newest review or plan of the years before; ``parts`` by side and key.

    ``promises`` tell of each task what was promised and what came of it.
    """

    year: int
    parts: dict[tuple[Side, str], PastPart]
    promises: tuple[str, ...]


def past_review(desk: Desk, topic_id: str, member_id: str) -> PastReview | None:
    """What there is of the last year before the topic's in which the member wrote something."""
    with desk.read() as reader:
        year = reader.get(Topic, topic_id).year
        written = _last_review(reader, member_id, year)
        promised = _last_items(reader, member_id, year)
        years = [made for made, _ in (written, promised) if made]
        if not years:
            return None
        last = max(years)
        parts = _parts(reader, written[1]) if written[0] == last else {}
        items = promised[1] if promised[0] == last else ()
        return PastReview(last, parts, tuple(promise_words(i, desk.today) for i in items))


def _last_review(reader: Reader, member_id: str, year: int) -> tuple[int, list[SelfReview]]:
    """The last earlier year with a written review, and that year's reviews."""
    found = [r for r in reader.find(SelfReview, member_id=member_id) if r.year < year]
    for review in sorted(found, key=lambda r: (r.year, r.id), reverse=True):
        if any(t.text.strip() for t in reader.find(ReviewText, review_id=review.id)):
            return review.year, [r for r in found if r.year == review.year]
    return 0, []


def _last_items(reader: Reader, member_id: str, year: int) -> tuple[int, list[ActionItem]]:
    plans = [
        (reader.get(Topic, plan.topic_id).year, plan)
        for plan in reader.find(ActionPlan, member_id=member_id)
    ]
    by_year: dict[int, list[ActionItem]] = {}
    for made, plan in plans:
        if made < year:
            items = reader.find(ActionItem, plan_id=plan.id)
            by_year.setdefault(made, []).extend(sorted(items, key=lambda i: (i.position, i.id)))
    last = max((made for made, items in by_year.items() if items), default=0)
    return last, by_year.get(last, [])


def _parts(reader: Reader, found: Sequence[SelfReview]) -> dict[tuple[Side, str], PastPart]:
    """The written parts of a year's reviews; the yearly one, which has more parts, goes first."""
    told: dict[tuple[Side, str], PastPart] = {}
    by_parts = [(review_forms.parts(reader.get(FormTemplate, r.template_id)), r) for r in found]
    for parts, review in sorted(by_parts, key=lambda pair: -len(pair[0])):
        texts = {(t.side, t.part): t.text for t in reader.find(ReviewText, review_id=review.id)}
        for part in parts:
            text = texts.get((part.side, part.key), "").strip()
            if text:
                told.setdefault((part.side, part.key), PastPart(part.title, shown(part, text)))
    return told


def shown(part: Part, text: str) -> str:
    """A part's text as people read it: answers by their names, not their keys."""
    if part.kind is PartKind.CHOICE:
        return part.choice_name(text)
    if part.kind is PartKind.MENDING:
        lines = mended_lines(text)
        return "\n".join(f"{said}: {part.choice_name(key)}" if key else said for said, key in lines)
    if part.points is not None:
        return f"{text}/{part.points.most}"
    return text


def promise_words(item: ActionItem, today: date) -> str:
    """What a task promised and what came of it, in one sentence."""
    outcome = word("outcomes", item.outcome.value) if item.outcome else ""
    done = "; ".join(filter(None, (outcome or progress_words(item, today), item.outcome_reason)))
    promised = word("paper_words", "promised", task=item.points.get("task", ""))
    return f"{promised}. {word('paper_words', 'did', done=done)}."
