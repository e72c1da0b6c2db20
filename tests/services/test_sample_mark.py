"""Whatever leaves the sample on paper or as a file says that its people are made up."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from studycompanion.domain.work import Silent
from studycompanion.services import demo, paperwork, reports, topics
from tests.services.conftest import ACTOR

MARK = "DỮ LIỆU MẪU – mọi người trong giấy này là bịa ra"


@pytest.fixture
def sample(data_folder, clock):
    desk = demo.build(data_folder, members=2, actor=ACTOR, clock=clock)
    yield desk
    desk.store.close()


@pytest.fixture
def topic_id(sample):
    return topics.list_topics(sample)[0].id


def pages_of(pdf):
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_every_page_of_a_samples_form_says_so_and_so_do_the_names(sample, topic_id, tmp_path):
    done = paperwork.export_commitments(sample, topic_id, tmp_path, job=Silent(), merged=True)
    assert done.files
    for path in (*done.files, *done.merged):
        pages = [page for page in pages_of(path.read_bytes()) if page.strip()]
        assert all(MARK in page for page in pages)
        assert path.name.startswith("MẪU - ")


def test_the_report_of_a_sample_says_so_on_paper_and_in_the_sheet(sample, topic_id, tmp_path):
    assert all(MARK in page for page in pages_of(reports.report_pdf(sample, topic_id)))
    path = reports.report_xlsx(sample, topic_id, tmp_path / "bao-cao.xlsx")
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert any(MARK in str(cell) for row in rows for cell in row)


def test_real_data_carry_no_such_mark(sample, topic_id):
    sample.store.note("sample", "")
    assert not any("MẪU" in page for page in pages_of(reports.report_pdf(sample, topic_id)))
