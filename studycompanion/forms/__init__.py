"""Papers as PDF: template and content to blocks, to pages, to bytes, and bytes to pictures.

The functions here import what they need when they are called, so that importing this package
costs nothing at start-up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from studycompanion.domain.paper import PaperContent, PaperForm
    from studycompanion.domain.paperwork import (
        CommitmentContent,
        FormKind,
        ReportContent,
        Variant,
    )
    from studycompanion.domain.session_sheet import Card, SheetContent
    from studycompanion.forms.blocks import Block
    from studycompanion.forms.for_printer import Raster
    from studycompanion.forms.paging import Page
    from studycompanion.forms.preview import Picture
    from studycompanion.forms.report_content import ReportSheet
    from studycompanion.forms.report_spec import ReportTemplate
    from studycompanion.forms.sheet_spec import SheetTemplate
    from studycompanion.forms.spec import Template
    from studycompanion.forms.text_search import Box


def parse_template(body: str) -> Template:
    """The template in a TOML text; ``UserError("template_broken")`` names a wrong line."""
    from studycompanion.forms.spec import parse_template

    return parse_template(body)


def commitment_blocks(
    template: Template, content: CommitmentContent, *, variant: Variant
) -> tuple[Block, ...]:
    """What one commitment form says, in reading order."""
    from studycompanion.forms.content import commitment_blocks

    return commitment_blocks(template, content, variant=variant)


def parse_report_template(body: str) -> ReportTemplate:
    """The report's template in a TOML text; ``UserError("template_broken")`` as above."""
    from studycompanion.forms.report_spec import parse_report_template

    return parse_report_template(body)


def report_blocks(template: ReportTemplate, content: ReportContent) -> tuple[Block, ...]:
    """What the report of a topic says, in reading order."""
    from studycompanion.forms.report_content import report_blocks

    return report_blocks(template, content)


def report_sheet(template: ReportTemplate, content: ReportContent) -> ReportSheet:
    """The same report as plain values for a spreadsheet."""
    from studycompanion.forms.report_content import report_sheet

    return report_sheet(template, content)


def parse_paper_template(body: str, form: FormKind) -> PaperForm:
    """The template of a paper made of pieces in a TOML text; ``UserError("template_broken")``."""
    from studycompanion.forms.paper_spec import parse_paper_template

    return parse_paper_template(body, form)


def paper_blocks(
    template: PaperForm, content: PaperContent, *, variant: Variant
) -> tuple[Block, ...]:
    """What a paper made of pieces says, in reading order."""
    from studycompanion.forms.paper_content import paper_blocks

    return paper_blocks(template, content, variant=variant)


def slip_pages(papers: Iterable[Iterable[Block]]) -> tuple[Page, ...]:
    """Papers as slips, four to a page."""
    from studycompanion.forms.slips import slip_pages

    return slip_pages(papers)


def parse_sheet_template(body: str) -> SheetTemplate:
    """The template of a session's paper in a TOML text; ``UserError("template_broken")``."""
    from studycompanion.forms.sheet_spec import parse_sheet_template

    return parse_sheet_template(body)


def sheet_blocks(
    template: SheetTemplate, content: SheetContent, *, large: bool = False
) -> tuple[Block, ...]:
    """What the list to sign or the result of a session says, in reading order."""
    from studycompanion.forms.sheet_content import sheet_blocks

    return sheet_blocks(template, content, large=large)


def toml_text(values: Mapping[str, Any], *, like: str = "") -> str:
    """A template's values as TOML text, which reads the same; with the comments of ``like``."""
    from studycompanion.forms.toml_comments import with_comments
    from studycompanion.forms.toml_writer import toml_text

    return with_comments(toml_text(values), like)


def missing_letters(text: str) -> tuple[str, ...]:
    """The letters of a text that no face can print, each once, in their order."""
    from studycompanion.forms.faces import missing_letters

    return missing_letters(text)


def card_pages(cards: Iterable[Card]) -> tuple[Page, ...]:
    """Members' cards with their QR codes, eight to a page."""
    from studycompanion.forms.cards import card_pages

    return card_pages(cards)


def lay_out(
    blocks: Iterable[Block], *, of_all: bool = False, has_foot: bool = False
) -> tuple[Page, ...]:
    """The pages of one document, measures in mm; ``of_all`` numbers them as "2/5"."""
    from studycompanion.forms.layout import lay_out

    return lay_out(blocks, of_all=of_all, has_foot=has_foot)


def with_foot(
    pages: Iterable[Page], lines: Sequence[str], payloads: Sequence[str]
) -> tuple[Page, ...]:
    """The pages with a line and, unless its digits are "", a QR code at the foot of each."""
    from studycompanion.forms.footing import with_foot

    return with_foot(pages, lines, payloads)


def draw(pages: Iterable[Page], *, title: str, author: str, when: datetime) -> bytes:
    """The PDF of one document; the same arguments give the same bytes."""
    from studycompanion.forms.pdf import draw

    return draw(pages, title=title, author=author, when=when)


def draw_merged(
    documents: Iterable[tuple[Page, ...]],
    *,
    title: str,
    author: str,
    when: datetime,
    record: str = "",
) -> bytes:
    """One PDF to print of many documents, each starting on a sheet of its own.

    ``record`` is what the document says, kept in its metadata.
    """
    from studycompanion.forms.pdf import draw_merged

    return draw_merged(documents, title=title, author=author, when=when, record=record)


def record_in(pdf: bytes) -> str:
    """The record that an issued PDF carries; "" for none."""
    from studycompanion.forms.archival import record_in

    return record_in(pdf)


def merge(papers: Iterable[bytes]) -> bytes:
    """One PDF to print of many papers as they were issued, each on a sheet of its own."""
    from studycompanion.forms.merging import merge

    return merge(papers)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from studycompanion.forms.preview import page_count

    return page_count(pdf)


def render_page(pdf: bytes, index: int, *, scale: float) -> Picture:
    """A page (from 0) as a picture, ``scale`` pixels to the point."""
    from studycompanion.forms.preview import render_page

    return render_page(pdf, index, scale=scale)


def raster(pdf: bytes, index: int, *, dpi: int) -> Raster:
    """A page (from 0) for a printer of ``dpi`` dots to the inch."""
    from studycompanion.forms.for_printer import raster

    return raster(pdf, index, dpi=dpi)


def cover_page(title: str, lines: Iterable[str]) -> Page:
    """A page to lay on top of a cell's stack."""
    from studycompanion.forms.leaves import cover_page

    return cover_page(title, lines)


def ruler_pages(title: str, fronts: tuple[str, ...], backs: tuple[str, ...]) -> tuple[Page, Page]:
    """Both sides of a sheet that tests a printer."""
    from studycompanion.forms.leaves import ruler_pages

    return ruler_pages(title, fronts, backs)


def find_text(pdf: bytes, words: str) -> tuple[tuple[Box, ...], ...]:
    """Every place of ``words`` on the pages of a PDF, each as one box a line."""
    from studycompanion.forms.text_search import find_text

    return find_text(pdf, words)
