"""What the papers of a topic say of each person, read once for all of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from studycompanion.domain.paper import PaperColumn, PaperContent
from studycompanion.domain.paperwork import FormTemplate
from studycompanion.domain.people import Member, MemberRole, RoleKind
from studycompanion.domain.plan import ActionItem, ActionPlan, ClaritySet, Evidence, ItemStatus
from studycompanion.domain.review import ReviewText, SelfReview, Side
from studycompanion.domain.study import Topic
from studycompanion.domain.vietnamese import display_date, group_thousands
from studycompanion.messages import word
from studycompanion.services import rules
from studycompanion.services.desk import Desk
from studycompanion.services.opening import Setup, setup_of
from studycompanion.services.units import Signer, signers
from studycompanion.storage.queries import papers
from studycompanion.storage.queries.papers import PersonLine
from studycompanion.storage.unit_of_work import Reader

_SHARES = {"task": 14, "process": 12, "person": 11, "result": 11}
_DUE_POINTS = ("time", "progress", "result", "product")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """One person with what was written and promised for a topic."""

    line: PersonLine
    member: Member
    post: str
    items: tuple[ActionItem, ...]
    clarity: ClaritySet
    review: SelfReview | None
    template: FormTemplate | None

    @property
    def birth(self) -> str:
        """The day of birth as papers print it; "" where unknown."""
        return self.member.birth.display if self.member.birth else ""


class TopicPapers:
    """A topic's people in the order of names, and what their papers have in common."""

    def __init__(self, desk: Desk, reader: Reader, topic_id: str, cell_id: str | None) -> None:
        self.topic = reader.get(Topic, topic_id)
        self.clarity = rules.clarity(reader, self.topic.clarity_id)
        self.setup: Setup = setup_of(desk)
        self.today: date = desk.today
        self._signers = signers(reader)
        connection = reader.connection
        lines = papers.overview(connection, topic_id, self.clarity, on=desk.today, cell_id=cell_id)
        self._texts = _texts(reader, topic_id)
        self._evidence = _evidence(reader)
        self.people = tuple(_people(reader, self, lines))

    def signer(self, cell_id: str) -> Signer:
        """Who signs for a cell, under no name where nobody is known."""
        return self._signers.get(cell_id, Signer("", ""))

    def common(self, cell_id: str, cell_name: str) -> PaperContent:
        """What a paper of a cell says before it says anything of a person."""
        signer = self.signer(cell_id)
        return PaperContent(
            superior=self.setup.superior,
            issuer=cell_name,
            place=self.setup.place,
            dated=self.today,
            year=self.topic.year,
            facts={
                "topic": self.topic.title,
                "clarity": self.clarity.name,
                "superior": self.setup.superior,
                "issuer": cell_name,
                "cell": cell_name,
            },
            signers={"secretary": (signer.name, signer.chosen_post)},
            clarity=clarity_columns(self.clarity),
        )

    def texts(self, person: Person) -> dict[tuple[Side, str], str]:
        """What was written in a person's review."""
        return self._texts.get(person.review.id, {}) if person.review else {}

    def results(self, person: Person) -> tuple[Row, ...]:
        """Promise, result and evidence of each task."""
        return tuple(
            item_row(n, item, person.clarity, self._evidence.get(item.id, ()), self.today)
            for n, item in enumerate(person.items, 1)
        )


def clarity_columns(clarity: ClaritySet) -> tuple[PaperColumn, ...]:
    """The columns of a plan: the task first, then the other points as the set has them."""
    ordered = sorted(clarity.points, key=lambda point: point.key != "task")
    return tuple(
        PaperColumn(p.key, f"{p.head}\n({p.name})", _SHARES.get(p.key, 10)) for p in ordered
    )


def item_row(
    number: int,
    item: ActionItem,
    clarity: ClaritySet,
    evidence: tuple[Evidence, ...],
    today: date,
) -> Row:
    """A task as a row of any table: its points, and what came of it."""
    due = display_date(item.due) if item.due else ""
    told = dict(item.points)
    key = next((k for k in _DUE_POINTS if k in {p.key for p in clarity.points}), "")
    shown = dict(told)
    if key and due and due not in told.get(key, ""):
        shown[key] = "; ".join(filter(None, (told.get(key, ""), due)))
    outcome = word("outcomes", item.outcome.value) if item.outcome else ""
    return shown | {
        "number": str(number),
        "task": told.get("task", ""),
        "due": due,
        "helpers": item.helpers,
        "done": outcome or progress_words(item, today),
        "progress": progress_words(item, today),
        "product": told.get("product") or told.get("result", ""),
        "evidence": "; ".join(map(_shown, evidence)),
        "outcome": outcome,
        "note": item.outcome_reason,
        "unclear": ", ".join(p.name for p in item.missing_clears(clarity)),
    }


def progress_words(item: ActionItem, today: date) -> str:
    """How far a task is: done, overdue by so many days, or a percentage."""
    if item.status is ItemStatus.DONE:
        return word("paper_words", "done")
    over = item.days_over(today)
    if over:
        return word("paper_words", "over", days=group_thousands(over))
    return word("paper_words", "percent", percent=item.percent)


def _shown(evidence: Evidence) -> str:
    return " ".join(filter(None, (evidence.text or evidence.file_name, evidence.number)))


def _people(reader: Reader, source: TopicPapers, lines: tuple[PersonLine, ...]) -> list[Person]:
    topic_id = source.topic.id
    members = {m.id: m for m in reader.find(Member)}
    items = papers.items_of_topic(reader.connection, topic_id)
    reviews = {r.member_id: r for r in reader.find(SelfReview, topic_id=topic_id)}
    templates = {t.id: t for t in reader.find(FormTemplate)}
    sets = {p.member_id: p.clarity_id for p in reader.find(ActionPlan, topic_id=topic_id)}
    read = {rule_id: rules.clarity(reader, rule_id) for rule_id in set(sets.values())}
    posts = _posts(reader)
    found = []
    for line in lines:
        review = reviews.get(line.member_id)
        found.append(
            Person(
                line=line,
                member=members[line.member_id],
                post=posts.get(line.member_id, ""),
                items=tuple(items.get(line.member_id, ())),
                clarity=read.get(sets.get(line.member_id, ""), source.clarity),
                review=review,
                template=templates[review.template_id] if review else None,
            )
        )
    return found


def _posts(reader: Reader) -> dict[str, str]:
    roles = reader.find(MemberRole, valid_to=None)
    return {r.member_id: r.title for r in roles if r.role is not RoleKind.GROUP_HEAD}


def _texts(reader: Reader, topic_id: str) -> dict[str, dict[tuple[Side, str], str]]:
    own = {review.id for review in reader.find(SelfReview, topic_id=topic_id)}
    found: dict[str, dict[tuple[Side, str], str]] = defaultdict(dict)
    for text in reader.find(ReviewText):
        if text.review_id in own:
            found[text.review_id][text.side, text.part] = text.text
    return found


def _evidence(reader: Reader) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = defaultdict(list)
    for one in reader.find(Evidence):
        found[one.item_id].append(one)
    return {key: tuple(sorted(all_, key=lambda e: (e.on, e.id))) for key, all_ in found.items()}
