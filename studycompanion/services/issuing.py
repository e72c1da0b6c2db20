"""Drawing a form and keeping it as issued: once printed, the same content gives the same bytes."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from studycompanion import forms
from studycompanion.domain.form_code import (
    PageCode,
    form_code,
    number_after,
    number_of,
    prefix_of,
    short_fingerprint,
)
from studycompanion.domain.history import Mode
from studycompanion.domain.ids import new_id
from studycompanion.domain.paperwork import FormKind, FormState, IssuedForm, Variant
from studycompanion.messages import speaking, word
from studycompanion.services.commitments import Gathering, Subject, canonical, digest, says
from studycompanion.services.demo.marking import mark_of, with_mark
from studycompanion.services.desk import Desk
from studycompanion.storage import epochs
from studycompanion.storage.queries import papers
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

if TYPE_CHECKING:
    from studycompanion.forms.paging import Page
    from studycompanion.forms.spec import Template

_AT_ONCE = 20


class Printer:
    """Draws the forms of one gathering and keeps each as issued."""

    def __init__(self, desk: Desk, gathering: Gathering, variant: Variant) -> None:
        self.desk, self.gathering, self.variant = desk, gathering, variant

    @cached_property
    def template(self) -> "Template":
        """The form text, parsed once for all."""
        return forms.parse_template(self.gathering.template.body)

    @cached_property
    def mark(self) -> str:
        """What stands on every page where all people are made up; else ""."""
        return mark_of(self.desk)

    @cached_property
    def _past(self) -> dict[str, list[IssuedForm]]:
        """What was issued before of these topics in this variant, by member."""
        found: dict[str, list[IssuedForm]] = defaultdict(list)
        with self.desk.read() as reader:
            topics = [self._forms_of(reader, topic.id) for topic in self.gathering.topics]
        for form in {one.id: one for issued in topics for one in issued}.values():
            if form.variant is self.variant:
                found[form.member_id].append(form)
        return found

    def _forms_of(self, reader: Reader, topic_id: str) -> tuple[IssuedForm, ...]:
        ids = [subject.member_id for subject in self.gathering.subjects]
        only = ids[0] if len(ids) == 1 else None
        return papers.forms_of(reader.connection, topic_id, member_id=only)

    @cached_property
    def _floor(self) -> int:
        """The version above which forms go on after a restore; 0 where there was none."""
        return epochs.floor_of(self.desk.store)

    def pages(self, subject: Subject) -> "tuple[Page, ...]":
        """The laid-out pages of one person, their feet still empty."""
        blocks = forms.commitment_blocks(self.template, subject.content, variant=self.variant)
        return with_mark(forms.lay_out(blocks, has_foot=True), self.mark)

    def preview(self, subject: Subject) -> bytes:
        """The kept bytes of a form that stands, else what would be issued, without its number."""
        form = self._standing(subject, self._said(subject))
        if form is not None:
            return self._kept(form)
        pages = self.pages(subject)
        line = foot_words("draft")
        return self._draw(forms.with_foot(pages, [line] * len(pages), [""] * len(pages)))

    def _standing(self, subject: Subject, said: str) -> IssuedForm | None:
        """The issued form that still holds: another than a signed one only while it says the same.

        A form signed for some of the topics only stays, but does not stand for all of them.
        """
        print_id = digest(said)
        for form in self._past[subject.member_id]:
            is_whole = set(subject.topic_ids) <= set(form.topic_ids)
            if form.state.is_signed and is_whole:
                return form
            if form.state.is_current and self._is_print(form, subject, print_id):
                return form
        return None

    def _is_print(self, form: IssuedForm, subject: Subject, print_id: str) -> bool:
        """Whether a form says what would be issued now, ``print_id`` being its fingerprint."""
        template_id = self.gathering.template.id
        return form.fingerprint == print_id or says(
            subject.content, template_id, self.variant, form.fingerprint
        )

    def _said(self, subject: Subject) -> str:
        return canonical(subject.content, self.gathering.template.id, self.variant)

    def _kept(self, form: IssuedForm) -> bytes:
        with self.desk.read() as reader:
            return reader.blob(form.blob_id)

    def _draw(self, pages: "tuple[Page, ...]", *, record: str = "") -> bytes:
        """The PDF of one person's pages, with the record that it carries."""
        author = self.gathering.subjects[0].content.superior
        when, title = self.desk.clock(), self.template.name
        return forms.draw_merged([pages], title=title, author=author, when=when, record=record)

    def issue(self, subjects: Sequence[Subject]) -> Iterator[tuple[bytes, IssuedForm]]:
        """The kept form of each person if it still stands, else a newly issued version.

        A form stands while its content does; a signed one never lapses by itself. New ones are kept
        some at a time, since a commit costs more than drawing a form.
        """
        for start in range(0, len(subjects), _AT_ONCE):
            yield from self._issue_some(subjects[start : start + _AT_ONCE])

    def _issue_some(self, subjects: Sequence[Subject]) -> list[tuple[bytes, IssuedForm]]:
        asked = [(subject, self._said(subject)) for subject in subjects]
        standing = {s.member_id: self._standing(s, said) for s, said in asked}
        lacking = [(s, said) for s, said in asked if standing[s.member_id] is None]
        new = self._issue_new(lacking) if lacking else {}
        return [
            new[member_id] if form is None else (self._kept(form), form)
            for member_id, form in standing.items()
        ]

    def _issue_new(self, asked: list[tuple[Subject, str]]) -> dict[str, tuple[bytes, IssuedForm]]:
        """New forms for people whose forms say ``said``, by member, in one transaction."""
        step, params = "forms_issue", {"count": str(len(asked))}
        if len(asked) == 1:
            step, params = "form_issue", {"member": asked[0][0].member_id}
        with self.desk.write(step, mode=Mode.BARRIER, **params) as tx:
            code, drawn = papers.highest_code(tx.uow.connection, prefix_of(*self._file)), []
            for subject, said in asked:
                code = form_code(*self._file, number_after(code))
                drawn.append(self._drawn(subject, said, code))
            made = self._keep(tx.uow, drawn)
        for form in made:
            kept = [old for old in self._past[form.member_id] if old.state.is_signed]
            self._past[form.member_id] = [*kept, form]
        return {form.member_id: (pdf, form) for (pdf, _), form in zip(drawn, made, strict=True)}

    def _drawn(self, subject: Subject, said: str, code: str) -> tuple[bytes, IssuedForm]:
        """A person's next form under a number, its bytes not kept yet."""
        past = self._past[subject.member_id]
        version = 1 + max(self._floor, *(form.version for form in past), 0)
        print_id = digest(said)
        footed = self._footed(self.pages(subject), code, version, print_id)
        form = IssuedForm(
            id=new_id(),
            form=FormKind.COMMITMENT,
            variant=self.variant,
            member_id=subject.member_id,
            cell_id=subject.line.cell_id,
            topic_id=subject.topic_ids[0],
            year=subject.content.year,
            version=version,
            template_id=self.gathering.template.id,
            fingerprint=print_id,
            blob_id="",
            issued_at=self.desk.clock(),
            dated=subject.content.dated,
            code=code,
            more_topics=subject.topic_ids[1:],
        )
        return self._draw(footed, record=record_of(code, said)), form

    @cached_property
    def _file(self) -> tuple[str, int]:
        """Which data file this is, and how often it was restored."""
        return self.desk.store.fact("file") or "", epochs.of(self.desk.store)

    def _footed(
        self, pages: "tuple[Page, ...]", code: str, version: int, print_id: str
    ) -> "tuple[Page, ...]":
        codes = [PageCode(code, version, n, len(pages)) for n, _ in enumerate(pages, 1)]
        said = {"number": number_of(code), "version": str(version), "pages": str(len(pages))}
        mark = short_fingerprint(print_id)
        lines = [foot_words("issued", mark=mark, page=str(one.page), **said) for one in codes]
        return forms.with_foot(pages, lines, [one.payload for one in codes])

    def _keep(self, uow: UnitOfWork, drawn: Sequence[tuple[bytes, IssuedForm]]) -> list[IssuedForm]:
        """Keep the bytes of new forms; those that they replace are noted as such."""
        olds = [old for _, form in drawn for old in self._past[form.member_id]]
        replaced = [old for old in olds if old.state.is_current and not old.state.is_signed]
        for old in replaced:
            old.check_move(FormState.REPLACED)
        uow.change_all(replaced, state=FormState.REPLACED)
        ids = uow.keep_blobs([pdf for pdf, _ in drawn])
        made = [replace(form, blob_id=i) for (_, form), i in zip(drawn, ids, strict=True)]
        uow.add_all(made)
        return made


def record_of(code: str, said: str) -> str:
    """What an issued PDF carries of itself: its code, and what it says in readable letters."""
    record = {"code": code, "said": json.loads(said)}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def foot_words(key: str, **params: str) -> str:
    """Words at the foot of a paper, which is Vietnamese whatever the window speaks."""
    with speaking("vi"):
        return word("paper_foot", key, **params)
