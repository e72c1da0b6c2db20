"""Printing: a preview of one form, and the forms of a whole cell or ward, kept as issued."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from studycompanion import forms
from studycompanion.domain.file_names import safe_name
from studycompanion.domain.paperwork import Variant
from studycompanion.domain.work import Job
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services.commitments import Subject, gather
from studycompanion.services.demo.marking import named
from studycompanion.services.desk import Desk
from studycompanion.services.issuing import Printer
from studycompanion.services.printable import Lacking
from studycompanion.storage.files import make_folder, replace_file

if TYPE_CHECKING:
    from studycompanion.forms.preview import Picture
    from studycompanion.forms.text_search import Box


@dataclass(frozen=True, slots=True)
class PreviewPages:
    """The very bytes that would be printed, and their number of pages."""

    pdf: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Somebody without a form, with the reason as a code and in words."""

    member_id: str
    full_name: str
    reason: str
    sentence: str


@dataclass(slots=True)
class Exported:
    """Files written so far: one per person, one per cell if asked for, and who was left out."""

    files: list[Path] = field(default_factory=list)
    merged: list[Path] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    empty: int = 0
    """How many of the files leave the plan to be written by hand, for there is none yet."""


def variant_of(*, blank: bool) -> Variant:
    """The form with the member's text, or with ruled lines."""
    return Variant.BLANK if blank else Variant.FILLED


def preview_commitment(
    desk: Desk, topic_id: str, member_id: str, *, blank: bool = False
) -> PreviewPages:
    """One person's form as it would be printed now; nothing is issued.

    Raises ``UserError`` "letters_missing_of" where no font has a letter of it.
    """
    variant = variant_of(blank=blank)
    gathering = gather(desk, topic_id, variant=variant, member_id=member_id)
    [subject] = gathering.subjects
    if (found := subject.lacking) is not None:
        said = {"letters": found.letters, "near": found.near}
        raise UserError("letters_missing_of", name=subject.content.full_name, **said)
    pdf = Printer(desk, gathering, variant).preview(subject)
    return PreviewPages(pdf, forms.page_count(pdf))


def preview_page(pdf: bytes, index: int, *, scale: float) -> "Picture":
    """A page of a PDF as a picture, ``scale`` 1 being 72 pixels to the inch."""
    return forms.render_page(pdf, index, scale=scale)


def find_on_pages(pdf: bytes, words: str) -> "tuple[tuple[Box, ...], ...]":
    """Every place of ``words`` on the pages, found without dấu and case, each as boxes by line."""
    return forms.find_text(pdf, words)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return forms.page_count(pdf)


def export_commitments(
    desk: Desk,
    topic_id: str,
    out: Path,
    *,
    job: Job,
    cell_id: str | None = None,
    merged: bool = False,
    blank: bool = False,
    with_empty: bool = True,
    with_signed: bool = True,
) -> Exported:
    """Write the forms of a cell or of everyone below ``out``; each is kept as it is finished.

    Stopped by ``errors.Cancelled`` between two people; running again does the rest and gives the
    same bytes for what has not changed. Who has no plan yet gets a form with room for it, or none
    without ``with_empty``; either way the plan still counts as missing. Without ``with_signed``
    only those who have not signed get theirs.
    """
    variant = variant_of(blank=blank)
    gathering = gather(desk, topic_id, variant=variant, cell_id=cell_id)
    subjects = gathering.subjects
    if not (with_empty or blank):
        subjects = tuple(map(_only_planned, subjects))
    if not with_signed:
        subjects = tuple(map(_only_unsigned, subjects))
    printer, done = Printer(desk, gathering, variant), Exported()
    done.skipped = [skipped_of(s) for s in subjects if s.reason]
    wanted = [s for s in subjects if not s.reason]
    done.empty = sum(not (blank or s.content.has_tasks) for s in wanted)
    make_folder(out)
    for cell_name, people in by_cell(wanted):
        folder = out / safe_name(named(cell_name, printer.mark))
        documents = _export_cell(printer, folder, people, done=done, total=len(wanted), job=job)
        if merged:
            path = out / f"{folder.name}.pdf"
            replace_file(path, forms.merge(documents), is_durable=False)
            done.merged.append(path)
    return done


def _only_planned(subject: Subject) -> Subject:
    is_empty = not (subject.reason or subject.content.has_tasks)
    return replace(subject, reason="no_plan") if is_empty else subject


def _only_unsigned(subject: Subject) -> Subject:
    state = subject.line.form_state
    is_signed = not subject.reason and state is not None and state.is_signed
    return replace(subject, reason="signed") if is_signed else subject


def by_cell(people: list[Subject]) -> Iterator[tuple[str, list[Subject]]]:
    """The people of each cell under its name, in the order in which papers lie."""

    def cell(subject: Subject) -> tuple[str, str]:
        return subject.line.cell_name, subject.line.cell_id

    for (name, _), group in groupby(sorted(people, key=cell), key=cell):
        yield name, list(group)


def _export_cell(
    printer: Printer,
    folder: Path,
    people: list[Subject],
    *,
    done: Exported,
    total: int,
    job: Job,
) -> list[bytes]:
    make_folder(folder)
    documents = []
    paths = _named(folder, people, printer.mark)
    for (path, person), (pdf, _) in zip(paths, printer.issue(people), strict=True):
        replace_file(path, pdf, is_durable=False)
        documents.append(pdf)
        done.files.append(path)
        job.report(len(done.files), total, person.content.full_name)
    return documents


def _named(folder: Path, people: list[Subject], mark: str) -> Iterator[tuple[Path, Subject]]:
    """A file per person: the name, with the birth and then a part of the id where it recurs."""
    taken: set[str] = set()
    for person in people:
        stem = named(person.content.full_name, mark)
        for more in (person.content.birth.replace("/", "."), person.member_id[:6]):
            if safe_name(stem).casefold() not in taken:
                break
            stem = f"{stem} {more}"
        taken.add(safe_name(stem).casefold())
        yield folder / f"{safe_name(stem)}.pdf", person


def skipped_of(subject: Subject) -> Skipped:
    """Somebody without a form, with the reason in words."""
    found = subject.lacking or Lacking("", "")
    said = {"points": ", ".join(subject.missed), "letters": found.letters, "near": found.near}
    sentence = word("skipped", subject.reason, **said)
    return Skipped(subject.member_id, subject.content.full_name, subject.reason, sentence)
