import shutil
import subprocess

import pytest

from studycompanion.domain.form_code import number_of, short_fingerprint
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.people import StatusKind
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.domain.work import Silent
from studycompanion.errors import Cancelled, EnvironmentProblem, UserError
from studycompanion.services import history, members, paperwork, plans, reviews, topics
from tests.services.conftest import enrol, exempt, person, secretary
from tests.services.test_writing import CLEAR


def text_of(pdf):
    run = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, text=True
    )
    return " ".join(run.stdout.split())


def export(desk, topic, out, **options):
    return paperwork.export_commitments(desk, topic.id, out, job=Silent(), **options)


def issued(desk):
    with desk.read() as reader:
        return sorted(reader.find(IssuedForm), key=lambda f: f.version)


def test_a_form_says_who_promises_what(desk, topic, tmp_path):
    [who] = enrol(desk, person("Lê Thị Ánh", birth=PartialDate(1958, 5, 19), workplace="Nghỉ hưu"))
    reviews.write_section(desk, topic.id, who, "politics", "Đọc sách mỗi tuần.", revision=0)
    plans.add_item(desk, topic.id, who, CLEAR)
    [path] = export(desk, topic, tmp_path).files
    assert path == tmp_path / "Chi bộ Tổ dân phố số 9" / "Lê Thị Ánh.pdf"
    text = text_of(path)
    for words in (
        "ĐẢNG BỘ PHƯỜNG VĨNH TUY",
        "Vĩnh Tuy, ngày 20 tháng 11 năm 2026",
        "Họ và tên: Lê Thị Ánh",
        "19/5/1958",
        "Đọc sách mỗi tuần.",
        "Dọn rác ngõ 9",
        "Trần Văn Mẫu",
    ):
        assert words in text


def test_everyone_gets_a_form_but_the_exempt_who_are_named(desk, topic, tmp_path):
    enrol(
        desk,
        "Lê An",
        exempt("Đỗ Dần"),
        person("Hồ Khách", status=StatusKind.TEMPORARY),
    )
    done = export(desk, topic, tmp_path)
    assert [p.stem for p in done.files] == ["Lê An"]
    assert [(s.full_name, s.reason) for s in done.skipped] == [
        ("Đỗ Dần", "exempt"),
        ("Hồ Khách", "outside"),
    ]


def test_letters_that_no_font_has_leave_one_out_and_name_where(desk, topic, tmp_path):
    ids = enrol(desk, "Lê An", "Vũ Bình", "Đỗ Cúc")
    odd = {**CLEAR, "task": "Đọc sách và viết nhật ký bằng chữ 中 mỗi tuần một trang"}
    plans.add_item(desk, topic.id, ids[1], odd)
    members.change_member(desk, ids[2], 1, workplace="Trường 😀")
    done = export(desk, topic, tmp_path, merged=True)
    assert [p.stem for p in done.files] == ["Lê An"]
    assert {s.full_name: (s.reason, s.sentence) for s in done.skipped} == {
        "Vũ Bình": (
            "lacking",
            "Có chữ máy không in được: “中” (U+4E2D), ở “… nhật ký bằng chữ 中 mỗi tuần một trang”",
        ),
        "Đỗ Cúc": ("lacking", "Có chữ máy không in được: “😀” (U+1F600), ở “Trường 😀”"),
    }
    with pytest.raises(UserError, match="letters_missing_of"):
        paperwork.preview_commitment(desk, topic.id, ids[2])
    assert "□" not in text_of(done.files[0])
    members.change_member(desk, ids[2], 2, workplace="Trường Tiểu học")
    assert [p.stem for p in export(desk, topic, tmp_path).files] == ["Lê An", "Đỗ Cúc"]


def test_only_those_who_have_not_signed_get_theirs_where_that_is_asked(desk, topic, tmp_path):
    first, _, _ = enrol(desk, "Lê An", "Vũ Bình", exempt("Đỗ Dần"))
    export(desk, topic, tmp_path)
    [form] = [one for one in issued(desk) if one.member_id == first]
    with desk.write("setup") as tx:
        tx.uow.change(form, state=FormState.SIGNED_ON_PAPER)
    done = export(desk, topic, tmp_path / "rest", with_signed=False, merged=True)
    assert [path.stem for path in done.files] == ["Vũ Bình"]
    assert {s.full_name: s.reason for s in done.skipped} == {"Lê An": "signed", "Đỗ Dần": "exempt"}
    assert "Lê An" not in text_of(done.merged[0])


def test_form_with_missing_result_cannot_be_printed(desk, topic, tmp_path):
    [who] = enrol(desk, "Lê An")
    plans.add_item(desk, topic.id, who, CLEAR | {"result": ""})
    done = export(desk, topic, tmp_path)
    assert done.files == []
    assert done.skipped[0].sentence == "Kế hoạch chưa rõ: rõ hiệu quả"
    assert [p.stem for p in export(desk, topic, tmp_path, blank=True).files] == ["Lê An"]


def test_the_blank_form_has_the_name_and_nothing_of_the_plan(desk, topic, tmp_path):
    [who] = enrol(desk, "Lê An")
    plans.add_item(desk, topic.id, who, CLEAR)
    [path] = export(desk, topic, tmp_path, blank=True).files
    assert "Lê An" in text_of(path)
    assert "Dọn rác ngõ 9" not in text_of(path)


def test_printing_again_gives_the_same_bytes_another_day(desk, topic, tmp_path, clock):
    enrol(desk, "Lê An")
    [first] = export(desk, topic, tmp_path / "a").files
    clock.advance(days=9)
    done = export(desk, topic, tmp_path / "b", merged=True)
    assert done.files[0].read_bytes() == first.read_bytes()
    assert "ngày 20 tháng 11" in text_of(done.merged[0])
    assert len(issued(desk)) == 1


def test_a_changed_text_makes_a_new_version_and_keeps_the_old(desk, topic, tmp_path):
    [who] = enrol(desk, "Lê An")
    export(desk, topic, tmp_path)
    reviews.write_section(desk, topic.id, who, "politics", "Mới", revision=0)
    export(desk, topic, tmp_path)
    assert [(f.version, f.state) for f in issued(desk)] == [
        (1, FormState.REPLACED),
        (2, FormState.NOT_PRINTED),
    ]
    with desk.read() as reader:
        assert all(reader.blob(f.blob_id).startswith(b"%PDF") for f in issued(desk))
    assert reviews.overview(desk, topic.id)[0].form_state is FormState.NOT_PRINTED


def test_a_signed_form_stands_whatever_is_mended_later(desk, topic, tmp_path):
    [who] = enrol(desk, "Lê An")
    [first] = export(desk, topic, tmp_path / "a").files
    with desk.write("form_issue", member=who) as tx:
        tx.uow.change(tx.uow.find(IssuedForm)[0], state=FormState.SIGNED_ON_PAPER)
    reviews.write_section(desk, topic.id, who, "politics", "Mới", revision=0)
    assert export(desk, topic, tmp_path / "b").files[0].read_bytes() == first.read_bytes()


def test_issuing_cannot_be_undone(desk, topic, tmp_path):
    enrol(desk, "Lê An")
    export(desk, topic, tmp_path)
    with pytest.raises(UserError, match="nothing_to_undo"):
        history.undo(desk)
    with pytest.raises(UserError, match="nothing_to_redo"):
        history.redo(desk)


def test_a_ward_gets_a_folder_and_a_file_to_print_for_each_cell(ward_desk, tmp_path):
    topic = topics.add_topic(ward_desk, "Chuyên đề", 2026).value
    enrol(
        ward_desk,
        secretary("Vũ Thư", "Chi bộ 1"),
        person("Lê An", cell_name="Chi bộ 1"),
        person("Đỗ Dần", cell_name="Chi bộ 2"),
    )
    done = export(ward_desk, topic, tmp_path, merged=True)
    assert [p.relative_to(tmp_path).as_posix() for p in done.merged] == [
        "Chi bộ 1.pdf",
        "Chi bộ 2.pdf",
    ]
    assert text_of(tmp_path / "Chi bộ 1" / "Lê An.pdf").count("Vũ Thư Lê An Số ") == 1
    assert text_of(done.merged[0]).count("NGƯỜI CAM KẾT") == 2
    for path in (*done.files, *done.merged):
        assert subprocess.run(["qpdf", "--check", str(path)], capture_output=True).returncode == 0
    cell_id = members.find_cell(ward_desk, "chi bộ 2")
    assert len(export(ward_desk, topic, tmp_path, cell_id=cell_id).files) == 1


def test_namesakes_get_files_of_their_own(desk, topic, tmp_path):
    people = [person("Lê An", birth=PartialDate(y, None, None)) for y in (1950, 1960, 1970)]
    enrol(desk, *people)
    enrol(desk, person("Lê An", birth=PartialDate(1960, None, None), card_number="12345678"))
    stems = [p.stem for p in export(desk, topic, tmp_path).files]
    assert len(stems) == len({s.casefold() for s in stems}) >= 3


def test_a_stopped_export_keeps_what_is_done_and_goes_on_later(desk, topic, tmp_path):
    enrol(desk, "Lê An", "Vũ Bình", "Trần Cúc")

    class Stop:
        def report(self, done, total, label):
            assert (total, bool(label)) == (3, True)
            if done == 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        paperwork.export_commitments(desk, topic.id, tmp_path, job=Stop())
    assert len(list(tmp_path.rglob("*.pdf"))) == 2
    assert len(export(desk, topic, tmp_path).files) == 3
    assert [f.version for f in issued(desk)] == [1, 1, 1]


def test_a_folder_that_cannot_be_written_is_one_sentence_and_loses_nothing(desk, topic, tmp_path):
    enrol(desk, "Lê An")
    (tmp_path / "tệp").write_text("x")
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        export(desk, topic, tmp_path / "tệp" / "ra")
    assert issued(desk) == []


def test_the_preview_is_the_paper_itself_and_issues_nothing(desk, topic, tmp_path):
    [who] = enrol(desk, "Lê An")
    seen = paperwork.preview_commitment(desk, topic.id, who)
    assert issued(desk) == []
    (tmp_path / "xem.pdf").write_bytes(seen.pdf)
    [path] = export(desk, topic, tmp_path).files
    drafted, printed = text_of(tmp_path / "xem.pdf"), text_of(path)
    [form] = issued(desk)
    mark = short_fingerprint(form.fingerprint)
    for page in range(1, seen.pages + 1):
        printed = printed.replace(
            f"Số 1 · Lần 1 · Mã nội dung {mark} · Trang {page}/{seen.pages}",
            "Bản xem trước, chưa lập",
        )
    assert printed == drafted
    assert paperwork.preview_commitment(desk, topic.id, who).pdf == path.read_bytes()
    picture = paperwork.preview_page(seen.pdf, seen.pages - 1, scale=0.5)
    assert picture.width == pytest.approx(298, abs=2)
    blank = paperwork.preview_commitment(desk, topic.id, who, blank=True)
    assert blank.pdf != seen.pdf
    with pytest.raises(UserError, match="not_there"):
        paperwork.preview_commitment(desk, topic.id, "0" * 32)


def test_every_form_has_a_number_of_its_own_that_is_never_given_twice(desk, topic, tmp_path):
    first, _ = enrol(desk, "Lê An", "Vũ Bình")
    export(desk, topic, tmp_path)
    plans.add_item(desk, topic.id, first, CLEAR)
    export(desk, topic, tmp_path)
    codes = sorted(form.code for form in issued(desk))
    assert [number_of(code) for code in codes] == ["1", "2", "3"]
    assert len({code[:10] for code in codes}) == 1


def test_the_file_to_print_holds_the_papers_as_they_were_issued(desk, topic, tmp_path):
    [who] = enrol(desk, "Lê An")
    plans.add_item(desk, topic.id, who, CLEAR)
    before = text_of(export(desk, topic, tmp_path, merged=True).merged[0])
    [form] = issued(desk)
    with desk.write("setup") as tx:
        tx.uow.change(tx.uow.get(IssuedForm, form.id), state=FormState.SIGNED_ON_PAPER)
    members.change_member(desk, who, 1, workplace="Trường mầm non")
    assert text_of(export(desk, topic, tmp_path, merged=True).merged[0]) == before


def test_an_empty_cell_makes_no_file(desk, topic, tmp_path):
    done = export(desk, topic, tmp_path, merged=True)
    assert (done.files, done.merged, done.skipped) == ([], [], [])


def test_the_judges_are_here():
    assert shutil.which("pdftotext")
    assert shutil.which("qpdf")
