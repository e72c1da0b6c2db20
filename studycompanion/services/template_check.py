"""Trying a form's text before it is kept: read by its own reader, then laid out with a sample."""

from datetime import datetime
from typing import TYPE_CHECKING

from studycompanion import forms
from studycompanion.domain.attendance import Totals
from studycompanion.domain.paper import PaperContent
from studycompanion.domain.paperwork import (
    CellFigures,
    CommitmentContent,
    FormKind,
    ReportContent,
    Variant,
)
from studycompanion.domain.rules import clarity_set
from studycompanion.domain.session_sheet import SheetContent
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.paths import resource
from studycompanion.services.template_parts import parts

if TYPE_CHECKING:
    from studycompanion.forms.blocks import Block
    from studycompanion.forms.paging import Page

SHEETS = (FormKind.SIGN_IN, FormKind.RESULT, FormKind.MINUTES)


def sample_pdf(form: FormKind, body: str, *, now: datetime) -> bytes:
    """A sample of the form under this text, blank; ``UserError("template_broken")``."""
    issuer = word("template_sample", "cell")
    pages = sample_pages(form, body, now=now)
    return forms.draw(pages, title=form.value, author=issuer, when=now)


def sample_pages(form: FormKind, body: str, *, now: datetime) -> "tuple[Page, ...]":
    """The pages of the sample.

    Raises ``UserError`` ``template_broken`` with a line, or ``template_letters`` with a field.
    """
    blocks = _blocks(form, body, now)
    for part in parts(body):
        if letters := forms.missing_letters(part.value):
            raise UserError("template_letters", field=part.label, letters=" ".join(letters))
    return forms.slip_pages([blocks]) if form is FormKind.REMINDER else forms.lay_out(blocks)


def _blocks(form: FormKind, body: str, now: datetime) -> "tuple[Block, ...]":
    if form is FormKind.COMMITMENT:
        made = forms.parse_template(body)
        return forms.commitment_blocks(made, _commitment(now), variant=Variant.BLANK)
    if form is FormKind.REPORT:
        return forms.report_blocks(forms.parse_report_template(body), _report(now))
    if form in SHEETS:
        return forms.sheet_blocks(forms.parse_sheet_template(body), _sheet(now))
    paper = forms.parse_paper_template(body, form)
    return forms.paper_blocks(paper, _paper(now), variant=Variant.BLANK)


def _said(key: str) -> str:
    return word("template_sample", key)


def _commitment(now: datetime) -> CommitmentContent:
    return CommitmentContent(
        superior=_said("superior"),
        cell=_said("cell"),
        place=_said("place"),
        dated=now.date(),
        year=now.year,
        topics=(_said("topic"),),
        full_name=_said("person"),
        birth="1960",
        workplace="",
        party_post="",
        gov_post="",
        mass_post="",
        sections={},
        clarity=clarity_set(resource("rules", "clarity-5ro-2026.toml").read_text("utf-8")),
        items=(),
        secretary="",
    )


def _report(now: datetime) -> ReportContent:
    return ReportContent(
        superior=_said("superior"),
        issuer=_said("cell"),
        is_ward=False,
        place=_said("place"),
        dated=now.date(),
        topic=_said("topic"),
        year=now.year,
        clarity="",
        secretary="",
        cells=(CellFigures(cell=_said("cell"), totals=Totals({})),),
    )


def _sheet(now: datetime) -> SheetContent:
    return SheetContent(
        superior=_said("superior"),
        issuer=_said("cell"),
        town=_said("place"),
        dated=now.date(),
        topic=_said("topic"),
        at=now,
        place=_said("place"),
        chair="",
        minute_taker="",
        speaker="",
        people=(),
        totals=Totals({}),
        rate_attended="",
        rate_complete="",
    )


def _paper(now: datetime) -> PaperContent:
    return PaperContent(
        superior=_said("superior"),
        issuer=_said("cell"),
        place=_said("place"),
        dated=now.date(),
        year=now.year,
        facts={
            "full_name": _said("person"),
            "topic": _said("topic"),
            "cell": _said("cell"),
            "year": str(now.year),
        },
    )
