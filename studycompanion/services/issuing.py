"""Drawing a form and keeping it as issued: once printed, the same content gives the same bytes."""

import json
from collections import defaultdict
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
from studycompanion.services.commitments import Gathering, Subject, canonical, digest
from studycompanion.services.demo.marking import mark_of, with_mark
from studycompanion.services.desk import Desk
from studycompanion.storage import epochs
from studycompanion.storage.queries import papers

if TYPE_CHECKING:
    from studycompanion.forms.paging import Page
    from studycompanion.forms.spec import Template


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
            topics = [papers.forms_of(reader.connection, t.id) for t in self.gathering.topics]
        for form in {one.id: one for issued in topics for one in issued}.values():
            if form.variant is self.variant:
                found[form.member_id].append(form)
        return found

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
        form = self._standing(subject, digest(self._said(subject)))
        if form is not None:
            return self._kept(form)
        pages = self.pages(subject)
        line = foot_words("draft")
        return self._draw(forms.with_foot(pages, [line] * len(pages), [""] * len(pages)))

    def _standing(self, subject: Subject, print_id: str) -> IssuedForm | None:
        """The issued form that still holds: another than a signed one only while it says the same.

        A form signed for some of the topics only stays, but does not stand for all of them.
        """
        for form in self._past[subject.member_id]:
            is_whole = set(subject.topic_ids) <= set(form.topic_ids)
            if form.state.is_signed and is_whole:
                return form
            if form.state.is_current and form.fingerprint == print_id:
                return form
        return None

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

    def issue(self, subject: Subject) -> tuple[bytes, IssuedForm]:
        """The kept form of a person if it still stands, else a newly issued version.

        A form stands while its content does; a signed one never lapses by itself.
        """
        said = self._said(subject)
        print_id = digest(said)
        form = self._standing(subject, print_id)
        if form is not None:
            return self._kept(form), form
        past = self._past[subject.member_id]
        version = 1 + max(self._floor, *(form.version for form in past), 0)
        code = self._next_code()
        footed = self._footed(self.pages(subject), code, version, print_id)
        pdf = self._draw(footed, record=record_of(code, said))
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
        return pdf, self._keep(pdf, form)

    @cached_property
    def _file(self) -> tuple[str, int]:
        """Which data file this is, and how often it was restored."""
        return self.desk.store.fact("file") or "", epochs.of(self.desk.store)

    def _next_code(self) -> str:
        with self.desk.read() as reader:
            highest = papers.highest_code(reader.connection, prefix_of(*self._file))
        return form_code(*self._file, number_after(highest))

    def _footed(
        self, pages: "tuple[Page, ...]", code: str, version: int, print_id: str
    ) -> "tuple[Page, ...]":
        codes = [PageCode(code, version, n, len(pages)) for n, _ in enumerate(pages, 1)]
        said = {"number": number_of(code), "version": str(version), "pages": str(len(pages))}
        mark = short_fingerprint(print_id)
        lines = [foot_words("issued", mark=mark, page=str(one.page), **said) for one in codes]
        return forms.with_foot(pages, lines, [one.payload for one in codes])

    def _keep(self, pdf: bytes, form: IssuedForm) -> IssuedForm:
        past = self._past[form.member_id]
        with self.desk.write("form_issue", mode=Mode.BARRIER, member=form.member_id) as tx:
            for old in past:
                if old.state.is_current and not old.state.is_signed:
                    old.check_move(FormState.REPLACED)
                    tx.uow.change(old, state=FormState.REPLACED)
            issued = replace(form, blob_id=tx.uow.keep_blob(pdf))
            tx.uow.add(issued)
        kept = [old for old in past if old.state.is_signed]
        self._past[form.member_id] = [*kept, issued]
        return issued


def record_of(code: str, said: str) -> str:
    """What an issued PDF carries of itself: its code, and what it says in readable letters."""
    return json.dumps({"code": code, "said": json.loads(said)}, ensure_ascii=False)


def foot_words(key: str, **params: str) -> str:
    """Words at the foot of a paper, which is Vietnamese whatever the window speaks."""
    with speaking("vi"):
        return word("paper_foot", key, **params)
