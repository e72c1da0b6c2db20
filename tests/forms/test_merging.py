"""Papers joined as they were issued."""

from io import BytesIO

from pypdf import PdfReader

from studycompanion import forms
from tests.forms.reading import judge, saved, whole_text
from tests.forms.samples import pdf, task


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def test_each_paper_begins_on_a_sheet_of_its_own(tmp_path):
    one = pdf(full_name="Nguyễn Thị Ví Dụ", items=())
    long = pdf(full_name="Trần Văn Mẫu", items=tuple(task(n) for n in range(12)))
    assert forms.page_count(long) == 3
    joined = forms.merge([long, one, long])
    found = texts(joined)
    assert forms.page_count(joined) == 4 + 2 * ((forms.page_count(one) + 1) // 2) + 3
    assert not found[3].strip()
    assert "Ví Dụ" in found[4]
    assert "No syntax" in judge("qpdf", "--check", saved(joined, tmp_path))


def test_pages_say_what_they_said_when_they_were_issued():
    kept = pdf(cell="Chi bộ cũ")
    assert whole_text(forms.merge([kept])) == whole_text(kept)


def test_the_same_papers_give_the_same_bytes_whenever_they_are_joined():
    papers = [pdf(full_name="Một"), pdf(full_name="Hai")]
    joined = forms.merge(papers)
    assert b"CreationDate" not in joined.rpartition(b"PDFium")[0]
    assert forms.merge(papers) == joined
    other = forms.merge(papers[::-1])
    assert PdfReader(BytesIO(other)).trailer["/ID"] != PdfReader(BytesIO(joined)).trailer["/ID"]
