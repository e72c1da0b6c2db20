"""The text of a paragraph as it is seen: breaks, tabs, changes taken in, fonts of old decoded."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from studycompanion.domain.vietnamese import nfc
from studycompanion.domain.vietnamese.legacy import Encoding, decode
from studycompanion.exchange.word_form_in.answer import Note
from studycompanion.exchange.word_form_in.names import attribute, child, name_of

TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_GONE = frozenset({"del", "moveFrom", "delText", "instrText", "mc:Fallback", "rPr", "pPr", "sdtPr"})
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_FONTS = ((".vn", Encoding.TCVN3), ("vni-", Encoding.VNI))


class Text:
    """Reads paragraphs; what stands in frames and what is no text is remembered apart."""

    def __init__(self) -> None:
        self.notes: set[Note] = set()
        self.frames: list[str] = []

    def of(self, paragraph: Element) -> str:
        """The letters of a paragraph, composed."""
        return nfc("".join(self._pieces(paragraph)))

    def _pieces(self, parent: Element) -> Iterator[str]:
        for element in parent:
            name = name_of(element)
            if name == "r":
                yield from self._run(element)
            elif name in ("drawing", "pict", "object"):
                self._frame(element)
            elif name and name not in _GONE:
                yield from self._pieces(element)

    def _run(self, run: Element) -> Iterator[str]:
        about = child(run, "rPr")
        if child(about, "vanish") is not None:
            return
        encoding = _encoding(attribute(child(about, "rFonts"), "ascii"))
        for element in run:
            name = name_of(element)
            if name == "t":
                yield decode(element.text or "", encoding)
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "mc:AlternateContent":
                yield from self._pieces(element)
            elif name in ("drawing", "pict", "object"):
                self._frame(element)

    def _frame(self, drawing: Element) -> None:
        """A picture says nothing; a frame with text is read as a line beside the form."""
        found = [p for p in drawing.iter() if name_of(p) == "p"]
        if not found:
            self.notes.add(Note.PICTURES)
        for paragraph in found:
            said = "".join(t.text or "" for t in paragraph.iter() if name_of(t) == "t")
            self.frames.append(nfc(said))


def is_shown(row: Element) -> bool:
    """Whether a row of a table was not taken out while changes were tracked."""
    return child(child(row, "trPr"), "del") is None


def _encoding(font: str) -> Encoding:
    for begin, encoding in _FONTS:
        if font.lower().startswith(begin):
            return encoding
    return Encoding.UNICODE
