"""What a filled-in Word form would change, field by field, against the record as it is now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from studycompanion.domain.paperwork import FormTemplate
from studycompanion.domain.plan import ActionItem, ActionPlan, ClaritySet
from studycompanion.domain.review import SelfReview
from studycompanion.domain.study import Topic
from studycompanion.domain.vietnamese.typed_days import whole_day
from studycompanion.domain.word_form import WordForm, digest, plain
from studycompanion.errors import UserError
from studycompanion.exchange.word_form_in import FilledForm, Table
from studycompanion.messages import word
from studycompanion.services import review_forms, rules
from studycompanion.services.drafts import item_key, review_key
from studycompanion.services.plans import find_plan, items_of
from studycompanion.services.review_forms import Part
from studycompanion.services.reviews import find_review, texts_of
from studycompanion.services.word_form_fields import (
    DUE,
    ITEMS,
    TaskRow,
    canonical,
    columns_in,
    is_known,
    items_in,
    own_parts,
    read_part,
    read_rows,
    said_of,
    shown,
    task_key,
)
from studycompanion.storage import drafts
from studycompanion.storage.unit_of_work import Reader

NEW_TASK = "new"


class FieldState(StrEnum):
    """What taking a field in would do.

    An empty one is filled or a text changed; one is emptied; it would undo what was written here
    since the form was handed out; it cannot be taken in, because the paper is closed or the form
    does not offer such an answer or day.
    """

    FILLED = "filled"
    CHANGED = "changed"
    EMPTIED = "emptied"
    CONFLICT = "conflict"
    CLOSED = "closed"
    UNREADABLE = "unreadable"

    @property
    def can_be_taken(self) -> bool:
        """Whether the secretary may choose it."""
        return self not in (FieldState.CLOSED, FieldState.UNREADABLE)

    @property
    def is_proposed(self) -> bool:
        """Whether it is chosen from the start."""
        return self in (FieldState.FILLED, FieldState.CHANGED)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that says something else: its name, old and new as people read them.

    ``value`` is what would be kept, the texts of a whole new task by column for a new one.
    """

    key: str
    label: str
    old: str
    new: str
    state: FieldState
    value: str | Mapping[str, str] = ""


class Comparison:
    """A form beside the record: the review's parts, then the tasks of the plan."""

    def __init__(self, reader: Reader, form: WordForm, filled: FilledForm) -> None:
        self.form = form
        self.review: SelfReview | None = find_review(reader, form.topic_id, form.member_id)
        template_id = self.review.template_id if self.review else form.template_id
        self._now = own_parts(review_forms.parts(reader.get(FormTemplate, template_id)))
        self._then = own_parts(review_forms.parts(reader.get(FormTemplate, form.template_id)))
        texts = texts_of(reader, self.review)
        self._texts = {key: one.text for key, one in texts.items()}
        self.plan: ActionPlan | None = find_plan(reader, form.topic_id, form.member_id)
        self.items: tuple[ActionItem, ...] = items_of(reader, self.plan)
        self._clarity: ClaritySet = rules.clarity(reader, form.clarity_id)
        self._half_typed = {one.key for one in drafts.every(reader.connection)}
        self._tables = tables_by_name(form, filled)
        self.topic = reader.get(Topic, form.topic_id)

    def missing(self) -> tuple[str, ...]:
        """The titles of what the form had and the file no longer has."""
        names = {part.key: part.title for part in self._then} | {ITEMS: word("word_form", "tasks")}
        return tuple(title for key, title in names.items() if key not in self._tables)

    def changes(self) -> tuple[FieldChange, ...]:
        """Every field that says something else than the record, in the form's order."""
        return (*self._of_review(), *self._of_plan())

    def _of_review(self) -> Iterator[FieldChange]:
        known = {part.key for part in self._now}
        is_open = self.review is None or self.review.stage.is_writable
        for part in self._then:
            table = self._tables.get(part.key)
            if table is None:
                continue
            new, old = read_part(part, table), canonical(part, self._texts.get(part.key, ""))
            can_be_read = is_known(part, new)
            state = self._state(part.key, old, new, is_open=is_open and part.key in known)
            if state is None:
                continue
            if review_key(self.form.topic_id, self.form.member_id, part.key) in self._half_typed:
                state = _clashing(state)
            if not can_be_read and state is not FieldState.CLOSED:
                state = FieldState.UNREADABLE
            label = _label(part, self._then)
            yield FieldChange(part.key, label, shown(part, old), shown(part, new), state, new)

    def _state(self, key: str, old: str, new: str, *, is_open: bool) -> FieldState | None:
        """None where the member left the field alone, or the record says the same by now."""
        base = self.form.base.get(key, "")
        if digest(new) in (base, digest(old)):
            return None
        if not is_open:
            return FieldState.CLOSED
        if digest(old) != base:
            return FieldState.CONFLICT
        if not new.strip():
            return FieldState.EMPTIED
        return FieldState.CHANGED if old.strip() else FieldState.FILLED

    def _of_plan(self) -> Iterator[FieldChange]:
        table = self._tables.get(ITEMS)
        if table is None:
            return
        columns, ids = columns_in(self.form.base), items_in(self.form.base)
        found = {item.id: item for item in self.items}
        for row in read_rows(table, columns):
            if 1 <= row.number <= len(ids):
                yield from self._of_task(row, found.get(ids[row.number - 1]))
            elif not row.is_empty:
                yield from self._new_task(row)

    def _of_task(self, row: TaskRow, item: ActionItem | None) -> Iterator[FieldChange]:
        """The cells of a task that was on the form; of one that is gone here nothing is open."""
        is_open = item is not None and (self.plan is None or self.plan.stage.is_writable)
        kept = said_of(item, tuple(row.said)) if item else {}
        for column, new in row.said.items():
            key, old = task_key(row.number, column), kept.get(column, "")
            if column == DUE:
                old, new = _day_text(old), _day_text(new)
            state = self._state(key, old, new, is_open=is_open)
            if state is None:
                continue
            if item is not None and item_key(item.id, column) in self._half_typed:
                state = _clashing(state)
            if column == DUE and state is not FieldState.CLOSED and _day(new) is None and new:
                state = FieldState.UNREADABLE
            label = word("word_form", "task", number=row.number, point=self._column_name(column))
            yield FieldChange(key, label, old, new, state, new)

    def _new_task(self, row: TaskRow) -> Iterator[FieldChange]:
        """A task that the member added; the same one that was taken in before is none."""
        said = {key: text for key, text in row.said.items() if text.strip()}
        if any(_says(item, said) for item in self.items):
            return
        is_open = self.plan is None or self.plan.stage.is_writable
        state = FieldState.FILLED if is_open else FieldState.CLOSED
        due = said.get(DUE, "")
        if is_open and due and _day(due) is None:
            state = FieldState.UNREADABLE
        words = "\n".join(f"{self._column_name(key)}: {text}" for key, text in said.items())
        place = _place_of(row, said)
        label = word("word_form", "new_task")
        yield FieldChange(f"{NEW_TASK}.{place}", label, "", words, state, said)

    def _column_name(self, column: str) -> str:
        names = {point.key: point.name for point in self._clarity.points}
        return names.get(column, word("word_form", "due_name"))


def tables_by_name(form: WordForm, filled: FilledForm) -> dict[str, Table]:
    """The tables under their names; by their order where a program dropped the names."""
    layout = form.layout.split()
    if len(filled.tables) == len(layout):
        pairs = zip(layout, filled.tables, strict=True)
        by_order = {name: table for name, table in pairs if not table.key}
    else:
        by_order = {}
    return by_order | {table.key: table for table in filled.tables if table.key}


def _label(part: Part, parts: tuple[Part, ...]) -> str:
    """What a part is called; a rating says of which section."""
    about = next((one.title for one in parts if one.key == part.about), "")
    return " – ".join(filter(None, (about, part.title)))


def _clashing(state: FieldState) -> FieldState:
    return FieldState.CONFLICT if state.can_be_taken else state


def _day(typed: str) -> date | None:
    try:
        return whole_day(typed)
    except UserError:
        return None


def _day_text(typed: str) -> str:
    """A day in one way of writing, so that 5/3/2026 is no other than 05/03/2026."""
    from studycompanion.domain.vietnamese import display_date

    day = _day(typed)
    return display_date(day) if day else plain(typed).strip()


def _says(item: ActionItem, said: Mapping[str, str]) -> bool:
    kept = said_of(item, tuple(said))
    return all(
        _day_text(kept[key]) == _day_text(text) if key == DUE else digest(kept[key]) == digest(text)
        for key, text in said.items()
    )


def _place_of(row: TaskRow, said: Mapping[str, str]) -> str:
    return digest(f"{row.number} {sorted(said.items())}")
