"""The rival of the forms bench: platypus, one SimpleDocTemplate per form, as its guide shows."""

from io import BytesIO
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph as Flowing
from reportlab.platypus import SimpleDocTemplate, TableStyle
from reportlab.platypus import Table as Grid

from studycompanion.forms.blocks import (
    Block,
    FieldLine,
    Header,
    Heading,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Title,
)
from studycompanion.forms.faces import Face
from studycompanion.paths import resource

WIDTH = 165 * mm
MARGINS = {"leftMargin": 30 * mm, "rightMargin": 15 * mm, "topMargin": 56, "bottomMargin": 56}
LINES = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])


class Platypus:
    """The same blocks as flowables, in the same faces, registered once."""

    def __init__(self) -> None:
        names = [f"Naive-{face}" for face in Face]
        for name, face in zip(names, Face, strict=True):
            registerFont(TTFont(name, str(resource("fonts", f"Tinos-{face}.ttf"))))
        registerFontFamily(names[0], *names)
        base = {"fontName": names[0], "fontSize": 14, "leading": 18, "spaceBefore": 6}
        self.body = ParagraphStyle("body", alignment=TA_JUSTIFY, firstLineIndent=10 * mm, **base)
        self.centred = ParagraphStyle("centred", alignment=TA_CENTER, **base)
        self.cell = ParagraphStyle("cell", fontName=names[0], fontSize=12, leading=14.4)
        self.head = ParagraphStyle("head", parent=self.cell, alignment=TA_CENTER)

    def draw(self, blocks: tuple[Block, ...], title: str) -> bytes:
        """One document of the blocks."""
        out = BytesIO()
        document = SimpleDocTemplate(out, pagesize=A4, title=title, author="Chi bộ", **MARGINS)
        document.build([self._flowable(block) for block in blocks], onLaterPages=_page_number)
        return out.getvalue()

    def _flowable(self, block: Block) -> Any:
        match block:
            case Title(title, subject):
                lines = f"<b>{title}</b><br/><b>{subject}</b><br/>-----"
                return Flowing(lines, self.centred)
            case FieldLine(label, value, is_bold):
                shown = f"<b>{value}</b>" if is_bold else value
                return Flowing(f"{label} {shown}", self.body)
            case Heading(text):
                return Flowing(f"<b>{text}</b>", self.body)
            case Paragraph(text):
                return Flowing(text, self.body)
            case Header(superior, issuer, party, dated):
                left = f"{superior}<br/><b>{issuer}</b>"
                return self._pair(left, f"<b><u>{party}</u></b><br/><i>{dated}</i>")
            case Signatures():
                return self._signatures(block)
            case Table():
                return self._table(block)
        raise AssertionError(block)

    def _pair(self, left: str, right: str) -> Grid:
        return Grid([[Flowing(left, self.centred), Flowing(right, self.centred)]])

    def _signatures(self, block: Signatures) -> Grid:
        return self._pair(*map(_signature, (block.left, block.right)))

    def _table(self, block: Table) -> Grid:
        unit = WIDTH / sum(column.share for column in block.columns)
        heads = [Flowing(f"<b>{'<br/>'.join(c.head)}</b>", self.head) for c in block.columns]
        cells = [[Flowing(text, self.cell) for text in row] for row in block.rows]
        widths = [unit * column.share for column in block.columns]
        return Grid([heads, *cells], widths, repeatRows=1, style=LINES)


def _signature(one: Signature) -> str:
    room = "<br/>" * 5
    return f"<b>{one.capacity}</b><br/>{one.post}<i>{one.hint}</i>{room}<b>{one.full_name}</b>"


def _page_number(canvas: Any, document: Any) -> None:
    canvas.setFont("Naive-Regular", 14)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 14 * mm, str(document.page))
