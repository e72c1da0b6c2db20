"""What ISO 19005-2 (PDF/A-2b) asks of every paper, read object by object."""

import re
from datetime import datetime
from io import BytesIO
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from studycompanion import forms
from studycompanion.domain.paperwork import Variant
from tests.forms.report_samples import cells, report, report_pdf
from tests.forms.samples import WHEN, pages, pdf, task

RARE = "Ελληνικά Кириллица Ñ"
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}
RECORD = '{"code": "1", "said": ["Nguyễn & <Văn>"]}'
PAPERS = {
    "with a record": lambda: forms.draw_merged(
        [pages()], title="Thử", author="Chi bộ", when=WHEN, record=RECORD
    ),
    "filled": lambda: pdf(),
    "blank": lambda: pdf(variant=Variant.BLANK),
    "rare letters": lambda: pdf(topics=(RARE,)),
    "many pages": lambda: pdf(items=tuple(task(n) for n in range(40))),
    "report": lambda: report_pdf(report(*cells(39))),
}


@pytest.fixture(params=PAPERS, scope="module")
def paper(request) -> bytes:
    return PAPERS[request.param]()


def objects(data: bytes) -> list:
    reader = PdfReader(BytesIO(data))
    size = int(reader.trailer["/Size"])
    return [reader.get_object(IndirectObject(n, 0, reader)) for n in range(1, size)]


def said(data: bytes, path: str) -> list[str]:
    stream = PdfReader(BytesIO(data)).trailer["/Root"]["/Metadata"].get_object()
    root = ElementTree.fromstring(stream.get_data().decode())
    return [one.text for one in root.findall(f".//{path}", NAMES)]


def test_the_head_marks_the_file_as_binary(paper):
    assert re.match(rb"%PDF-1\.[4-7]\r?\n%[\x80-\xff]{4}", paper)


def test_the_file_ends_with_its_mark_and_has_a_number(paper):
    assert paper.rstrip().endswith(b"%%EOF")
    assert len(PdfReader(BytesIO(paper)).trailer["/ID"]) == 2


def test_the_metadata_claim_the_standard_in_plain_text(paper):
    stream = PdfReader(BytesIO(paper)).trailer["/Root"]["/Metadata"].get_object()
    assert stream["/Type"] == "/Metadata"
    assert "/Filter" not in stream
    assert said(paper, "pdfaid:part") == ["2"]
    assert said(paper, "pdfaid:conformance") == ["B"]


def test_the_metadata_say_what_the_information_says(paper):
    info = PdfReader(BytesIO(paper)).metadata
    assert said(paper, "dc:title/rdf:Alt/rdf:li") == [info.title]
    assert said(paper, "dc:creator/rdf:Seq/rdf:li") == [info.author]
    assert said(paper, "xmp:CreatorTool") == [info.creator]
    assert said(paper, "pdf:Producer") == [info.producer]
    assert [datetime.fromisoformat(t) for t in said(paper, "xmp:CreateDate")] == [
        info.creation_date
    ]


def test_words_with_signs_of_their_own_keep_the_metadata_readable():
    made = forms.draw(pages(), title='A & <B> "C"\x00\x0b', author="]]>", when=WHEN)
    assert said(made, "dc:title/rdf:Alt/rdf:li") == ['A & <B> "C"']
    assert said(made, "dc:creator/rdf:Seq/rdf:li") == ["]]>"]


def test_colours_have_a_profile_of_their_own(paper):
    (intent,) = PdfReader(BytesIO(paper)).trailer["/Root"]["/OutputIntents"]
    profile = intent["/DestOutputProfile"].get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    assert profile["/N"] == 3
    icc = profile.get_data()
    assert len(icc) == int.from_bytes(icc[:4], "big")
    assert (icc[12:16], icc[16:20], icc[36:40]) == (b"mntr", b"RGB ", b"acsp")
    assert icc[8] < 5


def test_every_stream_ends_on_a_line_of_its_own(paper):
    ends = [m.start() for m in re.finditer(rb"endstream", paper)]
    assert len(ends) > 5
    assert all(paper[end - 1 : end] == b"\n" for end in ends)


def test_every_stream_is_as_long_as_it_says(paper):
    parts = re.findall(rb"/Length (\d+) ?[^>]*>>\r?\nstream\n(.*?)\nendstream", paper, re.DOTALL)
    assert len(parts) == paper.count(b"endstream")
    assert [len(content) for _, content in parts] == [int(length) for length, _ in parts]


def test_no_stream_is_packed_in_a_way_that_archives_refuse(paper):
    streams = [o for o in objects(paper) if isinstance(o, StreamObject)]
    assert {s.get("/Filter") for s in streams} <= {None, "/FlateDecode"}
    assert not any("/F" in s for s in streams)


def test_every_font_is_inside_with_the_width_of_each_letter(paper):
    fonts = [o for o in objects(paper) if isinstance(o, DictionaryObject)]
    fonts = [o for o in fonts if o.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        shape = font["/FontDescriptor"].get_object()
        assert font["/BaseFont"] == shape["/FontName"]
        assert re.match(r"/[A-Z]{6}\+Tinos", font["/BaseFont"])
        assert len(font["/Widths"]) == font["/LastChar"] - font["/FirstChar"] + 1
        assert shape["/FontFile2"].get_object().get_data()
        assert font["/ToUnicode"].get_object().get_data()
        # A symbolic face has no encoding of its own beside its program's (6.2.11.6).
        assert shape["/Flags"] & 4
        assert "/Encoding" not in font


def test_no_two_subsets_of_different_letters_have_one_name():
    many = pdf(topics=(RARE,))
    fonts = [o for o in objects(many) if isinstance(o, DictionaryObject)]
    names = [o["/BaseFont"] for o in fonts if o.get("/Type") == "/Font"]
    assert len(names) == len(set(names)) == 4


def test_nothing_acts_by_itself(paper):
    forbidden = {
        "/AA",
        "/OpenAction",
        "/JavaScript",
        "/JS",
        "/Launch",
        "/EmbeddedFiles",
        "/Encrypt",
    }
    for found in objects(paper):
        if isinstance(found, DictionaryObject):
            assert not forbidden & set(found)
            assert "/SMask" not in found or found["/SMask"] == "/None"


def test_a_record_is_carried_with_the_schema_that_the_standard_asks_for():
    paper = PAPERS["with a record"]()
    assert forms.record_in(paper) == RECORD
    spaces = NAMES | {
        "scr": "urn:study-companion:record:1:",
        "schema": "http://www.aiim.org/pdfa/ns/schema#",
        "property": "http://www.aiim.org/pdfa/ns/property#",
    }
    stream = PdfReader(BytesIO(paper)).trailer["/Root"]["/Metadata"].get_object()
    root = ElementTree.fromstring(stream.get_data().decode())
    texts = {key: root.findtext(f".//{key}", "", spaces) for key in (
        "scr:record", "schema:namespaceURI", "schema:prefix", "property:name", "property:category",
    )}  # fmt: skip
    assert texts == {
        "scr:record": RECORD,
        "schema:namespaceURI": spaces["scr"],
        "schema:prefix": "scr",
        "property:name": "record",
        "property:category": "external",
    }
    assert forms.record_in(pdf()) == ""
