"""Looking at the scanned pages that lie with a form, and whether the record was changed since."""

from dataclasses import dataclass
from datetime import date

from studycompanion.domain.form_code import number_of
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.people import Member
from studycompanion.domain.scanned import ScanPage, missing_pages
from studycompanion.domain.study import Topic
from studycompanion.errors import UserError
from studycompanion.services.desk import Desk
from studycompanion.services.record_match import changed_since


@dataclass(frozen=True, slots=True)
class FiledForm:
    """A form of which scanned pages are kept; ``missing`` are the pages that are not among them.

    ``is_changed`` tells that the record says something else by now; "" for ``number`` of a form
    from before there were numbers.
    """

    form_id: str
    full_name: str
    topics: tuple[str, ...]
    number: str
    version: int
    state: FormState
    signed_on: date | None
    signed_by: str
    pages: tuple[int, ...]
    missing: tuple[int, ...]
    filed_on: date
    filed_by: str
    is_changed: bool


def filed_forms(desk: Desk, member_id: str, topic_id: str = "") -> tuple[FiledForm, ...]:
    """The forms of a person, of one topic or of all, that have scanned pages; the newest first."""
    with desk.read() as reader:
        name = reader.get(Member, member_id).full_name
        forms = reader.find(IssuedForm, member_id=member_id)
        forms = [one for one in forms if topic_id in ("", *one.topic_ids)]
        kept = {one.id: _pages(reader.find(ScanPage, form_id=one.id)) for one in forms}
        titles = {one.id: one.title for one in reader.find(Topic)}
    shown = [one for one in forms if kept[one.id]]
    changed = changed_since(desk, [one for one in shown if one.state.is_current])
    shown.sort(key=lambda one: one.issued_at, reverse=True)
    zone = desk.clock().tzinfo
    return tuple(
        FiledForm(
            form_id=one.id,
            full_name=name,
            topics=tuple(titles[t] for t in one.topic_ids if t in titles),
            number=number_of(one.code) if one.code else "",
            version=one.version,
            state=one.state,
            signed_on=one.signed_on,
            signed_by=one.signed_by,
            pages=tuple(page.page for page in pages),
            missing=missing_pages(pages, pages[0].pages),
            filed_on=pages[-1].filed_at.astimezone(zone).date(),
            filed_by=pages[-1].filed_by,
            is_changed=one.id in changed,
        )
        for one in shown
        for pages in (kept[one.id],)
    )


def _pages(found: list[ScanPage]) -> list[ScanPage]:
    """The pages whose pictures are there, in their order."""
    return sorted((one for one in found if one.blob_id), key=lambda one: one.page)


def scan_pdf(desk: Desk, form_id: str) -> bytes:
    """The scanned pages of a form as a PDF, to look at, print and keep a copy of.

    Raises ``UserError("not_there")`` where there are none.
    """
    from studycompanion.forms.scan_paper import scan_paper

    with desk.read() as reader:
        kept = _pages(reader.find(ScanPage, form_id=form_id))
        pictures = [reader.blob(one.blob_id or "") for one in kept]
    if not pictures:
        raise UserError("not_there")
    return scan_paper(pictures)
