"""Word forms as members give them back: filled in the way Word saves what is typed."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def table_of(document, key):
    """The table of a form that bears that name."""
    for table in document.element.body.iter(f"{W}tbl"):
        caption = table.tblPr.find(f"{W}tblCaption")
        if caption is not None and caption.get(f"{W}val") == f"sc:{key}":
            return table
    raise KeyError(key)


def cells_of(document, key):
    """Its cells, row by row, controls or not."""
    return [list(row.iter(f"{W}tc")) for row in table_of(document, key).iter(f"{W}tr")]


def type_into(cell, *lines, split=True):
    """Replace what a cell says by lines, each in runs as Word splits them, the control kept."""
    control = next(cell.iterancestors(f"{W}sdt"), None)
    inner = next(cell.iter(f"{W}sdt"), None)
    for one in (control, inner):
        if one is not None:
            for sign in one.iter(f"{W}showingPlcHdr"):
                sign.getparent().remove(sign)
                break
    holder = inner.find(f"{W}sdtContent") if inner is not None else None
    if holder is not None:
        for run in list(holder):
            holder.remove(run)
        holder.append(_run(lines[0]))
        return
    for paragraph in list(cell.iter(f"{W}p")):
        paragraph.getparent().remove(paragraph)
    for line in lines or ("",):
        paragraph = OxmlElement("w:p")
        for piece in _pieces(line) if split else [line]:
            paragraph.append(OxmlElement("w:proofErr"))
            paragraph.append(_run(piece))
        cell.append(paragraph)


def _pieces(line):
    return re.findall(r".{1,5}", line, re.DOTALL) or [""]


def _run(text):
    run, said = OxmlElement("w:r"), OxmlElement("w:t")
    said.text = text
    said.set(qn("xml:space"), "preserve")
    run.append(said)
    return run


def fill(path: Path, change: Callable, *, to: Path | None = None) -> Path:
    """Open a form, let ``change`` work on it, save it."""
    document = Document(str(path))
    change(document)
    target = to or path
    document.save(str(target))
    return target


def typed(path: Path, **fields) -> Path:
    """The form with lines typed into boxes by name."""

    def change(document):
        for key, lines in fields.items():
            [[cell]] = cells_of(document, key)
            type_into(cell, *([lines] if isinstance(lines, str) else lines))

    return fill(path, change)


def repacked(path: Path, edit: Callable[[str, bytes], bytes | None], to: Path) -> Path:
    """The parts of a file changed by ``edit``; one for which it gives None is left out."""
    buffer = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for name in old.namelist():
            data = edit(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    to.write_bytes(buffer.getvalue())
    return to
