"""What PDF/A-2b (ISO 19005-2) asks of a document beyond sound pages: metadata and colours."""

from datetime import datetime
from functools import cache
from xml.sax.saxutils import escape

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
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_COLOURS = "(sRGB IEC61966-2.1)"


def metadata(*, title: str, author: str, creator: str, when: datetime) -> bytes:
    """A stream that says in XMP what the information says, and which standard is kept."""
    said = {"title": title, "author": author, "creator": creator}
    words = {key: escape(value) for key, value in said.items()}
    text = _XMP.format(**words, when=when.isoformat(timespec="seconds"))
    return stream(text.encode(), "/Type /Metadata /Subtype /XML")


def colours(file: PdfFile) -> str:
    """The output intent of a file: black and all else are meant in sRGB."""
    return (
        f"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier {_COLOURS}"
        f" /Info {_COLOURS} /DestOutputProfile {file.add_stream(_profile())} 0 R >>"
    )


@cache
def _profile() -> bytes:
    return packed_stream(resource("colour", "sRGB.icc").read_bytes(), "/N 3", level=9)
