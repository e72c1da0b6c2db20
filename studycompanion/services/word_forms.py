"""The Word forms that members take home: made, remembered, and written to a folder."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studycompanion import forms
from studycompanion.domain.access import Means
from studycompanion.domain.file_names import safe_name
from studycompanion.domain.history import Mode
from studycompanion.domain.ids import new_id
from studycompanion.domain.paper import PaperContent, PaperForm, Post
from studycompanion.domain.paperwork import FormKind, FormTemplate, Variant
from studycompanion.domain.plan import ActionPlan
from studycompanion.domain.review import Side, Stage
from studycompanion.domain.word_form import WordForm, code_of, printed_digest
from studycompanion.domain.work import Job
from studycompanion.errors import UserError
from studycompanion.services import review_forms, rules, word_form_page
from studycompanion.services.demo.marking import mark_of, named
from studycompanion.services.desk import Desk
from studycompanion.services.paper_people import Person, TopicPapers
from studycompanion.services.papers import own_form, person_content
from studycompanion.services.review_drafts import leading, proposed_post
from studycompanion.services.review_tracing import trace
from studycompanion.services.word_form_fields import base_of, columns_of, own_parts
from studycompanion.services.word_papers import WORD
from studycompanion.storage.files import forget, make_folder, replace_file
from studycompanion.storage.unit_of_work import Reader

if TYPE_CHECKING:
    from studycompanion.exchange.word_form_out import FormPart

_AT_ONCE = 20
"""Forms that are written in one transaction; between two of them the work can be stopped."""


@dataclass(frozen=True, slots=True)
class FormsWanted:
    """Whose forms: of everyone who owes a review, of a cell, or of chosen people.

    ``code`` picks the form of whoever has no review yet; "" takes the yearly one of their post.
    """

    topic_id: str
    cell_id: str | None = None
    member_ids: Collection[str] | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class MadeForm:
    """One form: what is remembered of it, its bytes, and where it goes."""

    form: WordForm
    data: bytes
    name: str
    cell_name: str
    has_words: bool


@dataclass(frozen=True, slots=True)
class GivenOut:
    """Who has got a form of a topic, and whose has not come back: ids of members."""

    given: frozenset[str]
    waiting: frozenset[str]


def given_out(desk: Desk, topic_id: str) -> GivenOut:
    """Whose forms were handed out, and of whom none was taken in yet."""
    with desk.read() as reader:
        known = reader.find(WordForm, topic_id=topic_id)
    given = frozenset(form.member_id for form in known)
    back = {form.member_id for form in known if form.taken_at is not None}
    return GivenOut(given, given - back)


def export_word_forms(
    desk: Desk, wanted: FormsWanted, folder: Path, *, job: Job
) -> tuple[Path, ...]:
    """One file per person below ``folder``, by cell; a file that is there is never overwritten.

    Whoever has handed in both review and plan needs none. Stopped between some by ``Cancelled``;
    what is written by then stays and is remembered. Raises ``UserError`` ``word_nobody``,
    ``unknown_form`` or ``not_there``, and ``EnvironmentProblem`` of the disk.
    """
    with desk.read() as reader:
        source = TopicPapers(desk, reader, wanted.topic_id, wanted.cell_id)
        chosen = [p for p in source.people if _is_wanted(p, wanted)]
        closed = _closed_plans(reader, wanted.topic_id)
        chosen = [p for p in chosen if _may_write(p, closed)]
        maker = _Maker(desk, reader, source, wanted.code)
        templates = [maker.template(person) for person in chosen]
    if not chosen:
        raise UserError("word_nobody")
    written: list[Path] = []
    waiting: list[MadeForm] = []
    for done, (person, template) in enumerate(zip(chosen, templates, strict=True), 1):
        waiting.append(maker.make(person, template))
        if len(waiting) == _AT_ONCE or done == len(chosen):
            written += _write(desk, folder, waiting, wanted.topic_id)
            waiting = []
        job.report(done, len(chosen), person.member.full_name)
    return tuple(written)


def _is_wanted(person: Person, wanted: FormsWanted) -> bool:
    if wanted.member_ids is None:
        return person.line.owes
    return person.line.member_id in wanted.member_ids


def _closed_plans(reader: Reader, topic_id: str) -> set[str]:
    plans = reader.find(ActionPlan, topic_id=topic_id)
    return {plan.member_id for plan in plans if not plan.stage.is_writable}


def _may_write(person: Person, closed_plans: set[str]) -> bool:
    stage = person.review.stage if person.review else Stage.WRITING
    return stage.is_writable or person.line.member_id not in closed_plans


def _write(desk: Desk, folder: Path, made: list[MadeForm], topic_id: str) -> list[Path]:
    """Remember some forms and write them: both, or neither where the disk refuses."""
    paths: list[Path] = []
    try:
        _remember_and_write(desk, folder, made, topic_id, paths)
    except BaseException:
        # Nobody would know these when they come back.
        for path in paths:
            forget(path)
        raise
    return paths


def _remember_and_write(
    desk: Desk, folder: Path, made: list[MadeForm], topic_id: str, paths: list[Path]
) -> None:
    mark = mark_of(desk)
    params = {"member": made[0].form.member_id} if len(made) == 1 else {"count": str(len(made))}
    step = "word_form_out" if len(made) == 1 else "word_forms_out"
    with desk.write(step, mode=Mode.QUIET, **params) as tx:
        for one in made:
            inside = folder / safe_name(named(one.cell_name, mark))
            make_folder(inside)
            path = _unused(inside, safe_name(named(one.name, mark)))
            tx.uow.add(one.form)
            if one.has_words:
                trace(
                    tx.uow,
                    desk,
                    Means.WORD_FORM,
                    [one.form.member_id],
                    topic_id=topic_id,
                    file_name=path.name,
                )
            replace_file(path, one.data, is_durable=False)
            paths.append(path)


def _unused(folder: Path, stem: str) -> Path:
    """A path under which nothing lies: what is there may be a form that came back filled in."""
    path, number = folder / f"{stem}{WORD}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem} ({number}){WORD}"
    return path


class _Maker:
    """Makes forms of one topic; what all have in common is read once."""

    def __init__(self, desk: Desk, reader: Reader, source: TopicPapers, code: str) -> None:
        self._desk, self._source = desk, source
        self._leading = leading(reader)
        year = source.topic.year
        self._choice = _chosen(reader, code, year) if code else None
        self._by_post = {
            post: review_forms.review_form(reader, year=year, post=post) for post in Post
        }
        self._frame = review_forms.forms_of(reader, year)[0]
        self._plan_form = rules.template_in_force(
            reader, rules.templates(reader, FormKind.PLAN), year
        )
        plans = reader.find(ActionPlan, topic_id=source.topic.id)
        self._clarity_ids = {plan.member_id: plan.clarity_id for plan in plans}

    def template(self, person: Person) -> FormTemplate:
        """The form that a person has, or is to have."""
        if person.template is not None:
            return person.template
        post = proposed_post(person.member, leads=person.member.id in self._leading)
        return self._choice or self._by_post[post]

    def make(self, person: Person, template: FormTemplate) -> MadeForm:
        """The form of one person with what the record says now."""
        from studycompanion.exchange.word_form_out import printed_lines, table_names, write_form

        frame: PaperForm = own_form(person, template if person.template is None else self._frame)
        content: PaperContent = person_content(self._source, person)
        parts = own_parts(review_forms.parts(template))
        said = {key: text for (side, key), text in content.texts.items() if side is Side.OWN}
        columns = columns_of(person.clarity)
        form_id = new_id()
        page = word_form_page.Page(
            head=forms.paper_blocks(word_form_page.bare(frame), content, variant=Variant.FILLED),
            plan=review_forms.parsed(self._plan_form),
            parts=parts,
            texts=said,
            prompts=self._source.topic.prompts,
            clarity=person.clarity,
            items=person.items,
        )
        body: list[FormPart] = list(word_form_page.page_parts(page))
        code, mark = code_of(form_id), mark_of(self._desk)
        now = self._desk.clock()
        data = write_form(
            body,
            title=frame.title,
            author=content.issuer,
            when=now,
            code=code,
            foot=word_form_page.foot(code, person.member.full_name, mark),
        )
        form = WordForm(
            id=form_id,
            member_id=person.member.id,
            topic_id=self._source.topic.id,
            template_id=template.id,
            clarity_id=self._clarity_ids.get(person.member.id, self._source.topic.clarity_id),
            code=code,
            at=now,
            by=self._desk.actor.name,
            base=base_of(parts, said, person.items, columns),
            layout=" ".join(name or "-" for name in table_names(body)),
            printed=" ".join(dict.fromkeys(filter(None, map(printed_digest, printed_lines(body))))),
        )
        has_words = any(text.strip() for text in said.values())
        name = word_form_page.file_name(person.member.full_name)
        return MadeForm(form, data, name, person.line.cell_name, has_words)


def _chosen(reader: Reader, code: str, year: int) -> FormTemplate:
    found = {stored.code: stored for stored in review_forms.forms_of(reader, year)}
    if code not in found:
        raise UserError("unknown_form", code=code, known=", ".join(found))
    return found[code]
