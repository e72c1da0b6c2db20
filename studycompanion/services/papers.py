"""Papers made of pieces: review, study report, plan, year-end sheet, lists and reminder slips."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studycompanion import forms
from studycompanion.domain.paper import Occasion, PaperContent, PaperForm, Piece, PieceKind, Post
from studycompanion.domain.paperwork import FormKind, FormTemplate, Variant
from studycompanion.errors import UserError
from studycompanion.services import rules
from studycompanion.services.desk import Desk
from studycompanion.services.paper_people import Person, Row, TopicPapers, clarity_columns
from studycompanion.services.paper_rows import not_handed_in, plan_rows
from studycompanion.services.review_forms import parsed, review_form
from studycompanion.storage.unit_of_work import Reader

if TYPE_CHECKING:
    pass

PDF = ".pdf"
PERSONAL = (FormKind.REVIEW, FormKind.STUDY_REPORT, FormKind.PLAN, FormKind.YEAR_END)
"""The papers of one person each."""
LISTS = (FormKind.PLANS, FormKind.NOT_HANDED_IN)
"""The papers of a whole cell, which are tables too."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which papers: of a topic, for everyone, a cell or chosen people; ``code`` picks a form.

    Blank papers have the name block filled and room to write on; ``code`` matters only for
    whoever has no review yet, since a review keeps the form that it was written on.
    """

    form: FormKind
    topic_id: str
    cell_id: str | None = None
    member_ids: Collection[str] | None = None
    blank: bool = False
    code: str = ""

    @property
    def variant(self) -> Variant:
        """With the text, or with room to write."""
        return Variant.BLANK if self.blank else Variant.FILLED


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: the name for its file, its cell, its form and what it says.

    ``member_id`` is whose it is, "" for a list of many.
    """

    name: str
    cell_name: str
    form: PaperForm
    content: PaperContent
    member_id: str = ""

    @property
    def has_review(self) -> bool:
        """Whether it repeats what its member wrote in the self-review."""
        return any(text.strip() for text in self.content.texts.values())


def gather(desk: Desk, wanted: Wanted) -> tuple[Paper, ...]:
    """The papers in the order in which they lie; ``UserError("no_papers")`` where there is none."""
    with desk.read() as reader:
        source = TopicPapers(desk, reader, wanted.topic_id, wanted.cell_id)
        found = tuple(_papers(reader, source, wanted))
    if not found:
        raise UserError("no_papers")
    return found


def _papers(reader: Reader, source: TopicPapers, wanted: Wanted) -> Iterator[Paper]:
    kept = _template(reader, source, wanted)
    chosen = [
        p
        for p in source.people
        if (p.line.owes if wanted.member_ids is None else p.line.member_id in wanted.member_ids)
    ]
    chosen.sort(key=lambda p: (p.line.cell_name, p.line.cell_id))
    if wanted.form in LISTS:
        yield from _lists(source, chosen, parsed(kept), wanted.form)
        return
    for person in chosen:
        if wanted.form is FormKind.REMINDER and not _has_open(person):
            continue
        form = parsed(kept)
        if wanted.form is FormKind.REVIEW:
            form = own_form(person, kept if person.template is None else _short(reader, source))
        yield Paper(
            person.member.full_name,
            person.line.cell_name,
            form,
            person_content(source, person),
            person.line.member_id,
        )


def _template(reader: Reader, source: TopicPapers, wanted: Wanted) -> FormTemplate:
    versions = rules.templates(reader, wanted.form)
    year = source.topic.year
    if wanted.code:
        fitting = [v for v in versions if v.code == wanted.code]
        if not fitting:
            known = sorted({v.code for v in versions})
            raise UserError("unknown_form", code=wanted.code, known=", ".join(known))
        return rules.in_force(fitting, year)
    if wanted.form is FormKind.REVIEW:
        return _short(reader, source)
    return rules.template_in_force(reader, versions, year)


def _short(reader: Reader, source: TopicPapers) -> FormTemplate:
    """The short form of a topic's year, the frame of what is written in a commitment's sections."""
    year = source.topic.year
    return review_form(reader, year=year, post=Post.NONE, occasion=Occasion.AFTER_STUDY)


def own_form(person: Person, otherwise: FormTemplate) -> PaperForm:
    """The form that a review was written on; one of a commitment's sections where it is that."""
    if person.template is None:
        return parsed(otherwise)
    if person.template.form is FormKind.REVIEW:
        return parsed(person.template)
    frame = parsed(otherwise)
    sections = forms.parse_template(person.template.body).sections
    own = tuple(
        Piece(kind=PieceKind.SECTION, key=s.key, text=f"{n}. {s.title}", lines=s.lines)
        for n, s in enumerate((s for s in sections if not s.has_tasks), 1)
    )
    around = [p for p in frame.body if not p.is_written]
    texts = [p for p in around if p.kind is not PieceKind.SIGNATURE]
    signed = [p for p in around if p.kind is PieceKind.SIGNATURE]
    return replace(frame, body=(*texts, *own, *signed))


def _has_open(person: Person) -> bool:
    return any(item.percent < 100 and item.outcome is None for item in person.items)


def person_content(source: TopicPapers, person: Person) -> PaperContent:
    """What the papers of one person say."""
    common = source.common(person.line.cell_id, person.line.cell_name)
    member = person.member
    facts = {
        "full_name": member.full_name,
        "birth": person.birth,
        "workplace": member.workplace,
        "party_post": person.post,
        "gov_post": member.gov_post,
        "mass_post": member.mass_post,
    }
    rows = source.results(person)
    signers = {"member": (member.full_name, "")}
    return replace(
        common,
        facts={**common.facts, **facts, "clarity": person.clarity.name},
        texts=source.texts(person),
        tables={"results": rows, "items": rows},
        signers={**common.signers, **signers},
        clarity=clarity_columns(person.clarity),
    )


def _lists(
    source: TopicPapers, people: list[Person], form: PaperForm, kind: FormKind
) -> Iterator[Paper]:
    cells = dict.fromkeys((p.line.cell_id, p.line.cell_name) for p in people)
    for cell_id, cell_name in cells:
        own = [p for p in people if p.line.cell_id == cell_id]
        rows: tuple[Row, ...]
        if kind is FormKind.PLANS:
            rows, table = plan_rows(source, own), "plans"
        else:
            rows, table = not_handed_in(own), "people"
        content = replace(source.common(cell_id, cell_name), tables={table: rows})
        yield Paper(form.name, cell_name, form, content)
