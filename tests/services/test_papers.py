"""Papers made of pieces: what each says, for whom, and as which file."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from studycompanion.domain.paperwork import FormKind
from studycompanion.domain.people import RoleKind
from studycompanion.domain.study import Audience
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.errors import Cancelled, UserError
from studycompanion.services import (
    follow_up,
    handed_papers,
    paper_files,
    plans,
    reviews,
    topics,
)
from studycompanion.services.handed_papers import PaperIn
from studycompanion.services.papers import Wanted, gather
from tests.services.conftest import enrol, exempt, person

POINTS = {
    "task": "Lập tổ giúp người cao tuổi",
    "person": "Lê An",
    "process": "Trực sáng thứ Bảy",
    "responsibility": "Trước chi ủy",
    "result": "60 lượt người",
}


@pytest.fixture
def cell(desk, topic):
    """Lê An with a plan and a review, Vũ Bình with nothing, one exempt: (desk, topic id, ids)."""
    ids = enrol(desk, person("Lê An", workplace="Trường THCS"), "Vũ Bình", exempt("Hồ Miễn"))
    plans.add_item(desk, topic.id, ids[0], POINTS, due=date(2026, 9, 30))
    key = reviews.open_review(desk, topic.id, ids[0]).sections[0].key
    reviews.write_section(desk, topic.id, ids[0], key, "Tôi đã hiểu rõ kỷ cương.", revision=0)
    return desk, topic.id, ids


def pages_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def text(cell, form, **facts):
    desk, topic_id, _ = cell
    return " ".join(pages_of(paper_files.papers_pdf(desk, Wanted(form, topic_id, **facts))))


def test_a_plan_has_a_column_for_each_point_of_its_set(cell):
    said = text(cell, FormKind.PLAN, member_ids={cell[2][0]})
    assert "KẾ HOẠCH LÀM THEO BÁC" in said
    assert "Lập tổ giúp" in said
    assert "30/09/2026" in said
    assert all(f"(rõ {what})" in said for what in ("người", "việc", "quy trình"))
    assert "NGƯỜI LẬP KẾ HOẠCH" in said


def test_everyone_who_owes_gets_a_paper_and_the_exempt_do_not(cell):
    desk, topic_id, _ = cell
    names = [paper.name for paper in gather(desk, Wanted(FormKind.PLAN, topic_id))]
    assert names == ["Lê An", "Vũ Bình"]


@pytest.mark.parametrize(
    ("audience", "names"),
    [(Audience.COMMITTEE, ["Lê An"]), (Audience.ALL, ["Lê An", "Vũ Bình"])],
)
def test_whom_the_topic_calls_writes_the_report_after_a_study(desk, audience, names):
    head = person("Lê An", role=RoleKind.COMMITTEE, role_title="Chi ủy viên")
    enrol(desk, head, "Vũ Bình", exempt("Hồ Miễn"))
    topic = topics.add_topic(desk, "Nêu gương", 2026, audience=audience).value
    found = gather(desk, Wanted(FormKind.STUDY_REPORT, topic.id))
    assert [paper.name for paper in found] == names


def test_a_review_is_printed_on_the_form_that_it_was_written_on(cell):
    said = text(cell, FormKind.REVIEW)
    assert "Tôi đã hiểu rõ kỷ cương." in said
    assert "TỰ SOI, TỰ SỬA" in said


def test_a_blank_review_of_a_chosen_form_has_no_text_and_no_day(cell):
    ids = cell[2]
    said = text(cell, FormKind.REVIEW, member_ids={ids[1]}, blank=True, code="2C")
    assert "BẢN KIỂM ĐIỂM CÁ NHÂN" in said
    assert "Vũ Bình" in said
    assert "ngày ..... tháng ....." in said


def test_an_unknown_form_is_refused_with_those_at_hand(cell):
    with pytest.raises(UserError) as caught:
        text(cell, FormKind.REVIEW, code="9Z")
    assert caught.value.code == "unknown_form"
    assert "2C" in caught.value.params["known"]


def test_the_years_end_shows_promise_result_and_evidence(cell):
    desk, topic_id, _ = cell
    item = plans.open_plan(desk, topic_id, cell[2][0]).items[0].item
    follow_up.add_evidence(desk, item.id, text="Sổ trực", number="62 lượt")
    said = text(cell, FormKind.YEAR_END, member_ids={cell[2][0]})
    assert "Sổ trực 62" in said
    assert "Lập tổ giúp" in said
    assert "Chưa có việc làm theo nào." in text(cell, FormKind.YEAR_END, member_ids={cell[2][1]})


def test_the_list_of_plans_names_who_has_none(cell):
    said = text(cell, FormKind.PLANS)
    assert "Lê An Lập tổ giúp" in said
    assert "Chưa có việc" in said


def test_who_has_not_handed_in_is_named_with_what_is_missing(cell):
    desk, topic_id, _ = cell
    [paper] = gather(desk, Wanted(FormKind.NOT_HANDED_IN, topic_id))
    rows = paper.content.tables["people"]
    assert [row["full_name"] for row in rows] == ["Lê An", "Vũ Bình"]
    assert "Kế hoạch" not in rows[0]["missing"]
    assert "Kế hoạch" in rows[1]["missing"]


def test_a_paper_on_paper_counts_as_handed_in(cell):
    desk, topic_id, ids = cell
    handed_papers.receive(desk, topic_id, [PaperIn(ids[1], 2)], on=date(2026, 11, 1), place="Tủ 1")
    [paper] = gather(desk, Wanted(FormKind.NOT_HANDED_IN, topic_id))
    assert "tự soi" not in paper.content.tables["people"][1]["missing"]


def test_reminders_go_to_whoever_has_an_open_task_four_to_a_page(cell):
    desk, topic_id, ids = cell
    [page] = pages_of(paper_files.papers_pdf(desk, Wanted(FormKind.REMINDER, topic_id)))
    assert "Kính gửi: đồng chí Lê An" in page
    assert "Vũ Bình" not in page
    with pytest.raises(UserError, match="no_papers"):
        gather(desk, Wanted(FormKind.REMINDER, topic_id, member_ids={ids[1]}))


def test_word_holds_the_words_of_the_paper(cell, tmp_path):
    desk, topic_id, ids = cell
    path = tmp_path / "kế hoạch.docx"
    paper_files.export_paper(desk, Wanted(FormKind.PLAN, topic_id, member_ids={ids[0]}), path)
    made = Document(BytesIO(path.read_bytes()))
    assert [p.text for p in made.paragraphs if "KẾ HOẠCH" in p.text] == ["KẾ HOẠCH LÀM THEO BÁC"]
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert any("Lập tổ giúp người cao tuổi" in cell for cell in cells)
    assert any("BÍ THƯ" in cell for cell in cells)


@pytest.mark.parametrize("form", [FormKind.PLANS, FormKind.NOT_HANDED_IN, FormKind.PLAN])
def test_a_table_is_a_spreadsheet_too(cell, tmp_path, form):
    desk, topic_id, _ = cell
    path = paper_files.export_paper(desk, Wanted(form, topic_id), tmp_path / "bảng.xlsx")
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert any("Lê An" in map(str, row) for row in rows)


def test_a_review_is_no_spreadsheet(cell, tmp_path):
    desk, topic_id, _ = cell
    with pytest.raises(UserError, match="export_suffix"):
        paper_files.export_paper(desk, Wanted(FormKind.REVIEW, topic_id), tmp_path / "a.xlsx")


class Counted:
    """A job that nobody stops."""

    def report(self, done: int, total: int, label: str) -> None:
        assert done <= total


class Stop:
    """A job that is cancelled after the first file."""

    def report(self, done: int, total: int, label: str) -> None:
        raise Cancelled


def test_one_file_a_person_and_what_is_finished_stays(cell, tmp_path):
    desk, topic_id, _ = cell
    wanted = Wanted(FormKind.PLAN, topic_id, blank=True)
    with pytest.raises(Cancelled):
        paper_files.export_each(desk, wanted, tmp_path, job=Stop())
    assert [p.name for p in tmp_path.rglob("*.pdf")] == ["Lê An.pdf"]
    done = paper_files.export_each(desk, wanted, tmp_path, job=Counted(), suffix=".docx")
    assert [path.name for path in done.files] == ["Lê An.docx", "Vũ Bình.docx"]


def test_two_of_one_name_get_two_files(desk, topic, tmp_path):
    enrol(desk, person("Lê An", birth=PartialDate(1960)), person("Lê An", birth=PartialDate(1990)))
    done = paper_files.export_each(desk, Wanted(FormKind.PLAN, topic.id), tmp_path, job=Counted())
    assert [path.name for path in done.files] == ["Lê An.pdf", "Lê An (2).pdf"]


def test_letters_that_no_font_has_are_named_and_never_boxes(cell, tmp_path):
    desk, topic_id, ids = cell
    key = reviews.open_review(desk, topic_id, ids[1]).sections[0].key
    reviews.write_section(desk, topic_id, ids[1], key, "Học chữ 𠮷 của bạn.", revision=0)
    wanted = Wanted(FormKind.REVIEW, topic_id)
    with pytest.raises(UserError, match="letters_missing_of") as refused:
        paper_files.papers_pdf(desk, wanted)
    assert refused.value.params["name"] == "Vũ Bình"
    assert refused.value.params["near"] == "Học chữ 𠮷 của bạn."
    done = paper_files.export_each(desk, wanted, tmp_path, job=Counted())
    assert [path.name for path in done.files] == ["Lê An.pdf"]
    [(name, why)] = done.left_out
    assert name == "Vũ Bình"
    assert "“𠮷” (U+20BB7)" in why
    done = paper_files.export_each(desk, wanted, tmp_path, job=Counted(), suffix=".docx")
    assert len(done.files) == 2
