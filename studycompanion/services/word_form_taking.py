"""Keeping what was chosen of Word forms that came back, all of it in one step."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from studycompanion.domain.history import Mode
from studycompanion.domain.ids import new_id
from studycompanion.domain.plan import ActionItem, ActionPlan
from studycompanion.domain.review import SelfReview, Stage
from studycompanion.domain.vietnamese.typed_days import whole_day
from studycompanion.domain.word_form import WordForm
from studycompanion.errors import UserError
from studycompanion.services import stages
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.drafts import item_key, review_key
from studycompanion.services.members import card_on
from studycompanion.services.plans import last_place
from studycompanion.services.review_forms import Part
from studycompanion.services.reviews import SectionText, put
from studycompanion.services.word_form_compare import NEW_TASK, Comparison
from studycompanion.services.word_form_fields import DUE, ITEMS, items_in
from studycompanion.services.word_form_reading import FormRead
from studycompanion.storage import drafts
from studycompanion.storage.unit_of_work import UnitOfWork


def take_forms(
    desk: Desk,
    reads: Sequence[FormRead],
    chosen: Mapping[Path, Collection[str]],
    *,
    hand_in: bool = False,
) -> Done[int]:
    """Keep the chosen fields of some files, in one step; tells of how many people.

    With ``hand_in`` their reviews are noted as handed in, those that still are being written.

    Raises ``UserError`` ``word_form_nothing`` where none is chosen, and ``moved_on`` where the
    record is no longer what was shown.
    """
    wanted = [(read, set(chosen.get(read.path, ()))) for read in reads]
    wanted = [(read, keys) for read, keys in wanted if read.form and keys]
    if not wanted:
        raise UserError("word_form_nothing")
    only = wanted[0][0].form if len(wanted) == 1 else None
    params = {"member": only.member_id} if only else {"count": str(len(wanted))}
    with desk.write("word_form_in" if only else "word_forms_in", mode=Mode.DO, **params) as tx:
        for read, keys in wanted:
            taking = _Taking(desk, tx.uow, read)
            taking.take(keys)
            if hand_in:
                taking.hand_in()
    return Done(len(wanted), tx.changes)


class _Taking:
    """Writes the chosen fields of one form."""

    def __init__(self, desk: Desk, uow: UnitOfWork, read: FormRead) -> None:
        assert read.form is not None
        assert read.filled is not None
        self._desk, self._uow = desk, uow
        self._form = uow.get(WordForm, read.form.id)
        self._now = Comparison(uow, self._form, read.filled)
        if self._now.changes() != read.changes:
            raise UserError("moved_on")
        self._changes = {one.key: one for one in read.changes if one.state.can_be_taken}

    def take(self, keys: set[str]) -> None:
        """Keep these fields and note by whom the form was taken in."""
        tasks: dict[int, dict[str, str]] = {}
        for key, change in self._changes.items():
            if key not in keys:
                continue
            if isinstance(change.value, str):
                if key.startswith(f"{ITEMS}."):
                    _, place, column = key.split(".")
                    tasks.setdefault(int(place), {})[column] = change.value
                else:
                    self._write(key, change.value)
            elif key.startswith(f"{NEW_TASK}."):
                self._add(change.value)
        for number, said in tasks.items():
            self._change(number, said)
        self._uow.change(self._form, taken_at=self._desk.clock(), taken_by=self._desk.actor.name)

    def hand_in(self) -> None:
        """Note that the review came in, if there is one and it has not."""
        review = self._now.review
        if review is not None and review.stage.is_writable:
            stages.move(self._uow, self._desk, review, Stage.HANDED_IN)

    def _write(self, part: str, text: str) -> None:
        review = self._review()
        put(self._uow, review, SectionText(Part(part, ""), "", 0), text)
        key = review_key(self._form.topic_id, self._form.member_id, part)
        drafts.drop(self._uow.connection, key)

    def _review(self) -> SelfReview:
        if self._now.review is None:
            self._now.review = self._uow.add(
                SelfReview(
                    id=new_id(),
                    member_id=self._form.member_id,
                    cell_id=self._cell_id,
                    year=self._now.topic.year,
                    template_id=self._form.template_id,
                    topic_id=self._form.topic_id,
                )
            )
        return self._now.review

    def _plan(self) -> ActionPlan:
        if self._now.plan is None:
            self._now.plan = self._uow.add(
                ActionPlan(
                    id=new_id(),
                    member_id=self._form.member_id,
                    cell_id=self._cell_id,
                    topic_id=self._form.topic_id,
                    clarity_id=self._form.clarity_id,
                )
            )
        return self._now.plan

    @property
    def _cell_id(self) -> str:
        return card_on(self._uow, self._form.member_id, self._desk.today).cell_id

    def _change(self, number: int, said: dict[str, str]) -> None:
        item_id = items_in(self._form.base)[number - 1]
        item = self._uow.get(ActionItem, item_id)
        points = {**item.points, **{k: t.strip() for k, t in said.items() if k != DUE}}
        fields: dict[str, object] = {"points": {k: t for k, t in points.items() if t}}
        if DUE in said:
            fields["due"] = whole_day(said[DUE])
        self._uow.change(item, **fields)
        for column in said:
            drafts.drop(self._uow.connection, item_key(item_id, column))

    def _add(self, said: Mapping[str, str]) -> None:
        plan = self._plan()
        self._uow.add(
            ActionItem(
                id=new_id(),
                plan_id=plan.id,
                position=last_place(self._uow, plan) + 1,
                points={key: text.strip() for key, text in said.items() if key != DUE},
                due=whole_day(said.get(DUE, "")),
            )
        )
