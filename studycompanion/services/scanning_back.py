"""Signed papers that come back from a scanner: to whom each page belongs."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from studycompanion.domain.form_code import FORM, PageCode
from studycompanion.domain.paperwork import IssuedForm
from studycompanion.domain.people import Member
from studycompanion.domain.scanned import ScanPage
from studycompanion.domain.vietnamese import nfc
from studycompanion.domain.work import Job
from studycompanion.errors import CodedError, UserError
from studycompanion.messages import say
from studycompanion.services.desk import Desk
from studycompanion.services.reading import read_file
from studycompanion.services.record_match import changed_since
from studycompanion.services.signed_elsewhere import Refused
from studycompanion.storage.queries import papers
from studycompanion.storage.unit_of_work import Reader

_VERSIONS = 1000
"""From here on the code of a page counts versions anew."""


class Fate(StrEnum):
    """What is to become of a scanned page."""

    SURE = "sure"
    REPLACED = "replaced"
    FILED = "filed"
    TWICE = "twice"
    UNKNOWN = "unknown"
    NO_CODE = "no_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanFound:
    """A page of the scanner with its proposal; ``jpeg`` is grey and upright.

    ``form_id`` is "" where no form is known, and then ``page`` and ``pages`` are 0. ``scan_id`` is
    set for a page that waits in the tray, ``came_as`` names its file and page there. ``is_changed``
    tells that the record says something else than the form by now.
    """

    came_as: str
    jpeg: bytes
    fate: Fate
    form_id: str = ""
    full_name: str = ""
    version: int = 0
    page: int = 0
    pages: int = 0
    scan_id: str = ""
    is_changed: bool = False


@dataclass(slots=True)
class Looked:
    """The pages of a scan in their order, and the files that could not be read."""

    pages: list[ScanFound] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """A form of this data and who signs it."""

    form: IssuedForm
    full_name: str


def look(desk: Desk, paths: Sequence[Path], *, job: Job) -> Looked:
    """Read scans and propose where each page goes; nothing is kept yet."""
    looked = Looked()
    for path in paths:
        try:
            looked.pages += _pages_of(desk, path, looked.pages, job)
        except CodedError as error:
            looked.refused.append(Refused(path.name, say(error)))
    looked.pages = _compared(desk, looked.pages)
    return looked


def _compared(desk: Desk, pages: list[ScanFound]) -> list[ScanFound]:
    """The pages with whether the record of their form was changed since it was issued."""
    with desk.read() as reader:
        forms = [reader.get(IssuedForm, one) for one in {p.form_id for p in pages} - {""}]
    changed = changed_since(desk, [form for form in forms if form.state.is_current])
    return [replace(page, is_changed=page.form_id in changed) for page in pages]


def _pages_of(desk: Desk, path: Path, before: list[ScanFound], job: Job) -> list[ScanFound]:
    from studycompanion.forms import scans

    data = read_file(path, largest=scans.LARGEST_FILE, code="scan_too_large")
    count, found = scans.count_pages(data), list[ScanFound]()
    for index in range(count):
        job.report(index, count, path.name)
        read = scans.read_page(data, index)
        name = nfc(path.name) if count == 1 else f"{nfc(path.name)} ({index + 1}/{count})"
        found.append(_proposed(desk, name, read.jpeg, read.code, [*before, *found]))
    job.report(count, count, path.name)
    return found


def _proposed(
    desk: Desk, came_as: str, jpeg: bytes, code: PageCode | None, before: list[ScanFound]
) -> ScanFound:
    if code is None:
        return ScanFound(came_as=came_as, jpeg=jpeg, fate=Fate.NO_CODE)
    with desk.read() as reader:
        known = _known(reader, code)
        if known is None:
            return ScanFound(came_as=came_as, jpeg=jpeg, fate=Fate.UNKNOWN)
        form = known.form
        kept = reader.find(ScanPage, form_id=form.id, page=code.page)
    is_twice = any((one.form_id, one.page) == (form.id, code.page) for one in before)
    return ScanFound(
        came_as=came_as,
        jpeg=jpeg,
        fate=_fate(form, is_filed=bool(kept), is_twice=is_twice),
        form_id=form.id,
        full_name=known.full_name,
        version=form.version,
        page=code.page,
        pages=code.pages,
    )


def _known(reader: Reader, code: PageCode) -> _Known | None:
    if code.kind != FORM:
        return None
    for form in reader.find(IssuedForm, code=code.code):
        if form.version % _VERSIONS == code.version:
            return _Known(form, reader.get(Member, form.member_id).full_name)
    return None


def _fate(form: IssuedForm, *, is_filed: bool, is_twice: bool) -> Fate:
    if is_filed:
        return Fate.FILED
    if is_twice:
        return Fate.TWICE
    return Fate.SURE if form.state.is_current else Fate.REPLACED


@dataclass(frozen=True, slots=True)
class FormChoice:
    """A form in force to which a page can be filed by hand."""

    form_id: str
    full_name: str
    version: int


def forms_of_topic(desk: Desk, topic_id: str) -> tuple[FormChoice, ...]:
    """The forms in force of a topic by name."""
    with desk.read() as reader:
        forms = papers.forms_of(reader.connection, topic_id)
        names = {one.id: one for one in reader.find(Member)}
    current = [one for one in forms if one.state.is_current]
    current.sort(key=lambda one: (names[one.member_id].sort_key, one.issued_at))
    return tuple(FormChoice(one.id, names[one.member_id].full_name, one.version) for one in current)


def by_hand(desk: Desk, found: ScanFound, form_id: str, page: int) -> ScanFound:
    """The page as page ``page`` of a form that the user named. Raises "no_such_page"."""
    from studycompanion.forms import page_count

    with desk.read() as reader:
        form = reader.get(IssuedForm, form_id)
        pages = page_count(reader.blob(form.blob_id))
        name = reader.get(Member, form.member_id).full_name
        kept = reader.find(ScanPage, form_id=form_id, page=page)
    if not 1 <= page <= pages:
        raise UserError("no_such_page", page=str(page), pages=str(pages))
    return replace(
        found,
        fate=_fate(form, is_filed=bool(kept), is_twice=False),
        form_id=form_id,
        full_name=name,
        version=form.version,
        page=page,
        pages=pages,
        is_changed=bool(form.state.is_current and changed_since(desk, [form])),
    )
