"""A scanned stack of reviews finds whose each page is by the code at its foot."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from studycompanion.domain.paperwork import FormKind
from studycompanion.domain.work import Silent
from studycompanion.errors import UserError
from studycompanion.forms import scans
from studycompanion.services import handed_papers, paper_files
from studycompanion.services.handed_papers import PaperIn
from studycompanion.services.papers import Wanted
from studycompanion.services.scanned_stack import read_stack
from tests.services.conftest import enrol

NAMES = ("Lê An", "Trần Bình", "Đỗ Ước")


@pytest.fixture
def ids(desk, topic):
    return enrol(desk, *NAMES)


def printed(desk, topic, who):
    """The pages of a blank review as a scanner sees them."""
    wanted = Wanted(FormKind.REVIEW, topic.id, member_ids=[who], blank=True)
    document = pypdfium2.PdfDocument(paper_files.papers_pdf(desk, wanted))
    return [page.render(scale=150 / 72, grayscale=True).to_pil() for page in document]


def written():
    """A sheet that somebody added, without a code."""
    page = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(page).rectangle((100, 100, 1100, 220), fill=60)
    return page


def blank():
    return Image.new("L", (1240, 1754), 250)


@pytest.fixture
def scan(tmp_path):
    def keep(*pages, name="quét.pdf"):
        path = tmp_path / name
        pages[0].save(path, "PDF", resolution=150, save_all=True, append_images=pages[1:])
        return path

    return keep


def read(desk, topic, *paths):
    stack = handed_papers.stack(desk, topic.id)
    return read_stack(desk, topic.id, stack, paths, job=Silent())


def test_each_page_finds_its_person_and_a_sheet_without_a_code_follows(desk, topic, ids, scan):
    first, second = printed(desk, topic, ids[0]), printed(desk, topic, ids[1])
    assert len(first) > 1
    path = scan(*reversed(first), written(), *second)
    found = read(desk, topic, path)
    assert [(p.member_id, p.pages, p.came_as) for p in found.papers] == [
        (ids[0], len(first) + 1, "quét.pdf"),
        (ids[1], len(second), "quét.pdf"),
    ]
    assert (found.others, found.unknown) == ((), 0)
    kept = scans.read_page(found.papers[0].pdf, 0)
    assert kept.code is not None
    assert kept.code.page == 1


def test_blank_backs_count_for_nothing_and_a_strange_page_is_nobodys(desk, topic, ids, scan):
    [front, *rest] = printed(desk, topic, ids[2])
    path = scan(written(), blank(), front, blank(), *rest)
    found = read(desk, topic, path)
    assert [(p.member_id, p.pages) for p in found.papers] == [(ids[2], 1 + len(rest))]
    assert found.unknown == 1


def test_who_handed_in_before_is_named_and_not_taken_again(desk, topic, ids, scan):
    handed_papers.receive(desk, topic.id, [PaperIn(ids[1])], on=desk.today)
    path = scan(*printed(desk, topic, ids[1]), *printed(desk, topic, ids[0]))
    found = read(desk, topic, path)
    assert [p.member_id for p in found.papers] == [ids[0]]
    assert found.others == ("Trần Bình",)


def test_what_was_read_is_kept_with_the_review(desk, topic, ids, scan, tmp_path):
    one = read(desk, topic, scan(*printed(desk, topic, ids[0]))).papers[0]
    paper = PaperIn(one.member_id, one.pages, one.pdf)
    handed_papers.receive(desk, topic.id, [paper], on=desk.today)
    with desk.read() as reader:
        from studycompanion.domain.review import SelfReview

        [review] = reader.find(SelfReview, member_id=ids[0])
    saved = handed_papers.save_scan(desk, review.id, tmp_path / "ra.pdf")
    assert saved.read_bytes() == one.pdf
    assert handed_papers.scan_ending(desk, review.id) == ".pdf"


def test_a_paper_of_another_topic_is_nobodys_here(desk, topic, ids, scan):
    from studycompanion.services import topics

    other = topics.add_topic(desk, "Chuyên đề khác", 2026).value
    found = read(desk, topic, scan(*printed(desk, other, ids[0])))
    assert found.papers == ()
    assert found.unknown > 1


def test_a_file_that_is_no_scan_is_refused(desk, topic, ids, tmp_path):
    path = tmp_path / "thơ.txt"
    path.write_text("Không phải bản quét")
    with pytest.raises(UserError, match="scan_unreadable"):
        read(desk, topic, path)


def test_a_page_with_a_line_of_words_is_not_blank():
    def kept(page):
        out = BytesIO()
        page.save(out, "JPEG", quality=55)
        return out.getvalue()

    assert scans.is_blank(kept(blank()))
    assert not scans.is_blank(kept(written()))
