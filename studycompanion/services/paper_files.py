"""Papers made of pieces as files: one PDF to print, Word, a table, or one file each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from studycompanion import forms
from studycompanion.domain.access import Means
from studycompanion.domain.file_names import safe_name
from studycompanion.domain.form_code import REVIEW, PageCode, review_code
from studycompanion.domain.paper import CLARITY, PieceKind
from studycompanion.domain.paperwork import FormKind, Variant
from studycompanion.domain.work import Job
from studycompanion.errors import UserError
from studycompanion.messages import say, speaking, word
from studycompanion.services import printable, review_tracing
from studycompanion.services.demo.marking import mark_of, named, with_mark
from studycompanion.services.desk import Desk
from studycompanion.services.lists import EXCEL, SEPARATED, check_suffix, export_list, swap_in
from studycompanion.services.papers import LISTS, Paper, Wanted, gather
from studycompanion.services.word_papers import WORD, word_file
from studycompanion.storage.files import make_folder, replace_file

if TYPE_CHECKING:
    from studycompanion.forms.blocks import Block
    from studycompanion.forms.paging import Page

PDF = ".pdf"
TABLES = (*LISTS, FormKind.PLAN, FormKind.YEAR_END)
"""The papers whose rows can be a spreadsheet."""
WITH_REVIEW = (FormKind.REVIEW, FormKind.STUDY_REPORT)
"""The papers that repeat what a member wrote in the self-review."""
BLANKS = (FormKind.REVIEW, FormKind.PLAN, FormKind.STUDY_REPORT)
"""The papers that people write by hand."""


def blocks_of(paper: Paper, variant: Variant) -> "tuple[Block, ...]":
    """What a paper says, in reading order."""
    return forms.paper_blocks(paper.form, paper.content, variant=variant)


def papers_pdf(desk: Desk, wanted: Wanted, *, most: int | None = None) -> bytes:
    """All papers in one PDF, or the first ``most``, each on a sheet; slips four to a page.

    It is for the screen: whose review is on them is noted as seen.
    Raises ``UserError`` "letters_missing_of" where no font has a letter, and what ``gather`` does.
    """
    found = gather(desk, wanted)[:most]
    pdf = _pdf(desk, wanted, found)
    for paper in _with_review(wanted, found):
        review_tracing.note_shown(desk, wanted.topic_id, paper.member_id)
    return pdf


def _pdf(desk: Desk, wanted: Wanted, found: tuple[Paper, ...]) -> bytes:
    mark, first = mark_of(desk), found[0]
    said = [blocks_of(paper, wanted.variant) for paper in found]
    for paper, blocks in zip(found, said, strict=True):
        printable.check(blocks, whose=paper.name)
    if wanted.form is FormKind.REMINDER:
        documents = [with_mark(forms.slip_pages(said), mark)]
    else:
        documents = [
            _laid_out(wanted, paper, blocks, mark)
            for paper, blocks in zip(found, said, strict=True)
        ]
    author = first.content.issuer
    return forms.draw_merged(documents, title=first.form.name, author=author, when=desk.clock())


def _laid_out(
    wanted: Wanted, paper: Paper, blocks: "tuple[Block, ...]", mark: str
) -> "tuple[Page, ...]":
    """The pages of a paper; those of a review say at their feet whose they are, for a scanner."""
    if wanted.form is not FormKind.REVIEW:
        return with_mark(forms.lay_out(blocks), mark)
    pages = with_mark(forms.lay_out(blocks, has_foot=True), mark)
    code, count = review_code(wanted.topic_id, paper.member_id), len(pages)
    codes = [PageCode(code, 0, n, count, REVIEW) for n in range(1, count + 1)]
    with speaking("vi"):
        lines = [
            word("paper_foot", "review", name=paper.name, page=str(n), pages=str(count))
            for n in range(1, count + 1)
        ]
    return forms.with_foot(pages, lines, [one.payload for one in codes])


def export_paper(desk: Desk, wanted: Wanted, path: Path) -> Path:
    """The papers in one file: .pdf or .docx; a list's rows as .xlsx or .csv too.

    Raises ``UserError`` ``export_suffix``, ``no_papers``, ``unknown_form`` or ``not_there``, and
    what writing a list raises.
    """
    tables = (EXCEL, SEPARATED) if wanted.form in TABLES else ()
    suffix = check_suffix(path, PDF, WORD, *tables)
    found = gather(desk, wanted)
    if suffix == PDF:
        swap_in(path, _pdf(desk, wanted, found))
    elif suffix == WORD:
        said = [blocks_of(paper, wanted.variant) for paper in found]
        swap_in(path, _word(desk, said, found[0]))
    else:
        return _table(desk, path, found)
    _note_left(desk, wanted, found, suffix=suffix, name=path.name)
    return path


def _with_review(wanted: Wanted, found: Iterable[Paper]) -> list[Paper]:
    """The papers on which somebody's review can be read."""
    if wanted.blank or wanted.form not in WITH_REVIEW:
        return []
    return [paper for paper in found if paper.has_review]


def _note_left(
    desk: Desk, wanted: Wanted, found: Iterable[Paper], *, suffix: str, name: str
) -> None:
    left = {paper.member_id for paper in _with_review(wanted, found)}
    means = Means.WORD if suffix == WORD else Means.PDF
    if left:
        review_tracing.note_left(
            desk, means, topic_id=wanted.topic_id, member_ids=left, file_name=name
        )


def _word(desk: Desk, said: "list[tuple[Block, ...]]", first: Paper) -> bytes:
    return word_file(desk, said, title=first.form.name, author=first.content.issuer)


def _table(desk: Desk, path: Path, found: tuple[Paper, ...]) -> Path:
    """The rows of all papers in one sheet, after the cell and the name of whose they are."""
    first = found[0]
    [piece] = [p for p in first.form.body if p.kind is PieceKind.TABLE]
    columns = [
        c
        for column in piece.columns
        for c in (first.content.clarity if column.key == CLARITY else (column,))
    ]
    own = ("cell",) if first.form.form in LISTS else ("cell", "full_name")
    heads = [*(word("fields", name) for name in own), *(" ".join(c.head.split()) for c in columns)]
    rows = [
        [*(paper.cell_name, paper.name)[: len(own)], *(row.get(c.key, "") for c in columns)]
        for paper in found
        for row in paper.content.tables.get(piece.key, ())
    ]
    notes = tuple(filter(None, [mark_of(desk)]))
    return export_list(path, first.form.name, heads, rows, notes=notes)


@dataclass(slots=True)
class Each:
    """The files that were written, and who was left out: name and why."""

    files: list[Path] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def export_each(desk: Desk, wanted: Wanted, folder: Path, *, job: Job, suffix: str = PDF) -> Each:
    """One file per person below ``folder``, by cell; stopped between two by ``Cancelled``."""
    found, mark, done = gather(desk, wanted), mark_of(desk), Each()
    taken: set[str] = set()
    written: list[Paper] = []
    try:
        for paper in found:
            inside = folder / safe_name(named(paper.cell_name, mark))
            make_folder(inside)
            path = _free(inside, safe_name(named(paper.name, mark)), suffix, taken)
            try:
                data = _one(desk, wanted, paper, suffix)
            except UserError as refused:
                done.left_out.append((paper.name, say(refused)))
                continue
            replace_file(path, data, is_durable=False)
            done.files.append(path)
            written.append(paper)
            job.report(len(done.files), len(found), paper.name)
    finally:
        # What is written has left, also where the rest was stopped.
        _note_left(desk, wanted, written, suffix=suffix, name=folder.name)
    return done


def _one(desk: Desk, wanted: Wanted, paper: Paper, suffix: str) -> bytes:
    if suffix == WORD:
        return _word(desk, [blocks_of(paper, wanted.variant)], paper)
    return _pdf(desk, wanted, (paper,))


def _free(folder: Path, stem: str, suffix: str, taken: set[str]) -> Path:
    """A path that no paper before took, where case makes no difference."""
    path, number = folder / f"{stem}{suffix}", 1
    while str(path).casefold() in taken:
        number += 1
        path = folder / f"{stem} ({number}){suffix}"
    taken.add(str(path).casefold())
    return path
