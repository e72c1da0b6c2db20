"""The list to sign, the result and the cards, read back from the finished PDF."""

from datetime import timedelta

import pypdfium2
import pytest

from studycompanion.domain.attendance import Mark
from studycompanion.domain.card_code import card_code
from studycompanion.domain.people import StatusKind
from studycompanion.errors import UserError
from studycompanion.services import (
    apologies,
    closing,
    make_up,
    rollcall,
    scanning,
    session_papers,
    sessions,
    standing,
    topics,
)
from studycompanion.services.newcomers import Arrival, add_arrival
from studycompanion.services.session_papers import Sheet
from tests.services.conftest import enrol, exempt, person, session_of


@pytest.fixture
def held(desk, topic, evening):
    """An evening of three and a guest, one late and one excused: (desk, session, ids)."""
    ids = enrol(desk, "Lê An", "Vũ Bình", person("Trần Cúc", workplace="Trường THCS"))
    session = session_of(desk, topic, evening, place="Nhà văn hóa", chair="Trần Văn Mẫu")
    late = evening.replace(tzinfo=None, minute=20)
    rollcall.mark(desk, session.id, ids[0], Mark.LATE, arrived_at=late)
    apologies.note_apology(desk, session.id, ids[1], "Đi công tác")
    apologies.accept_apologies(desk, session.id)
    guest = Arrival(full_name="Hồ Khách", is_guest=True)
    add_arrival(desk, session.id, guest)
    return desk, session, ids


def pages_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_the_list_to_sign_names_everybody_with_room_to_sign(held):
    desk, session, _ = held
    [text] = pages_of(session_papers.sheet_pdf(desk, session.id, Sheet.SIGN_IN))
    assert "ĐẢNG BỘ PHƯỜNG VĨNH TUY" in text
    assert "CHI BỘ TỔ DÂN PHỐ SỐ 9" in text
    assert "19 giờ 00, ngày 20/11/2026. Địa điểm: Nhà văn hóa." in text
    assert "3 Trần Cúc Trường THCS" in text
    assert "Danh sách có 3 (ba) đồng chí được triệu tập" in text
    assert "CHỦ TRÌ" in text


def test_the_result_says_every_mark_and_both_rates_with_their_base(held):
    desk, session, _ = held
    closing.close_session(desk, session.id, rest=Mark.UNEXCUSED)
    [text] = pages_of(session_papers.sheet_pdf(desk, session.id, Sheet.RESULT))
    assert "1 Lê An Đến muộn 19:20" in text
    assert "2 Vũ Bình Vắng có lý do Đi công tác" in text
    assert "4 Hồ Khách Có mặt Khách" in text
    assert "Triệu tập 3 (ba) đồng chí" in text
    assert "Kết quả: 1/3, 33,33%." in text
    assert "Khách sinh hoạt tạm thời 1 đồng chí" in text


def test_minutes_have_the_numbers_filled_in_and_name_only_the_absent(held):
    desk, session, _ = held
    card = sessions.session_card(desk, session.id)
    sessions.change_session(desk, session.id, card.revision, agenda="Nghe báo cáo\nThảo luận")
    closing.close_session(desk, session.id, rest=Mark.UNEXCUSED)
    text = " ".join(pages_of(session_papers.sheet_pdf(desk, session.id, Sheet.MINUTES)))
    assert "BIÊN BẢN" in text
    assert "Nội dung: Nghe báo cáo; Thảo luận." in text
    assert "được triệu tập: 3 (ba) đồng chí, trong đó chính thức 3, dự bị 0." in text
    assert "Dự học: 1 (một) đồng chí, gồm có mặt 0, đến muộn 1" in text
    assert "Vắng: 2 (hai) đồng chí, gồm vắng có lý do 1, vắng không có lý do 1" in text
    assert "khách sinh hoạt tạm thời 1." in text
    assert "Vũ Bình" in text
    assert "Lê An" not in text


def test_minutes_tell_probationary_members_of_that_day_apart(desk, topic, evening):
    ids = enrol(desk, "Lê An", person("Vũ Bình", status=StatusKind.PROBATIONARY), "Trần Cúc")
    session = session_of(desk, topic, evening - timedelta(days=1))
    standing.set_status(desk, ids[1], StatusKind.OFFICIAL, on=evening.date())
    add_arrival(desk, session.id, Arrival(full_name="Hồ Khách", is_guest=True))
    text = " ".join(pages_of(session_papers.sheet_pdf(desk, session.id, Sheet.MINUTES)))
    assert "3 (ba) đồng chí, trong đó chính thức 2, dự bị 1." in text


def test_who_made_it_up_later_is_absent_in_the_minutes(desk, topic, evening):
    ids = enrol(desk, "Lê An", "Vũ Bình")
    session = session_of(desk, topic, evening)
    rollcall.mark(desk, session.id, ids[0], Mark.PRESENT)
    closing.close_session(desk, session.id, rest=Mark.UNEXCUSED)
    again = make_up.add_make_up(desk, session.id, evening + timedelta(days=1)).value
    rollcall.mark(desk, again.id, ids[1], Mark.PRESENT)
    minutes, result = (
        " ".join(pages_of(session_papers.sheet_pdf(desk, session.id, sheet)))
        for sheet in (Sheet.MINUTES, Sheet.RESULT)
    )
    assert "Vắng: 1 (một) đồng chí, gồm vắng có lý do 0, vắng không có lý do 1" in minutes
    assert "2 Vũ Bình" in minutes
    assert "Đã học bù" in result


def test_minutes_of_an_evening_that_nobody_missed_still_count(desk, topic, evening):
    enrol(desk, "Lê An")
    session = session_of(desk, topic, evening)
    closing.close_session(desk, session.id, rest=Mark.PRESENT)
    text = " ".join(pages_of(session_papers.sheet_pdf(desk, session.id, Sheet.MINUTES)))
    assert "Không có đồng chí nào vắng." in text
    assert "được triệu tập: 1 (một) đồng chí" in text


def test_large_print_is_larger_and_repeats_the_head_on_numbered_pages(desk, topic, evening):
    enrol(desk, *(f"Nguyễn Văn {n}" for n in range(60)))
    session = session_of(desk, topic, evening)
    small = pages_of(session_papers.sheet_pdf(desk, session.id, Sheet.SIGN_IN))
    large = pages_of(session_papers.sheet_pdf(desk, session.id, Sheet.SIGN_IN, large=True))
    assert len(large) > len(small) > 1
    assert [f"{n}/{len(large)}" in text for n, text in enumerate(large, 1)] == (
        [False] + [True] * (len(large) - 1)
    )
    assert all("Họ và tên" in text for text in large[:-1])
    names = " ".join(large)
    assert all(names.count(f"Nguyễn Văn {n} ") == 1 for n in range(60))


def test_a_ward_s_list_begins_a_sheet_for_each_cell(ward_desk, evening):
    cells = [f"Chi bộ {n}" for n in (1, 2, 10)]
    enrol(ward_desk, *(person(f"Lê An {n}", cell_name=c) for n, c in enumerate(cells)))
    topic = topics.add_topic(ward_desk, "Chuyên đề", 2026).value
    session = session_of(ward_desk, topic, evening)
    pages = pages_of(session_papers.sheet_pdf(ward_desk, session.id, Sheet.RESULT))
    assert [text.partition(" Vĩnh Tuy,")[0].count("CHI BỘ") for text in pages[::2]] == [1, 1, 1]
    assert "CHI BỘ 10" in pages[4]
    assert "Lê An 2" in pages[4]


def test_a_session_of_nobody_says_so(desk, topic, evening):
    session = session_of(desk, topic, evening)
    [text] = pages_of(session_papers.sheet_pdf(desk, session.id, Sheet.SIGN_IN))
    assert "Chưa có đồng chí nào được triệu tập." in text


def test_the_ending_of_the_file_chooses_paper_or_rows(held, tmp_path):
    desk, session, _ = held
    rows = session_papers.export_sheet(desk, session.id, Sheet.RESULT, tmp_path / "ra.csv")
    assert "2;Vũ Bình" in rows.read_text("utf-8-sig")
    paper = session_papers.export_sheet(desk, session.id, Sheet.RESULT, tmp_path / "ra.pdf")
    assert paper.read_bytes().startswith(b"%PDF")
    with pytest.raises(UserError, match="export_suffix"):
        session_papers.export_sheet(desk, session.id, Sheet.RESULT, tmp_path / "ra.odt")


def test_cards_stand_eight_to_a_page_under_their_number(desk):
    ids = enrol(desk, *(f"Nguyễn Văn {n}" for n in range(9)))
    pages = pages_of(session_papers.cards_pdf(desk))
    assert [text.count("Nguyễn Văn") for text in pages] == [8, 1]
    digits = "".join(pages).replace(" ", "")
    assert all(card_code(member_id) in digits for member_id in ids)
    [one] = pages_of(session_papers.cards_pdf(desk, member_ids=ids[:1]))
    assert one.count("Nguyễn Văn") == 1
    with pytest.raises(UserError, match="no_cards"):
        session_papers.cards_pdf(desk, member_ids=[])


def test_a_name_that_no_font_has_is_told_before_cards_are_made(desk):
    enrol(desk, "Lê An", "Vũ 中")
    with pytest.raises(UserError, match="letters_missing_of") as refused:
        session_papers.cards_pdf(desk)
    assert refused.value.params["name"] == "Vũ 中"


def test_a_scanned_card_finds_its_person_and_nothing_else(held):
    desk, session, ids = held
    known = scanning.codes(rollcall.read_roll(desk, session.id).lines)
    code = card_code(ids[1])
    assert scanning.scanned(known, f" {code}\n") == ids[1]
    wrong = str((int(code[3]) + 1) % 10)
    for digits, reason in (
        (code[:3] + wrong + code[4:], "card_unreadable"),
        ("001095012345", "card_unreadable"),
        (card_code("0" * 32), "card_unknown"),
    ):
        with pytest.raises(UserError, match=reason):
            scanning.scanned(known, digits)


def test_who_is_exempt_stands_outside_the_base_of_completing(desk, topic, evening):
    enrol(desk, "Lê An", exempt("Đỗ Dần"))
    session = session_of(desk, topic, evening)
    rollcall.mark_unmarked(desk, session.id, Mark.PRESENT)
    [text] = pages_of(session_papers.sheet_pdf(desk, session.id, Sheet.RESULT))
    assert "Kết quả: 1/2, 50,00%." in text
    assert "Kết quả: 1/1, 100,00%." in text


def test_a_guest_with_letters_that_no_font_has_is_named(held):
    desk, session, _ids = held
    add_arrival(desk, session.id, Arrival(full_name="Hồ 中 Khách", is_guest=True))
    with pytest.raises(UserError, match="letters_missing") as refused:
        session_papers.sheet_pdf(desk, session.id, Sheet.SIGN_IN)
    assert refused.value.params["near"] == "Hồ 中 Khách"
