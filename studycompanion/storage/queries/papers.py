"""Who has which paper of a topic: review, plan, form."""

import json
from collections import defaultdict
from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

import sqlalchemy as sa

from studycompanion.domain.follow_up import must_report
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.people import StatusKind
from studycompanion.domain.plan import ActionItem, ClaritySet
from studycompanion.domain.review import Side, Stage
from studycompanion.storage.codec import from_row
from studycompanion.storage.queries import holds, whose
from studycompanion.storage.queries.audience import called_ids
from studycompanion.storage.queries.people import current
from studycompanion.storage.queries.plans import PlanFacts, plan_facts
from studycompanion.storage.tables import (
    action_item,
    action_plan,
    blob,
    erasure,
    issued_form,
    member,
    member_status,
    membership,
    review_text,
    scan_page,
    self_review,
    unit_name,
)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person's papers of a topic; ``unclear`` counts tasks that miss a clarity point.

    ``is_called`` tells whether the topic's audience holds the person; ``overdue`` counts tasks
    whose time is over, ``to_report`` those that are to be reported on this month. ``group`` is the
    party group within the cell, "" for none.
    """

    member_id: str
    full_name: str
    search_key: str
    cell_id: str
    cell_name: str
    status: StatusKind
    review_stage: Stage | None
    items: int
    unclear: int
    form_state: FormState | None
    is_called: bool = True
    plan_stage: Stage | None = None
    overdue: int = 0
    to_report: int = 0
    group: str = ""

    @property
    def owes(self) -> bool:
        """Whether papers are made for this person: called by the topic, and not exempt."""
        return self.is_called and self.status.owes_papers


def items_of_topic(
    connection: sa.Connection, topic_id: str, *, member_id: str | None = None
) -> dict[str, list[ActionItem]]:
    """All tasks of a topic, or of one member, by member id, in their order."""
    query = (
        sa.select(action_plan.c.member_id, action_item)
        .join(action_plan, action_plan.c.id == action_item.c.plan_id)
        .where(action_plan.c.topic_id == topic_id, whose(action_plan, member_id))
        .order_by(action_item.c.position, action_item.c.id)
    )
    found: dict[str, list[ActionItem]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["member_id"]].append(from_row(ActionItem, row))  # type: ignore[arg-type]
    return found


def own_texts(
    connection: sa.Connection, topic_id: str, *, member_id: str | None = None
) -> dict[str, dict[str, str]]:
    """What members, or one, wrote in their reviews of a topic: by member id, then by part."""
    query = (
        sa.select(self_review.c.member_id, review_text.c.part, review_text.c.text)
        .join(self_review, self_review.c.id == review_text.c.review_id)
        .where(
            self_review.c.topic_id == topic_id,
            review_text.c.side == Side.OWN.value,
            whose(self_review, member_id),
        )
    )
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.member_id][row.part] = row.text
    return found


def overview(
    connection: sa.Connection,
    topic_id: str,
    clarity: ClaritySet,
    *,
    on: date,
    cell_id: str | None = None,
    member_id: str | None = None,
    with_erased: bool = False,
    quiet: int | None = None,
    zone: tzinfo | None = None,
) -> tuple[PersonLine, ...]:
    """Everyone of the file, of one cell, or one person, with a topic's papers, in name order.

    ``quiet`` days without a word, by the wall of ``zone``, make a task one to report on. Figures
    go ``with_erased``: nameless people whose papers still count.
    """
    query = _people(current(on)).where(whose(membership, member_id))
    if cell_id is not None:
        query = query.where(membership.c.unit_id == cell_id)
    people = list(connection.execute(query))
    tasks = items_of_topic(connection, topic_id, member_id=member_id)
    stages = _stages(connection, topic_id, member_id)
    forms = _form_states(connection, topic_id, member_id)
    facts = plan_facts(connection, topic_id, zone, member_id=member_id)
    called = called_ids(connection, topic_id, on)
    if with_erased:
        have = (tasks.keys() | stages.keys() | forms.keys()) - {row.id for row in people}
        erased = _erased_before(connection, have, on)
        people += erased
        called = called if called is None else called | {row.id for row in erased}
    lines = []
    for row in people:
        items = tasks.get(row.id, [])
        asked = [one for one in items if quiet and _is_asked(one, row.id, facts, on, quiet)]
        lines.append(
            PersonLine(
                member_id=row.id,
                full_name=row.full_name,
                search_key=row.search_key,
                cell_id=row.unit_id,
                cell_name=row.name,
                status=StatusKind(row.status),
                review_stage=stages.get(row.id),
                items=len(items),
                unclear=sum(bool(item.missing_clears(clarity)) for item in items),
                form_state=forms.get(row.id),
                is_called=called is None or row.id in called,
                plan_stage=facts.stages.get(row.id),
                overdue=sum(item.days_over(on) > 0 for item in items),
                to_report=len(asked),
                group=row.party_group,
            )
        )
    return tuple(lines)


def _is_asked(item: ActionItem, member_id: str, facts: PlanFacts, on: date, quiet: int) -> bool:
    last, handed = facts.last_notes.get(item.id), facts.handed_in.get(member_id)
    return must_report(item, on, last_note=last, handed_in=handed, quiet=quiet)


def _people(joined: sa.Join) -> sa.Select[Any]:
    return (
        sa.select(
            member.c.id,
            member.c.full_name,
            member.c.search_key,
            member.c.party_group,
            membership.c.unit_id,
            unit_name.c.name,
            member_status.c.status,
        )
        .select_from(joined)
        .order_by(member.c.sort_key, member.c.id)
    )


def _erased_before(connection: sa.Connection, ids: AbstractSet[str], on: date) -> list[Any]:
    """Who of these was erased, under the last cell and status that they had."""
    erased = ids & set(connection.scalars(sa.select(erasure.c.member_id)))
    is_named = (unit_name.c.unit_id == membership.c.unit_id) & holds(unit_name, on)
    joined = (
        sa.join(member, membership, membership.c.member_id == member.c.id)
        .join(unit_name, is_named)
        .join(member_status, member_status.c.member_id == member.c.id)
    )
    last = (sa.func.coalesce(t.c.valid_from, "").desc() for t in (membership, member_status))
    query = _people(joined).order_by(None).order_by(*last).limit(1)
    found = (connection.execute(query.where(member.c.id == one)).first() for one in sorted(erased))
    return [row for row in found if row is not None]


def _stages(connection: sa.Connection, topic_id: str, member_id: str | None) -> dict[str, Stage]:
    """How far each review is; a draft in which nobody has written anything yet is none."""
    has_text = sa.exists().where(
        review_text.c.review_id == self_review.c.id,
        review_text.c.text != "",
        ~review_text.c.is_prefilled,
    )
    is_begun = (self_review.c.stage != Stage.WRITING.value) | has_text
    is_its = (self_review.c.topic_id == topic_id) & whose(self_review, member_id)
    query = sa.select(self_review.c.member_id, self_review.c.stage).where(is_its, is_begun)
    rows = connection.execute(query)
    return {row.member_id: Stage(row.stage) for row in rows}


def names(topic_id: str) -> sa.ColumnElement[bool]:
    """Whether an issued form is one of a topic, alone or with others."""
    return (issued_form.c.topic_id == topic_id) | issued_form.c.more_topics.contains(topic_id)


def forms_of(
    connection: sa.Connection, topic_id: str, *, member_id: str | None = None
) -> tuple[IssuedForm, ...]:
    """All forms that were ever issued for a topic, to all or to one, the oldest first."""
    is_its = names(topic_id) & whose(issued_form, member_id)
    query = sa.select(issued_form).where(is_its).order_by(issued_form.c.issued_at)
    rows = connection.execute(query).mappings()
    return tuple(from_row(IssuedForm, row) for row in rows)  # type: ignore[arg-type]


def _form_states(
    connection: sa.Connection, topic_id: str, member_id: str | None
) -> dict[str, FormState]:
    query = (
        sa.select(issued_form.c.member_id, issued_form.c.state)
        .where(
            names(topic_id),
            whose(issued_form, member_id),
            issued_form.c.state != FormState.REPLACED.value,
        )
        .order_by(issued_form.c.issued_at)
    )
    return {row.member_id: FormState(row.state) for row in connection.execute(query)}


def current_forms(
    connection: sa.Connection, member_ids: list[str]
) -> dict[tuple[str, str], FormState]:
    """The states of the forms in force of some people, by topic and member."""
    query = (
        sa.select(
            issued_form.c.topic_id,
            issued_form.c.more_topics,
            issued_form.c.member_id,
            issued_form.c.state,
        )
        .where(
            issued_form.c.member_id.in_(member_ids),
            issued_form.c.state != FormState.REPLACED.value,
        )
        .order_by(issued_form.c.issued_at)
    )
    return {
        (topic_id, row.member_id): FormState(row.state)
        for row in connection.execute(query)
        for topic_id in (row.topic_id, *json.loads(row.more_topics))
    }


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form on its way to paper: whose it is and which bytes are kept."""

    form_id: str
    member_id: str
    full_name: str
    blob_id: str


def has_scans(connection: sa.Connection, member_id: str) -> bool:
    """Whether any scanned page lies with a form of a person."""
    query = (
        sa.select(scan_page.c.id)
        .join(issued_form, issued_form.c.id == scan_page.c.form_id)
        .where(issued_form.c.member_id == member_id, scan_page.c.blob_id.is_not(None))
        .limit(1)
    )
    return connection.scalar(query) is not None


def sent_forms(connection: sa.Connection, topic_id: str) -> tuple[SentForm, ...]:
    """The forms of a topic that were sent to a printer, in printing order."""
    is_sent = issued_form.c.state == FormState.SENT_TO_PRINTER.value
    return _in_order(connection, is_sent & names(topic_id))


def papers_of(connection: sa.Connection, form_ids: Collection[str]) -> tuple[SentForm, ...]:
    """Some forms in printing order: by cell, then by name."""
    return _in_order(connection, issued_form.c.id.in_(list(form_ids)))


def _in_order(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> tuple[SentForm, ...]:
    query = (
        sa.select(issued_form.c.id, member.c.id, member.c.full_name, issued_form.c.blob_id)
        .join_from(issued_form, member, member.c.id == issued_form.c.member_id)
        .join(
            unit_name,
            (unit_name.c.unit_id == issued_form.c.cell_id) & unit_name.c.valid_to.is_(None),
        )
        .where(wanted)
        .order_by(unit_name.c.name, issued_form.c.cell_id, member.c.sort_key, member.c.id)
    )
    return tuple(SentForm(*row) for row in connection.execute(query))


def sizes_of_forms(
    connection: sa.Connection, *, is_current: bool = True
) -> tuple[tuple[str, str, int], ...]:
    """Each form in force, or each replaced one, with its kept file and that file's size."""
    query = sa.select(issued_form.c.id, issued_form.c.blob_id, blob.c.size).join(
        blob, blob.c.id == issued_form.c.blob_id
    )
    is_old = issued_form.c.state == FormState.REPLACED.value
    rows = connection.execute(query.where(~is_old if is_current else is_old))
    return tuple((row[0], row[1], row[2]) for row in rows)


def highest_code(connection: sa.Connection, prefix: str) -> str:
    """The highest code of a form that begins with ``prefix``; "" where there is none."""
    code = issued_form.c.code
    query = sa.select(sa.func.max(code)).where(code >= prefix, code < f"{prefix}:")
    return connection.scalar(query) or ""
