"""Looking at scanned pages later, and whether the record was changed since."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from studycompanion.domain.paperwork import FormState
from studycompanion.errors import UserError
from studycompanion.services import members, scan_filing
from studycompanion.services.filed_scans import filed_forms, scan_pdf
from studycompanion.services.scan_filing import filing, usual
from tests.services.test_scanning_back import (
    DAY,
    form_of,
    look,
    paper,
    people,  # noqa: F401
)


@pytest.fixture
def pages(desk, people, tmp_path):  # noqa: F811
    return look(desk, paper(desk, tmp_path, people[0])).pages


def test_a_filed_form_says_who_signed_and_filed_it(desk, topic, people, pages):  # noqa: F811
    scan_filing.file(desk, usual(pages), signed_on=DAY)
    [form] = filed_forms(desk, people[0])
    assert (form.full_name, form.topics, form.number) == ("Lê An", (topic.title,), "1")
    assert (form.state, form.signed_on, form.signed_by) == (
        FormState.SCANNED,
        DAY,
        "Trần Văn Mẫu",
    )
    assert (form.pages, form.missing, form.filed_on) == ((1, 2), (), desk.today)
    assert not form.is_changed
    assert filed_forms(desk, people[1]) == ()
    assert filed_forms(desk, people[0], "khác") == ()


def test_a_page_that_lacks_is_named(desk, people, pages):  # noqa: F811
    scan_filing.file(desk, [filing(pages[1])], signed_on=DAY)
    [form] = filed_forms(desk, people[0])
    assert (form.pages, form.missing) == ((2,), (1,))


def test_a_record_that_changed_since_is_told(desk, people, pages, tmp_path):  # noqa: F811
    assert not any(page.is_changed for page in pages)
    scan_filing.file(desk, usual(pages), signed_on=DAY)
    members.change_member(desk, people[0], 1, workplace="Trường mầm non")
    assert filed_forms(desk, people[0])[0].is_changed
    again = look(desk, *(paper(desk, tmp_path, one) for one in people)).pages
    assert {page.full_name for page in again if page.is_changed} == {"Lê An"}
    assert len({page.full_name for page in again}) == 2


def test_the_pages_come_out_as_a_pdf_in_their_order(desk, people, pages):  # noqa: F811
    scan_filing.file(desk, usual(list(reversed(pages))), signed_on=DAY)
    made = PdfReader(BytesIO(scan_pdf(desk, form_of(desk, people[0]).id)))
    assert [round(page.mediabox.width) for page in made.pages] == [595, 595]
    kept = [image.data for page in made.pages for image in page.images]
    assert [Image.open(BytesIO(one)).size for one in kept] == [
        Image.open(BytesIO(page.jpeg)).size for page in pages
    ]
    with pytest.raises(UserError, match="not_there"):
        scan_pdf(desk, form_of(desk, people[1]).id)
