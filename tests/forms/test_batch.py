"""Many members' forms in one document to print."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from pypdf import PdfReader

from studycompanion import forms
from studycompanion.domain.paperwork import Variant
from tests.forms.reading import judge, page_texts, saved, squeezed
from tests.forms.samples import SECTIONS, SENTENCE, WHEN, pages, pdf


def _merged(*documents) -> bytes:
    return forms.draw_merged(documents, title="Chi bộ", author="Bí thư", when=WHEN)


def _long(name: str):
    made = pages(full_name=name, sections=SECTIONS | {"politics": SENTENCE * 30})
    assert len(made) % 2 == 1
    return made


def test_each_member_begins_on_a_fresh_sheet():
    texts = page_texts(_merged(_long("Một"), pages(full_name="Hai"), pages(full_name="Ba")))
    starts = [n for n, text in enumerate(texts) if "BẢN CAM KẾT" in text]
    assert len(starts) == 3
    assert all(start % 2 == 0 for start in starts)


def test_each_member_has_own_page_numbers():
    texts = page_texts(_merged(pages(full_name="Một"), pages(full_name="Hai")))
    assert [text.split()[0] for text in texts] == ["ĐẢNG", "2", "ĐẢNG", "2"]


def test_no_empty_page_follows_the_last_member():
    assert page_texts(_merged(pages(), _long("Hai")))[-1] != ""


def test_a_merged_document_holds_its_fonts_once(tmp_path):
    data = _merged(*(pages(full_name=f"Người {n}") for n in range(20)))
    assert len(judge("pdffonts", saved(data, tmp_path)).splitlines()) == 2 + 3
    assert len(data) < 20 * 10_000
    assert "No syntax" in judge("qpdf", "--check", saved(data, tmp_path))


def test_forms_can_come_one_by_one():
    data = forms.draw_merged((pages() for _ in range(2)), title="", author="", when=WHEN)
    assert len(PdfReader(BytesIO(data)).pages) == 4


def test_a_merged_document_says_the_same_as_single_ones():
    one = page_texts(forms.draw(pages(), title="", author="", when=WHEN))
    blank = pages(variant=Variant.BLANK)
    other = page_texts(forms.draw(blank, title="", author="", when=WHEN))
    assert [squeezed(t) for t in page_texts(_merged(pages(), blank))] == [
        squeezed(t) for t in one + other
    ]


def test_forms_drawn_at_the_same_time_do_not_mix():
    def one(n: int) -> bytes:
        return pdf(full_name=f"Người {n}", topics=("Ελλάς" if n % 2 else "Chuyên đề",))

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(one, range(24)))
    assert together == [one(n) for n in range(24)]
