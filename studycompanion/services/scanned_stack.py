"""A scanned stack of reviews: whose each is, by the code at the foot of its pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from studycompanion.domain.form_code import REVIEW, PageCode, review_code
from studycompanion.domain.people import Member
from studycompanion.domain.vietnamese import nfc
from studycompanion.domain.work import Job
from studycompanion.services.desk import Desk
from studycompanion.services.handed_papers import Stack
from studycompanion.services.reading import read_file


@dataclass(frozen=True, slots=True)
class ScannedPaper:
    """The scan of one paper as a PDF: whose it is, how many pages, and of which file it came."""

    member_id: str
    pages: int
    pdf: bytes
    came_as: str


@dataclass(frozen=True, slots=True)
class ScannedStack:
    """What a scan holds: papers by member, those of people who are not asked, pages of nobody."""

    papers: tuple[ScannedPaper, ...]
    others: tuple[str, ...] = ()
    unknown: int = 0


@dataclass(slots=True)
class _Pile:
    """The pages of one person while they are gathered."""

    came_as: str
    pages: list[tuple[int, bytes]] = field(default_factory=list)


def read_stack(
    desk: Desk, topic_id: str, stack: Stack, paths: Sequence[Path], *, job: Job
) -> ScannedStack:
    """Read a scanned stack; nothing is kept yet.

    A page without a code belongs to the one before it; blank backs of sheets are left out.

    Raises ``UserError`` ``scan_unreadable`` or ``scan_too_large``, ``EnvironmentProblem`` for a
    file that cannot be opened, and ``Cancelled``.
    """
    with desk.read() as reader:
        known = {review_code(topic_id, one.id): one.id for one in reader.find(Member)}
        names = {one.id: one.full_name for one in reader.find(Member)}
    asked = {line.member_id for line in stack.people}
    piles: dict[str, _Pile] = {}
    unknown = 0
    for path in paths:
        current = ""
        for code, jpeg in _pages(path, job):
            current = _owner(code, known, current)
            if current:
                pile = piles.setdefault(current, _Pile(nfc(path.name)))
                pile.pages.append((code.page if code else len(pile.pages) + 1, jpeg))
            else:
                unknown += 1
    mine = {one: pile for one, pile in piles.items() if one in asked}
    return ScannedStack(
        tuple(_paper(one, pile) for one, pile in mine.items()),
        tuple(sorted(names[one] for one in piles.keys() - mine.keys())),
        unknown,
    )


def _owner(code: PageCode | None, known: dict[str, str], before: str) -> str:
    """Whose a page is, "" for nobody's: another paper's page ends what came before."""
    if code is None:
        return before
    return known.get(code.code, "") if code.kind == REVIEW else ""


def _pages(path: Path, job: Job) -> "list[tuple[PageCode | None, bytes]]":
    from studycompanion.forms import scans

    data = read_file(path, largest=scans.LARGEST_FILE, code="scan_too_large")
    found, count = [], scans.count_pages(data)
    for index in range(count):
        job.report(index, count, path.name)
        page = scans.read_page(data, index)
        if page.code is not None or not scans.is_blank(page.jpeg):
            found.append((page.code, page.jpeg))
    job.report(count, count, path.name)
    return found


def _paper(member_id: str, pile: _Pile) -> ScannedPaper:
    from studycompanion.forms import scans

    pages = [jpeg for _, jpeg in sorted(pile.pages, key=lambda one: one[0])]
    return ScannedPaper(member_id, len(pages), scans.joined(pages), pile.came_as)
