"""Keeping scanned pages: with their forms after a yes, or in the tray until somebody knows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from studycompanion.domain.ids import new_id
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.people import Member
from studycompanion.domain.scanned import ScanPage, missing_pages
from studycompanion.errors import UserError
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.pen import as_printed
from studycompanion.services.scanning_back import Fate, ScanFound
from studycompanion.storage.unit_of_work import Reader, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A page to keep: with a form, or in the tray where ``form_id`` is ""."""

    came_as: str
    jpeg: bytes
    form_id: str = ""
    page: int = 0
    pages: int = 0
    scan_id: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """How many pages were filed and laid in the tray, whose forms are complete, what still lacks.

    ``incomplete`` names people with the pages of their form that are missing.
    """

    filed: int
    in_tray: int
    complete: tuple[str, ...]
    incomplete: tuple[tuple[str, tuple[int, ...]], ...]


def filing(found: ScanFound) -> Filing:
    """The page filed as proposed; without a form it goes to the tray."""
    return Filing(
        came_as=found.came_as,
        jpeg=found.jpeg,
        form_id=found.form_id,
        page=found.page,
        pages=found.pages,
        scan_id=found.scan_id,
    )


def usual(pages: Sequence[ScanFound]) -> list[Filing]:
    """What is filed with one yes: all sure pages, and to the tray those without a known code."""
    taken = (Fate.SURE, Fate.NO_CODE, Fate.UNKNOWN)
    return [filing(one) for one in pages if one.fate in taken and not one.scan_id]


def file(desk: Desk, chosen: Sequence[Filing], *, signed_on: date) -> Done[Filed]:
    """Keep pages in one step; a form with all its pages is signed and scanned.

    ``signed_on`` is the day for forms whose signing was not noted. A page that is filed already
    gives way to the new one. Raises ``UserError`` "signed_in_future", "page_filed_twice" or
    "no_such_page".
    """
    if signed_on > desk.today:
        raise UserError("signed_in_future")
    _check(chosen)
    with desk.write("scans_filed", count=str(len(chosen))) as tx:
        for one in chosen:
            _keep(desk, tx.uow, one)
        pages = {one.form_id: one.pages for one in chosen if one.form_id}
        lacking = {
            form_id: _finish(desk, tx.uow, form_id, count, signed_on)
            for form_id, count in pages.items()
        }
        names = {form_id: _name_of(tx.uow, form_id) for form_id in pages}
    filed = sum(1 for one in chosen if one.form_id)
    complete = tuple(names[form_id] for form_id, missing in lacking.items() if not missing)
    incomplete = tuple((names[form_id], missing) for form_id, missing in lacking.items() if missing)
    return Done(Filed(filed, len(chosen) - filed, complete, incomplete), tx.changes)


def _check(chosen: Sequence[Filing]) -> None:
    places = [(one.form_id, one.page) for one in chosen if one.form_id]
    if len(places) != len(set(places)):
        raise UserError("page_filed_twice")
    for one in chosen:
        if one.form_id and not 1 <= one.page <= one.pages:
            raise UserError("no_such_page", page=str(one.page), pages=str(one.pages))


def _keep(desk: Desk, uow: UnitOfWork, one: Filing) -> None:
    if one.form_id:
        for old in uow.find(ScanPage, form_id=one.form_id, page=one.page):
            uow.remove(old)
    form_id = one.form_id or None
    if one.scan_id:
        waiting = uow.get(ScanPage, one.scan_id)
        uow.change(waiting, form_id=form_id, page=one.page, pages=one.pages)
        return
    kept = ScanPage(
        id=new_id(),
        form_id=form_id,
        page=one.page,
        pages=one.pages,
        blob_id=uow.keep_blob(one.jpeg),
        filed_at=desk.clock(),
        filed_by=desk.actor.name,
        came_as=one.came_as,
    )
    uow.add(kept)


def _finish(
    desk: Desk, uow: UnitOfWork, form_id: str, pages: int, signed_on: date
) -> tuple[int, ...]:
    """The pages of a form that still lack; with none its state says that it came back."""
    form = uow.get(IssuedForm, form_id)
    missing = missing_pages(uow.find(ScanPage, form_id=form_id), pages)
    if missing or form.state in _STAY:
        return missing
    day, who = form.signed_on or signed_on, form.signed_by or desk.actor.name
    if not form.state.is_signed:
        as_printed(form).check_move(FormState.SIGNED_ON_PAPER)
    uow.change(form, state=FormState.SCANNED, signed_on=day, signed_by=who)
    return missing


_STAY = (FormState.SCANNED, FormState.SIGNED_DIGITALLY, FormState.REPLACED)
"""What a scan of the paper does not change."""


def _name_of(reader: Reader, form_id: str) -> str:
    return reader.get(Member, reader.get(IssuedForm, form_id).member_id).full_name


def tray(desk: Desk) -> tuple[ScanFound, ...]:
    """The pages that wait to be filed by hand, the oldest first."""
    with desk.read() as reader:
        kept = reader.find(ScanPage, form_id=None)
        kept.sort(key=lambda one: (one.filed_at, one.came_as))
        return tuple(_waiting(reader, one) for one in kept if one.blob_id)


def _waiting(reader: Reader, one: ScanPage) -> ScanFound:
    jpeg = reader.blob(one.blob_id or "")
    return ScanFound(came_as=one.came_as, jpeg=jpeg, fate=Fate.NO_CODE, scan_id=one.id)


def take_off(desk: Desk, scan_id: str) -> Done[str]:
    """Take a page out of the tray; undo brings it back. Answers which file it came of."""
    with desk.write("scan_taken_off") as tx:
        page = tx.uow.get(ScanPage, scan_id)
        tx.uow.remove(page)
    return Done(page.came_as, tx.changes)
