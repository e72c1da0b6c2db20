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
            _identify(out)
            return out.getvalue()
        finally:
            made.close()


def _identify(out: BytesIO) -> None:
    """Take the moment away, and number the file by its content: PDFium's number is of chance.

    Works in place, for the file of a cell has megabytes.
    """
    with out.getbuffer() as pdf:
        if made := _MADE.search(pdf):
            pdf[made.start() : made.end()] = b" " * len(made[0])
        if identity := _IDENTITY.search(pdf):
            number = hashlib.sha256(pdf[: identity.start()]).hexdigest()[:32].upper().encode()
            pdf[identity.start() : identity.end()] = b"/ID[<%b><%b>]" % (number, number)


def _add(made: Any, paper: Any) -> None:
    if len(made) % 2:
        made.new_page(*made.get_page_size(len(made) - 1))
    made.import_pages(paper)
    paper.close()
