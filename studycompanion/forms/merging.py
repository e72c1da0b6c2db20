"""Joining papers that must stay as they were issued, for the printer."""

import hashlib
import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from studycompanion.forms.preview import PDFIUM

_IDENTITY = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\](?=>>\s*startxref)")

_MADE = re.compile(rb"/CreationDate\(D:[^)]+\)(?=/Creator\(PDFium\))")


def merge(papers: Iterable[bytes]) -> bytes:
    """One PDF of the pages of many, each paper beginning on the front of a sheet.

    Pages are taken over as they stand, and the same papers give the same bytes; the result is for
    printing, not for keeping.
    """
    from pypdfium2 import PdfDocument

    with PDFIUM:
        made = PdfDocument.new()
        try:
            for paper in papers:
                _add(made, PdfDocument(paper))
            out = BytesIO()
            made.save(out)
            return _identified(out.getvalue())
        finally:
            made.close()


def _identified(pdf: bytes) -> bytes:
    """Without the moment and with a number made of the content, where PDFium's is of chance."""
    plain = _MADE.sub(lambda found: b" " * len(found[0]), pdf)
    number = hashlib.sha256(_IDENTITY.sub(b"", plain)).hexdigest()[:32].upper().encode()
    return _IDENTITY.sub(b"/ID[<%b><%b>]" % (number, number), plain)


def _add(made: Any, paper: Any) -> None:
    if len(made) % 2:
        made.new_page(*made.get_page_size(len(made) - 1))
    made.import_pages(paper)
    paper.close()
