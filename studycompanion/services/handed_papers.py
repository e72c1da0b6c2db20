"""Reviews that came in on paper: one or a whole stack in one step, with where the originals lie."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from studycompanion.domain.access import Means
from studycompanion.domain.history import Mode
from studycompanion.domain.review import SelfReview, Stage, StageStep
from studycompanion.domain.vietnamese import tidy
from studycompanion.errors import UserError
from studycompanion.services import review_tracing, reviews, stages
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk, Transaction
from studycompanion.services.kept_files import read_to_keep, save_kept
from studycompanion.services.reviews import PersonLine
from studycompanion.storage import blobs
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

_MOST_PAGES = 999
_ENDINGS = {b"%PDF": ".pdf", b"\xff\xd8": ".jpg", b"\x89PNG": ".png"}


@dataclass(frozen=True, slots=True)
class PaperIn:
    """A paper that came in: whose review it is, how many pages, and a scan where there is one.

    A scan is a file, or the bytes of one that was read already.
    """

    member_id: str
    pages: int = 1
    scan: Path | bytes | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a paper: the day it came, its pages, and where the original lies."""

    on: date
    pages: int = 1
    place: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """Whose paper has not come in yet, and what was said of the last one received."""

    people: tuple[PersonLine, ...]
    usual: Said


def stack(desk: Desk, topic_id: str, *, cell_id: str | None = None) -> Stack:
    """Everyone who owes a review of the topic and has handed in none, in name order."""
    lines = reviews.overview(desk, topic_id, cell_id=cell_id)
    still = tuple(p for p in lines if p.owes and p.review_stage in (None, Stage.WRITING))
    with desk.read() as reader:
        return Stack(still, _usual(reader, desk.today))


def proposed(desk: Desk, topic_id: str, member_id: str) -> Said:
    """What a member's paper says already, else today and what was said of the last one."""
    with desk.read() as reader:
        own = reviews.find_review(reader, topic_id, member_id)
        if own is None or own.paper_on is None:
            return _usual(reader, desk.today)
        return Said(own.paper_on, own.paper_pages or 1, own.paper_place)


def _usual(reader: Reader, today: date) -> Said:
    last = _last(reader)
    return Said(today, last.paper_pages or 1, last.paper_place) if last else Said(today)


def _last(reader: Reader) -> SelfReview | None:
    """The review whose paper was received last of all."""
    steps = reader.find(StageStep, stage=Stage.PAPER)
    step = max(steps, key=lambda one: (one.at, one.id), default=None)
    found = reader.find(SelfReview, id=step.subject_id) if step else []
    return found[0] if found else None


def count_pages(path: Path) -> int:
    """How many pages a scan has. Raises what ``receive`` does of a scan."""
    return _pages(_scanned(path))


def receive(
    desk: Desk, topic_id: str, papers: Sequence[PaperIn], *, on: date, place: str = ""
) -> Done[int]:
    """Note papers that came in on a day, as one step; tells how many. Nobody has to type them.

    Raises ``UserError`` ``papers_none``, ``paper_pages``, ``paper_in_future`` or ``review_locked``,
    and of a scan ``kept_size``, ``scan_unreadable`` or ``EnvironmentProblem("file_refused")``;
    nothing is noted then.
    """
    _check(desk, papers, on)
    scans = {one.member_id: _scanned(one.scan) for one in papers if one.scan}
    with _step(desk, papers) as tx:
        for one in papers:
            _receive(tx.uow, desk, topic_id, one, scans.get(one.member_id), on=on, place=place)
    return Done(len(papers), tx.changes)


def _check(desk: Desk, papers: Sequence[PaperIn], on: date) -> None:
    if not papers:
        raise UserError("papers_none")
    if any(not 1 <= one.pages <= _MOST_PAGES for one in papers):
        raise UserError("paper_pages")
    if on > desk.today:
        raise UserError("paper_in_future")


def _scanned(scan: Path | bytes) -> bytes:
    data = scan if isinstance(scan, bytes) else read_to_keep(scan)
    _pages(data)
    return data


def _pages(data: bytes) -> int:
    from studycompanion.forms import scans

    return scans.count_pages(data)


def _step(desk: Desk, papers: Sequence[PaperIn]) -> AbstractContextManager[Transaction]:
    """One paper is undone under the person's name, a stack under its number."""
    if len(papers) == 1:
        return desk.write("paper_received", member=papers[0].member_id)
    return desk.write("papers_received", count=str(len(papers)))


def _receive(
    uow: UnitOfWork,
    desk: Desk,
    topic_id: str,
    one: PaperIn,
    scan: bytes | None,
    *,
    on: date,
    place: str,
) -> None:
    review = reviews.ensure_review(uow, desk, topic_id, one.member_id)
    if not review.stage.is_writable:
        raise UserError("review_locked")
    facts: dict[str, Any] = {"scan_id": uow.keep_blob(scan)} if scan else {}
    review = uow.change(
        review, paper_on=on, paper_pages=one.pages, paper_place=tidy(place), **facts
    )
    stages.move(uow, desk, review, Stage.PAPER)


def scan_ending(desk: Desk, review_id: str) -> str:
    """How the name of a review's scan ends; raises ``UserError("not_there")`` without one."""
    with desk.read() as reader:
        data = blobs.read(reader.connection, _scan_id(reader, review_id))
    return next((end for begin, end in _ENDINGS.items() if data.startswith(begin)), ".tif")


def save_scan(desk: Desk, review_id: str, path: Path) -> Path:
    """Write the scan of a review to ``path``, which is noted as every review that leaves.

    Raises ``UserError("not_there")`` without one.
    """
    with desk.read() as reader:
        scan_id, review = _scan_id(reader, review_id), reader.get(SelfReview, review_id)
    saved = save_kept(desk, scan_id, path)
    if desk.store.why_read_only is None:
        who, topic_id = review.member_id, review.topic_id or ""
        with desk.write("review_left", mode=Mode.QUIET, member=who) as tx:
            review_tracing.trace(
                tx.uow, desk, Means.PDF, [who], topic_id=topic_id, file_name=path.name
            )
    return saved


def _scan_id(reader: Reader, review_id: str) -> str:
    scan_id = reader.get(SelfReview, review_id).scan_id
    if scan_id is None:
        raise UserError("not_there")
    return scan_id
