"""Drawing a form and keeping it as issued: once printed, the same content gives the same bytes."""

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from studycompanion import forms
from studycompanion.domain.history import Mode
from studycompanion.domain.ids import new_id
from studycompanion.domain.paperwork import FormKind, FormState, IssuedForm, Variant
from studycompanion.services.commitments import Gathering, Subject, fingerprint
from studycompanion.services.demo.marking import mark_of, with_mark
from studycompanion.services.desk import Desk
from studycompanion.storage import epochs

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
        """What was issued before in this topic and variant, by member."""
        found: dict[str, list[IssuedForm]] = defaultdict(list)
        with self.desk.read() as reader:
            for form in reader.find(
                IssuedForm,
                topic_id=self.gathering.topic.id,
                variant=self.variant,
                form=FormKind.COMMITMENT,
            ):
                found[form.member_id].append(form)
        return found

    @cached_property
    def _floor(self) -> int:
        """The version above which forms go on after a restore; 0 where there was none."""
        return epochs.floor_of(self.desk.store)

    def pages(self, subject: Subject) -> "tuple[Page, ...]":
        """The laid-out pages of one person."""
        blocks = forms.commitment_blocks(self.template, subject.content, variant=self.variant)
        return with_mark(forms.lay_out(blocks), self.mark)

    def draw(self, *documents: "tuple[Page, ...]") -> bytes:
        """One PDF of one or several people's pages."""
        author = self.gathering.subjects[0].content.superior
        when = self.desk.clock()
        return forms.draw_merged(documents, title=self.template.name, author=author, when=when)

    def issue(self, subject: Subject) -> "tuple[bytes, tuple[Page, ...]]":
        """The kept form of a person if it still stands, else a newly issued version.

        A form stands while its content does; a signed one never lapses by itself.
        """
        print_id = fingerprint(subject.content, self.gathering.template.id, self.variant)
        for form in self._past[subject.member_id]:
            if form.state.is_signed or (form.state.is_current and form.fingerprint == print_id):
                return self._reprint(form, subject)
        pages = self.pages(subject)
        pdf = self.draw(pages)
        self._keep(subject, pdf, print_id)
        return pdf, pages

    def _reprint(self, form: IssuedForm, subject: Subject) -> "tuple[bytes, tuple[Page, ...]]":
        kept = replace(subject.content, dated=form.dated)
        with self.desk.read() as reader:
            return reader.blob(form.blob_id), self.pages(replace(subject, content=kept))

    def _keep(self, subject: Subject, pdf: bytes, print_id: str) -> None:
        past = self._past[subject.member_id]
        with self.desk.write("form_issue", mode=Mode.BARRIER, member=subject.member_id) as tx:
            for form in past:
                if form.state.is_current:
                    form.check_move(FormState.REPLACED)
                    tx.uow.change(form, state=FormState.REPLACED)
            issued = IssuedForm(
                id=new_id(),
                form=FormKind.COMMITMENT,
                variant=self.variant,
                member_id=subject.member_id,
                cell_id=subject.line.cell_id,
                topic_id=self.gathering.topic.id,
                year=self.gathering.topic.year,
                version=1 + max(self._floor, *(form.version for form in past), 0),
                template_id=self.gathering.template.id,
                fingerprint=print_id,
                blob_id=tx.uow.keep_blob(pdf),
                issued_at=self.desk.clock(),
                dated=subject.content.dated,
            )
            tx.uow.add(issued)
        self._past[subject.member_id] = [issued]
