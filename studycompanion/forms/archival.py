"""What PDF/A-2b (ISO 19005-2) asks of a document beyond sound pages: metadata and colours."""

import re
from datetime import datetime
from functools import cache
from xml.sax.saxutils import escape, unescape

from studycompanion.forms.pdf_file import PdfFile, packed_stream, stream
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
<pdf:Producer>{creator}</pdf:Producer>
</rdf:Description>{record}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_RECORD = """
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Record of an issued form</pdfaSchema:schema>
<pdfaSchema:namespaceURI>urn:study-companion:record:1:</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>scr</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>record</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>What the form says, as JSON</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:scr="urn:study-companion:record:1:">
<scr:record>{record}</scr:record></rdf:Description>"""
_KEPT = re.compile(rb"<scr:record>([^<]{1,400000})</scr:record>")
_COLOURS = "(sRGB IEC61966-2.1)"


def metadata(*, title: str, author: str, creator: str, when: datetime, record: str = "") -> bytes:
    """A stream that says in XMP what the information says, and which standard is kept.

    ``record`` is what a form says, in a property whose schema is described, as the standard asks.
    """
    said = {"title": title, "author": author, "creator": creator}
    words = {key: escape(value) for key, value in said.items()}
    kept = _RECORD.format(record=escape(record)) if record else ""
    text = _XMP.format(**words, when=when.isoformat(timespec="seconds"), record=kept)
    return stream(text.encode(), "/Type /Metadata /Subtype /XML")


def record_in(pdf: bytes) -> str:
    """The record that a PDF carries in its metadata, which are never packed; "" for none."""
    found = _KEPT.search(pdf)
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


def colours(file: PdfFile) -> str:
    """The output intent of a file: black and all else are meant in sRGB."""
    profile = file.add_stream(_profile(), is_shared=True)
    return (
        f"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier {_COLOURS}"
        f" /Info {_COLOURS} /DestOutputProfile {profile} 0 R >>"
    )


@cache
def _profile() -> bytes:
    return packed_stream(resource("colour", "sRGB.icc").read_bytes(), "/N 3", level=9)
