"""The tasks of a topic as a list: whose they are, how far, what is unclear or overdue."""

from dataclasses import dataclass
from datetime import date

from studycompanion.domain.follow_up import must_report
from studycompanion.domain.people import Member
from studycompanion.domain.plan import ActionItem, ClarityPoint
from studycompanion.domain.study import Topic
from studycompanion.services import rules
from studycompanion.services.desk import Desk
from studycompanion.storage.queries import papers, plans


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task of a topic; ``accountable`` is the name of the one person who answers for it."""

    item: ActionItem
    number: int
    member_id: str
    member_name: str
    cell_id: str
    cell_name: str
    accountable: str
    missing: tuple[ClarityPoint, ...]
    days_over: int
    last_note: date | None
    must_report: bool

    @property
    def task(self) -> str:
        """What is to be done, "" where nothing is said."""
        return self.item.points.get("task", "")


def task_lines(desk: Desk, topic_id: str) -> tuple[TaskLine, ...]:
    """Every task of a topic by member in name order; raises ``UserError("not_there")``."""
    today, zone = desk.today, desk.clock().tzinfo
    with desk.read() as reader:
        topic = reader.get(Topic, topic_id)
        clarity = rules.clarity(reader, topic.clarity_id)
        quiet = rules.quiet_days(reader, topic.year)
        people = papers.overview(reader.connection, topic_id, clarity, on=today)
        items = papers.items_of_topic(reader.connection, topic_id)
        facts = plans.plan_facts(reader.connection, topic_id, zone)
        names = {person.member_id: person.full_name for person in people}
        others = {i.accountable_id for one in items.values() for i in one} - names.keys() - {None}
        names |= {one: reader.get(Member, one).full_name for one in others if one}
    return tuple(
        TaskLine(
            item=item,
            number=number,
            member_id=person.member_id,
            member_name=person.full_name,
            cell_id=person.cell_id,
            cell_name=person.cell_name,
            accountable=names[item.accountable_id or person.member_id],
            missing=item.missing_clears(clarity),
            days_over=item.days_over(today),
            last_note=facts.last_notes.get(item.id),
            must_report=quiet is not None
            and must_report(
                item,
                today,
                last_note=facts.last_notes.get(item.id),
                handed_in=facts.handed_in.get(person.member_id),
                quiet=quiet,
            ),
        )
        for person in people
        for number, item in enumerate(items.get(person.member_id, ()), start=1)
    )
