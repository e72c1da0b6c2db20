"""The chain of promises: what was promised, what was done, by what it is shown, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from studycompanion.domain.ids import new_id
from studycompanion.domain.paper import Occasion
from studycompanion.domain.paperwork import FormKind, FormTemplate
from studycompanion.domain.plan import ActionItem, ActionPlan, Evidence, ItemStatus, ProgressNote
from studycompanion.domain.review import ReviewText, SelfReview
from studycompanion.domain.study import Topic
from studycompanion.domain.vietnamese import display_date
from studycompanion.errors import UserError
from studycompanion.messages import speaking, word
from studycompanion.services import review_forms, reviews
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.drafts import review_key
from studycompanion.services.paper_people import progress_words
from studycompanion.services.past_reviews import COMMITMENT
from studycompanion.services.reviews import SectionText
from studycompanion.storage import drafts
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

_WORDS = "promises"


@dataclass(frozen=True, slots=True)
class Promise:
    """A task of an earlier plan and what came of it, all as recorded.

    ``note`` is the last word on it, ``evidence`` what shows it, ``reasons`` why its time was
    extended or it was not wholly met; ``mends`` the words of the self-review that it mends.
    """

    item: ActionItem
    topic_id: str
    topic_title: str
    year: int
    done: str
    note: str = ""
    evidence: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    mends: str = ""

    @property
    def task(self) -> str:
        """What was promised, and until when."""
        task = self.item.points.get("task", "") or word(_WORDS, "unnamed")
        due = self.item.due
        return f"{task} ({word(_WORDS, 'due', day=display_date(due))})" if due else task

    @property
    def lines(self) -> tuple[str, ...]:
        """What was done, by what it is shown and why not, each where there is something."""
        done = "; ".join(filter(None, (self.done, self.note)))
        told = (
            ("did", done),
            ("proof", "; ".join(self.evidence)),
            ("why", "; ".join(self.reasons)),
        )
        return tuple(word(_WORDS, key, text=text) for key, text in told if text)


class Typed(StrEnum):
    """What becomes of text that somebody typed where a draft is to stand."""

    APPEND = "append"
    REPLACE = "replace"


def promises(desk: Desk, topic_id: str, member_id: str) -> tuple[Promise, ...]:
    """What the review of a topic has to answer for, oldest first.

    These are the tasks of the last year before it, earlier ones that are still open, and for a
    yearly review those of its own year. Raises ``UserError("not_there")``.
    """
    with desk.read() as reader:
        return _promises(reader, desk.today, topic_id, member_id)


def _promises(reader: Reader, today: date, topic_id: str, member_id: str) -> tuple[Promise, ...]:
    year = reader.get(Topic, topic_id).year
    review = reviews.find_review(reader, topic_id, member_id)
    is_yearly = review is not None and _is_yearly(reader, review)
    found = [
        (reader.get(Topic, plan.topic_id), item)
        for plan in reader.find(ActionPlan, member_id=member_id)
        for item in reader.find(ActionItem, plan_id=plan.id)
    ]
    last = max((topic.year for topic, _ in found if topic.year < year), default=0)
    wanted = [
        (topic, item)
        for topic, item in found
        if topic.year == last
        or (topic.year < last and _is_open(item))
        or (is_yearly and topic.year == year)
    ]
    wanted.sort(key=lambda one: (one[0].year, one[0].id, one[1].position, one[1].id))
    return tuple(_promise(reader, today, topic, item) for topic, item in wanted)


def _is_yearly(reader: Reader, review: SelfReview) -> bool:
    stored = reader.get(FormTemplate, review.template_id)
    is_review = stored.form is FormKind.REVIEW
    return is_review and review_forms.parsed(stored).occasion is Occasion.YEARLY


def _is_open(item: ActionItem) -> bool:
    return item.status is ItemStatus.DOING and item.outcome is None


def _promise(reader: Reader, today: date, topic: Topic, item: ActionItem) -> Promise:
    notes = sorted(reader.find(ProgressNote, item_id=item.id), key=lambda n: (n.at, n.id))
    shown = sorted(reader.find(Evidence, item_id=item.id), key=lambda e: (e.on, e.id))
    outcome = word("outcomes", item.outcome.value) if item.outcome else ""
    reasons = [item.outcome_reason, *(_extended(note) for note in notes if note.due)]
    told = [note.text for note in notes if note.due is None]
    return Promise(
        item,
        topic.id,
        topic.title,
        topic.year,
        done=outcome or _progress(item, notes, today),
        note=told[-1] if told else "",
        evidence=tuple(map(_shown, shown)),
        reasons=tuple(filter(None, reasons)),
        mends=_mended(reader, item),
    )


def _progress(item: ActionItem, notes: list[ProgressNote], today: date) -> str:
    is_untold = item.status is ItemStatus.DOING and not item.percent and not notes
    if is_untold and not item.days_over(today):
        return word(_WORDS, "nothing")
    return progress_words(item, today)


def _extended(note: ProgressNote) -> str:
    day = display_date(note.due) if note.due else ""
    return word(_WORDS, "extended", day=day, reason=note.text)


def _shown(evidence: Evidence) -> str:
    facts = [evidence.number, evidence.file_name if evidence.file_name != evidence.text else ""]
    told = ", ".join(filter(None, facts))
    return f"{evidence.text} ({told})" if told and told != evidence.text else evidence.text


def _mended(reader: Reader, item: ActionItem) -> str:
    found = reader.find(ReviewText, id=item.from_review_text_id) if item.from_review_text_id else ()
    return found[0].text if found else ""


def draft_text(found: Iterable[Promise]) -> str:
    """The words of a review on its promises, from recorded facts alone, under their years."""
    told = []
    for year, group in groupby(found, key=lambda one: one.year):
        told.append(word(_WORDS, "year", year=str(year)))
        for number, one in enumerate(group, 1):
            said = [word(_WORDS, "promised", text=one.task), *one.lines]
            told.append(f"{number}. " + " ".join(f"{words.rstrip('.')}." for words in said))
    return "\n".join(told)


def draft_promises(
    desk: Desk, topic_id: str, member_id: str, *, typed: Typed | None = None
) -> Done[SectionText]:
    """Write what became of the promises into the review's part on them, for a person to edit.

    Typed text is never replaced unasked. Raises ``UserError`` ``promises_none`` where nothing was
    promised, ``promises_part`` where the form has no such part, ``promises_typed`` where somebody
    typed and ``typed`` does not say what becomes of it, or ``review_locked``.
    """
    with desk.write("promises_draft", member=member_id) as tx:
        review = reviews.ensure_review(tx.uow, desk, topic_id, member_id)
        with speaking("vi"):
            text = draft_text(_promises(tx.uow, desk.today, topic_id, member_id))
        if not text:
            raise UserError("promises_none")
        section = _part(tx.uow, review)
        is_typed = bool(section.text.strip()) and not section.is_prefilled
        if is_typed and typed is None:
            raise UserError("promises_typed")
        if is_typed and typed is Typed.APPEND:
            new = reviews.put(tx.uow, review, section, f"{section.text.rstrip()}\n{text}")
        else:
            new = _bring(tx.uow, review, section, text)
        drafts.drop(tx.uow.connection, review_key(topic_id, member_id, section.key))
    return Done(SectionText(section.part, new.text, new.revision, new.is_prefilled), tx.changes)


def _part(reader: Reader, review: SelfReview) -> SectionText:
    card = reviews.card(reader, review.topic_id or "", review.member_id)
    if all(section.key != COMMITMENT for section in card.sections):
        raise UserError("promises_part")
    return reviews.writable(reader, review, COMMITMENT)


def _bring(uow: UnitOfWork, review: SelfReview, section: SectionText, text: str) -> ReviewText:
    """Keep a text that nobody has edited yet."""
    part, side = section.key, section.side
    old = uow.find(ReviewText, review_id=review.id, part=part, side=side)
    if old:
        return uow.change(old[0], text=text, is_prefilled=True)
    fresh = ReviewText(
        id=new_id(), review_id=review.id, part=part, side=side, text=text, is_prefilled=True
    )
    return uow.add(fresh)
