"""Reading PDFs back with other people's tools: pypdf, poppler, qpdf."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

MM = 25.4 / 72
_UNIT = MM / 100
_LINE = re.compile(rb"1 0 0 1 0 (?P<corner>\d+) cm|(\d+) (-?\d+) m (\d+) (-?\d+) l S")
_XHTML = "{http://www.w3.org/1999/xhtml}"


class Word(NamedTuple):
    """A word as poppler finds it: page from 1, edges in mm from the top left."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def judge(*command: str) -> str:
    """What a command-line judge says; the test is skipped where it is not installed."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def saved(pdf: bytes, folder: Path) -> str:
    path = folder / "form.pdf"
    path.write_bytes(pdf)
    return str(path)


def words(pdf: bytes, folder: Path) -> list[Word]:
    """Every word with its place, by ``pdftotext -bbox``."""
    root = ElementTree.fromstring(judge("pdftotext", "-bbox", saved(pdf, folder), "-"))
    return [
        Word(number, word.text or "", *(float(word.attrib[key]) * MM for key in _EDGES))
        for number, page in enumerate(root.iter(f"{_XHTML}page"), 1)
        for word in page.iter(f"{_XHTML}word")
    ]


_EDGES = ("xMin", "yMin", "xMax", "yMax")


def rules(pdf: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """Every line of a page (from 0) as x1, y1, x2, y2 in mm from the top left."""
    data = PdfReader(BytesIO(pdf)).pages[page].get_contents().get_data()
    corner, found = 0, []
    for match in _LINE.finditer(data):
        if match["corner"]:
            corner = int(match["corner"])
        else:
            x1, y1, x2, y2 = (int(edge) * _UNIT for edge in match.groups()[1:])
            top = 297 - corner * _UNIT
            found.append((x1, top - y1, x2, top - y2))
    return found


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page in the order in which it is drawn, by pypdf."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Without white space, so that broken lines and cut words compare."""
    return "".join(text.split())


def whole_text(pdf: bytes) -> str:
    """All pages' text, squeezed and without page numbers."""
    texts = [squeezed(text) for text in page_texts(pdf)]
    return texts[0] + "".join(
        text.removeprefix(str(number)) for number, text in enumerate(texts[1:], 2)
    )
