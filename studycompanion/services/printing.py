"""Printing a cell's or a ward's forms: what a run holds, what was sent, and what came out.

Sent is not printed: a form counts as printed once somebody said that its paper came out.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studycompanion import forms
from studycompanion.domain.paperwork import FormState, IssuedForm, Variant
from studycompanion.domain.work import Job
from studycompanion.messages import word
from studycompanion.services.changes import Done
from studycompanion.services.commitments import Gathering, Subject, gather
from studycompanion.services.demo.marking import mark_of, with_mark
from studycompanion.services.desk import Desk
from studycompanion.services.issuing import Printer
from studycompanion.services.joint_forms import titles
from studycompanion.services.paperwork import Skipped, by_cell, skipped_of, variant_of
from studycompanion.storage.files import replace_file
from studycompanion.storage.queries import papers as queries

if TYPE_CHECKING:
    from studycompanion.forms.for_printer import Raster


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose forms of a topic: of a cell or of all (``cell_id`` ""), or only those of ``members``.

    ``is_unsigned`` leaves out who has signed; ``has_covers`` lays a cover on each cell's stack.
    """

    topic_id: str
    cell_id: str = ""
    members: frozenset[str] = frozenset()
    is_blank: bool = False
    is_unsigned: bool = False
    has_covers: bool = False

    @property
    def variant(self) -> Variant:
        """With text, or with ruled lines."""
        return variant_of(blank=self.is_blank)

    def takes(self, subject: Subject) -> bool:
        """Whether a person's form is asked for."""
        state = subject.line.form_state
        is_signed = state is not None and state.is_signed
        is_named = not self.members or subject.member_id in self.members
        return is_named and not (self.is_unsigned and is_signed)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run would print: the pages of each form, how many cells, and who is left out."""

    pages: tuple[int, ...]
    cells: int
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a run; ``form_id`` and ``member_id`` are "" for a cover."""

    title: str
    pdf: bytes
    pages: int
    form_id: str = ""
    member_id: str = ""


def measure(desk: Desk, wanted: Wanted) -> Measured:
    """Count the pages of a run, covers left out, without issuing anything."""
    gathering, people = _people(desk, wanted)
    printer = Printer(desk, gathering, wanted.variant)
    pages = tuple(len(printer.pages(p)) for _, group in by_cell(people) for p in group)
    left_out = [s for s in gathering.subjects if s.reason and wanted.takes(s)]
    skipped = tuple(skipped_of(subject) for subject in left_out)
    return Measured(pages, len({p.line.cell_id for p in people}), skipped)


def prepare(desk: Desk, wanted: Wanted, *, job: Job) -> tuple[Paper, ...]:
    """The papers of a run in printing order; what was not issued yet is issued now."""
    gathering, people = _people(desk, wanted)
    printer = Printer(desk, gathering, wanted.variant)
    made: list[Paper] = []
    for name, group in by_cell(people):
        if wanted.has_covers:
            made.append(_cover(desk, gathering, name, len(group)))
        for person, (pdf, form) in zip(group, printer.issue(group), strict=True):
            name = person.content.full_name
            made.append(Paper(name, pdf, forms.page_count(pdf), form.id, form.member_id))
            job.report(sum(bool(p.form_id) for p in made), len(people), name)
    return tuple(made)


def kept(desk: Desk, form_ids: Collection[str]) -> tuple[Paper, ...]:
    """The papers of some forms as they were issued, in printing order."""
    with desk.read() as reader:
        lines = queries.papers_of(reader.connection, form_ids)
        found = [(line, reader.blob(line.blob_id)) for line in lines]
    return tuple(
        Paper(line.full_name, pdf, forms.page_count(pdf), line.form_id, line.member_id)
        for line, pdf in found
    )


def save(desk: Desk, wanted: Wanted, path: Path, *, job: Job) -> Path:
    """One PDF file of a run to print elsewhere, each paper beginning on a sheet of its own."""
    papers = prepare(desk, wanted, job=job)
    replace_file(path, forms.merge(paper.pdf for paper in papers), is_durable=False)
    return path


def mark_sent(desk: Desk, form_ids: Iterable[str]) -> Done[None]:
    """The printer is about to get these forms."""
    return _move(desk, "forms_sent", {FormState.SENT_TO_PRINTER: form_ids})


def mark_came_out(desk: Desk, printed: Iterable[str], missing: Iterable[str] = ()) -> Done[None]:
    """The paper of some forms is there; that of the missing ones is still to be printed."""
    moves = {FormState.PRINTED: printed, FormState.NOT_PRINTED: missing}
    return _move(desk, "forms_printed", moves)


def waiting(desk: Desk, topic_id: str) -> list[tuple[str, str]]:
    """Forms sent to a printer whose paper nobody has seen yet: (form id, name) in order."""
    with desk.read() as reader:
        lines = queries.sent_forms(reader.connection, topic_id)
    return [(line.form_id, line.full_name) for line in lines]


def test_sheet(desk: Desk) -> bytes:
    """Two pages that show margins, the two sides of a sheet, and rulers in millimetres."""
    title = word("printing", "test_title")
    fronts = (word("printing", "test_front"), word("printing", "test_measure"))
    backs = (word("printing", "test_back"), word("printing", "test_turned"))
    return _drawn(desk, title, *forms.ruler_pages(title, fronts, backs))


def page_for_printer(pdf: bytes, index: int, *, dpi: int) -> "Raster":
    """A page (from 0) as a printer of ``dpi`` dots to the inch wants it."""
    return forms.raster(pdf, index, dpi=dpi)


def _people(desk: Desk, wanted: Wanted) -> tuple[Gathering, list[Subject]]:
    gathering = gather(
        desk, wanted.topic_id, variant=wanted.variant, cell_id=wanted.cell_id or None
    )
    return gathering, [s for s in gathering.subjects if not s.reason and wanted.takes(s)]


def _cover(desk: Desk, gathering: Gathering, cell: str, count: int) -> Paper:
    lines = (
        word("printing", "cover_forms", n=count),
        titles(gathering.topics),
        word("printing", "cover_day", day=f"{desk.today:%d/%m/%Y}"),
    )
    return Paper(cell, _drawn(desk, cell, forms.cover_page(cell.upper(), lines)), 1)


def _drawn(desk: Desk, title: str, *pages: object) -> bytes:
    marked = with_mark(pages, mark_of(desk))  # type: ignore[arg-type]
    return forms.draw(marked, title=title, author="", when=desk.clock())


def _move(desk: Desk, step: str, moves: dict[FormState, Iterable[str]]) -> Done[None]:
    """Bring forms to states; one that may not go there, such as a signed one, stays."""
    wanted = {form_id: state for state, ids in moves.items() for form_id in ids if form_id}
    with desk.write(step, count=str(len(wanted))) as tx:
        for form_id, state in wanted.items():
            form = tx.uow.get(IssuedForm, form_id)
            if form.may_move(state):
                tx.uow.change(form, state=state)
    return Done(None, tx.changes)
