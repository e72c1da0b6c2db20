"""Scanned papers find their form by their code; what is unsure waits for a person to say."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.scanned import ScanPage
from studycompanion.domain.work import Silent
from studycompanion.errors import UserError
from studycompanion.services import erasing, history, paperwork, pen, scan_filing, scanning_back
from studycompanion.services.scan_filing import filing, usual
from studycompanion.services.scanning_back import Fate
from tests.services.conftest import enrol

DAY = date(2026, 11, 19)


@pytest.fixture
def people(desk, topic, tmp_path):
    ids = enrol(desk, "Lê An", "Vũ Bình")
    paperwork.export_commitments(desk, topic.id, tmp_path / "ra", job=Silent())
    return ids


def form_of(desk, member_id):
    with desk.read() as reader:
        [form] = reader.find(IssuedForm, member_id=member_id)
        return form


def paper(desk, folder, member_id):
    """The printed form as a scanner's PDF."""
    form = form_of(desk, member_id)
    with desk.read() as reader:
        data = reader.blob(form.blob_id)
    path = folder / f"quét {member_id}.pdf"
    path.write_bytes(data)
    return path


def blank(folder):
    """A page without any code."""
    path = folder / "trắng.png"
    out = BytesIO()
    Image.new("L", (400, 600), 255).save(out, "PNG")
    path.write_bytes(out.getvalue())
    return path


def look(desk, *paths):
    return scanning_back.look(desk, paths, job=Silent())


def kept(desk):
    with desk.read() as reader:
        return reader.find(ScanPage)


def test_a_whole_scan_is_filed_with_one_yes_and_undone_with_one_step(desk, people, tmp_path):
    looked = look(desk, *(paper(desk, tmp_path, one) for one in people))
    assert {one.fate for one in looked.pages} == {Fate.SURE}
    assert {one.full_name for one in looked.pages} == {"Lê An", "Vũ Bình"}
    done = scan_filing.file(desk, usual(looked.pages), signed_on=DAY).value
    assert done.filed == len(looked.pages)
    assert sorted(done.complete) == ["Lê An", "Vũ Bình"]
    form = form_of(desk, people[0])
    assert (form.state, form.signed_on) == (FormState.SCANNED, DAY)
    assert form.signed_by == "Trần Văn Mẫu"
    assert history.undo(desk).value == "Lưu trang quét"
    assert kept(desk) == []
    assert form_of(desk, people[0]).state is FormState.NOT_PRINTED


def test_a_form_is_scanned_only_with_all_its_pages(desk, people, tmp_path):
    pages = look(desk, paper(desk, tmp_path, people[0])).pages
    assert len(pages) > 1
    done = scan_filing.file(desk, [filing(pages[0])], signed_on=DAY).value
    assert done.incomplete == (("Lê An", tuple(range(2, len(pages) + 1))),)
    assert not form_of(desk, people[0]).state.is_signed
    rest = [filing(one) for one in pages[1:]]
    assert scan_filing.file(desk, rest, signed_on=DAY).value.complete == ("Lê An",)
    assert form_of(desk, people[0]).state is FormState.SCANNED


def test_the_day_that_was_noted_stays(desk, topic, people, tmp_path):
    pen.note_signed(desk, topic.id, DAY - timedelta(days=2))
    pages = look(desk, paper(desk, tmp_path, people[0])).pages
    scan_filing.file(desk, usual(pages), signed_on=DAY)
    form = form_of(desk, people[0])
    assert (form.state, form.signed_on) == (FormState.SCANNED, DAY - timedelta(days=2))


def test_a_page_that_came_before_is_noticed_and_gives_way_on_request(desk, people, tmp_path):
    path = paper(desk, tmp_path, people[0])
    twice = look(desk, path, path).pages
    half = len(twice) // 2
    assert [one.fate for one in twice] == [Fate.SURE] * half + [Fate.TWICE] * half
    with pytest.raises(UserError, match="page_filed_twice"):
        scan_filing.file(desk, [filing(one) for one in twice], signed_on=DAY)
    assert kept(desk) == []
    scan_filing.file(desk, usual(twice), signed_on=DAY)
    again = look(desk, path).pages
    assert {one.fate for one in again} == {Fate.FILED}
    assert usual(again) == []
    scan_filing.file(desk, [filing(again[0])], signed_on=DAY)
    assert len(kept(desk)) == half


def test_a_replaced_form_and_one_of_another_file_are_not_sure(desk, people, tmp_path):
    path = paper(desk, tmp_path, people[0])
    form = form_of(desk, people[0])
    with desk.write("forms_signed") as tx:
        tx.uow.change(form, state=FormState.REPLACED)
    assert {one.fate for one in look(desk, path).pages} == {Fate.REPLACED}
    scan_filing.file(desk, [filing(one) for one in look(desk, path).pages], signed_on=DAY)
    assert form_of(desk, people[0]).state is FormState.REPLACED
    form = form_of(desk, people[0])
    with desk.write("forms_signed") as tx:
        tx.uow.change(form, version=form.version + 1)
    [page, *_] = look(desk, path).pages
    assert (page.fate, page.form_id) == (Fate.UNKNOWN, "")


def test_a_page_without_a_code_waits_in_the_tray_until_it_is_filed_by_hand(
    desk, topic, people, tmp_path
):
    [page] = look(desk, blank(tmp_path)).pages
    assert page.fate is Fate.NO_CODE
    assert scan_filing.file(desk, usual([page]), signed_on=DAY).value.in_tray == 1
    [waiting] = scan_filing.tray(desk)
    assert (waiting.came_as, waiting.jpeg) == ("trắng.png", page.jpeg)
    assert usual([waiting]) == []
    choices = scanning_back.forms_of_topic(desk, topic.id)
    assert [one.full_name for one in choices] == ["Lê An", "Vũ Bình"]
    with pytest.raises(UserError, match="no_such_page"):
        scanning_back.by_hand(desk, waiting, choices[1].form_id, 9)
    told = scanning_back.by_hand(desk, waiting, choices[1].form_id, 1)
    assert (told.fate, told.full_name, told.page) == (Fate.SURE, "Vũ Bình", 1)
    scan_filing.file(desk, [filing(told)], signed_on=DAY)
    assert scan_filing.tray(desk) == ()
    assert [one.form_id for one in kept(desk)] == [choices[1].form_id]


def test_a_page_is_taken_out_of_the_tray_and_brought_back(desk, people, tmp_path):
    scan_filing.file(desk, usual(look(desk, blank(tmp_path)).pages), signed_on=DAY)
    [waiting] = scan_filing.tray(desk)
    assert scan_filing.take_off(desk, waiting.scan_id).value == "trắng.png"
    assert scan_filing.tray(desk) == ()
    history.undo(desk)
    assert [one.jpeg for one in scan_filing.tray(desk)] == [waiting.jpeg]


def test_what_cannot_be_filed_is_said(desk, people, tmp_path):
    (tmp_path / "hỏng.pdf").write_bytes(b"%PDF-1.4")
    looked = look(desk, tmp_path / "hỏng.pdf", tmp_path / "không có.jpg")
    assert looked.pages == []
    assert [one.name for one in looked.refused] == ["hỏng.pdf", "không có.jpg"]
    assert "Không đọc được tệp quét" in looked.refused[0].sentence
    with pytest.raises(UserError, match="signed_in_future"):
        scan_filing.file(desk, [], signed_on=desk.today + timedelta(days=1))
    [page, *_] = look(desk, paper(desk, tmp_path, people[0])).pages
    wrong = scan_filing.Filing(came_as="", jpeg=b"x", form_id=page.form_id, page=3, pages=2)
    with pytest.raises(UserError, match="no_such_page"):
        scan_filing.file(desk, [wrong], signed_on=DAY)


def test_the_scans_of_an_erased_person_are_gone(desk, people, tmp_path):
    pages = look(desk, paper(desk, tmp_path, people[0])).pages
    scan_filing.file(desk, usual(pages), signed_on=DAY)
    blob_id = kept(desk)[0].blob_id
    erasing.erase(desk, people[0], reason="Theo đơn ngày 20/11/2026")
    assert {(one.blob_id, one.came_as) for one in kept(desk)} == {(None, "")}
    with desk.read() as reader, pytest.raises(UserError):
        reader.blob(blob_id)
