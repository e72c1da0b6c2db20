"""Joining papers that must stay as they were issued, for the printer."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from studycompanion.forms.preview import PDFIUM


def merge(papers: Iterable[bytes]) -> bytes:
    """One PDF of the pages of many, each paper beginning on the front of a sheet.

    Pages are taken over as they stand; the result is for printing, not for keeping.
    """
    from pypdfium2 import PdfDocument

    with PDFIUM:
        made = PdfDocument.new()
        try:
            for paper in papers:
                _add(made, PdfDocument(paper))
            out = BytesIO()
            made.save(out)
            return out.getvalue()
        finally:
            made.close()


def _add(made: Any, paper: Any) -> None:
    if len(made) % 2:
        made.new_page(*made.get_page_size(len(made) - 1))
    made.import_pages(paper)
    paper.close()
