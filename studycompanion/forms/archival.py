"""What PDF/A-2b (ISO 19005-2) asks of a document beyond sound pages: metadata and colours."""

import zlib
from datetime import datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from studycompanion.paths import resource

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_COLOURS = "sRGB IEC61966-2.1"


def make_archival(document: Any, *, when: datetime) -> None:
    """Give a ReportLab ``PDFDocument`` its metadata (from its title, author …) and colours."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

    catalog, profile = document.Catalog, document.Reference(_profile(), "sRGB profile")
    catalog.Metadata = document.Reference(_metadata(document.info, when), "metadata")
    # ReportLab's catalog writes only the entries that it knows.
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    entries = {"Type": PDFName("OutputIntent"), "S": PDFName("GTS_PDFA1")}
    names = dict.fromkeys(("OutputConditionIdentifier", "Info"), PDFString(_COLOURS))
    intent = PDFDictionary(entries | names | {"DestOutputProfile": profile})
    catalog.OutputIntents = PDFArray([intent])


def packed_stream(content: bytes, extra: str = "", *, level: int = 9) -> bytes:
    """A compressed stream object with further entries; its end stands on a line of its own."""
    return stream(zlib.compress(content, level), f"/Filter /FlateDecode {extra}")


def stream(content: bytes, entries: str) -> bytes:
    """A stream object as it is."""
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


@cache
def _profile() -> bytes:
    return packed_stream(resource("colour", "sRGB.icc").read_bytes(), "/N 3")


def _metadata(info: Any, when: datetime) -> bytes:
    said = {key: escape(getattr(info, key)) for key in ("title", "author", "creator", "producer")}
    text = _XMP.format(**said, when=when.isoformat(timespec="seconds"))
    return stream(text.encode(), "/Type /Metadata /Subtype /XML")
