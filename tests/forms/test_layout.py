"""Pages: what stays together, what is repeated, what may be parted."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion import forms
from studycompanion.domain.paperwork import Variant
from studycompanion.forms.blocks import (
    Choices,
    Column,
    FieldLine,
    Heading,
    Paragraph,
    RuledLines,
    Signature,
    Signatures,
    Table,
)
from studycompanion.forms.geometry import BOTTOM, GAP, LEADING, LEFT, RIGHT, TOP
from tests.forms.samples import SECTIONS, SENTENCE, pages, task

CLOSING = Paragraph("Bản cam kết này là căn cứ để chi bộ kiểm điểm cuối năm.", stays=True)
SIGNED = Signatures(
    Signature("XÁC NHẬN", "BÍ THƯ", "", "Trần Văn Mẫu"), Signature("NGƯỜI CAM KẾT", "", "", "Dụ")
)
COLUMNS = (Column(("TT",), 0.3), Column(("Việc làm", "(rõ việc)"), 1.0))


def _lines(count: int) -> list[Paragraph]:
    """One-line paragraphs that fill ``count`` lines with their gaps."""
    return [Paragraph(f"Dòng {n}") for n in range(count)]


def _texts(page) -> list[str]:
    return [text.text for text in page.texts()]


def _page_of(laid_out, text: str) -> int:
    return next(n for n, page in enumerate(laid_out) if text in _texts(page))


@pytest.mark.parametrize("before", range(20, 34))
def test_a_heading_is_never_the_last_thing_on_a_page(before):
    laid_out = forms.lay_out([*_lines(before), Heading("Về đạo đức"), Paragraph("Sống giản dị.")])
    assert _page_of(laid_out, "Về đạo đức") == _page_of(laid_out, "Sống giản dị.")


@pytest.mark.parametrize("before", range(20, 34))
def test_a_heading_stays_with_the_first_two_ruled_lines(before):
    laid_out = forms.lay_out([*_lines(before), Heading("Về đạo đức"), RuledLines(4)])
    page = laid_out[_page_of(laid_out, "Về đạo đức")]
    assert len(list(page.rules())) >= 2


@pytest.mark.parametrize("before", range(16, 34))
def test_signatures_stay_with_the_closing_sentence(before):
    laid_out = forms.lay_out([*_lines(before), CLOSING, SIGNED])
    assert "Trần Văn Mẫu" in _texts(laid_out[-1])
    assert any("kiểm điểm cuối năm" in text for text in _texts(laid_out[-1]))


@pytest.mark.parametrize("before", range(22, 30))
def test_a_very_long_closing_keeps_its_last_lines_with_the_signatures(before):
    laid_out = forms.lay_out(
        [*_lines(before), Paragraph(SENTENCE * 40 + " Hết lời.", stays=True), SIGNED]
    )
    last = _texts(laid_out[-1])
    assert any("Hết lời." in text for text in last)
    assert "Trần Văn Mẫu" in last
    assert sum(text in "".join(SENTENCE * 40) for text in last) >= 2


@pytest.mark.parametrize("before", range(14, 34))
def test_the_last_row_of_a_table_comes_along_to_the_page_that_is_signed(before):
    rows = tuple((str(n), f"Việc {n}") for n in range(4))
    laid_out = forms.lay_out([*_lines(before), Table(COLUMNS, rows), CLOSING, SIGNED])
    assert _page_of(laid_out, "Việc 3") == _page_of(laid_out, "Trần Văn Mẫu")


@pytest.mark.parametrize("before", range(20, 34))
def test_boxes_to_tick_stay_with_the_text_that_they_judge(before):
    boxes = Choices(("Xuất sắc", "Tốt"), label="Tự đánh giá:")
    laid_out = forms.lay_out([*_lines(before), Paragraph("Sống giản dị."), boxes, *_lines(9)])
    assert _page_of(laid_out, "Sống giản dị.") == _page_of(laid_out, "Tự đánh giá:")


def test_the_next_part_keeps_away_from_the_names_of_the_one_before():
    [page] = forms.lay_out([Paragraph("Một."), SIGNED, Heading("Hai"), Paragraph("Ba.")])
    y = {text.text: text.y for text in page.texts()}
    assert y["Hai"] - y["Dụ"] == pytest.approx(LEADING + 4 * GAP)
    assert y["Ba."] - y["Hai"] == pytest.approx(LEADING + GAP)


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("code", ["7", "4"])
@pytest.mark.parametrize("count", range(9))
def test_every_form_is_signed_on_its_last_page_with_the_closing(code, variant, count):
    items = tuple(task(n, process=SENTENCE * n) for n in range(count))
    last = _texts(pages(code, variant=variant, items=items)[-1])
    assert "Trần Văn Mẫu" in last
    assert any("Bản cam kết này" in text for text in last)


@pytest.mark.parametrize("before", range(22, 34))
def test_no_page_begins_or_ends_with_a_single_line_of_a_paragraph(before):
    laid_out = forms.lay_out([*_lines(before), Paragraph(SENTENCE * 8)])
    counts = [sum("Dòng" not in t and len(t) > 1 for t in _texts(page)) for page in laid_out]
    assert sum(counts) >= 8
    assert 1 not in counts


@pytest.mark.parametrize("before", range(22, 34))
def test_a_paragraph_of_three_lines_is_not_parted(before):
    three = Paragraph(f"{SENTENCE} {SENTENCE} Hết.")
    laid_out = forms.lay_out([*_lines(before), three])
    counts = [sum("Dòng" not in t and len(t) > 1 for t in _texts(page)) for page in laid_out]
    assert [count for count in counts if count] == [3]


def test_every_page_of_a_table_repeats_its_head():
    rows = tuple((str(n), f"Việc số {n}") for n in range(1, 101))
    laid_out = forms.lay_out([Table(COLUMNS, rows)])
    assert len(laid_out) >= 3
    for page in laid_out:
        assert _texts(page).count("Việc làm") == 1
    shown = [text for page in laid_out for text in _texts(page) if text.startswith("Việc số")]
    assert shown == [row[1] for row in rows]


def test_a_heading_stays_with_the_table_s_head_and_first_row():
    for before in range(16, 34):
        table = Table(COLUMNS, (("1", "Việc một"),), 18.0)
        laid_out = forms.lay_out([*_lines(before), Heading("Kế hoạch"), table])
        assert _page_of(laid_out, "Kế hoạch") == _page_of(laid_out, "Việc một")


@pytest.mark.parametrize("before", range(20, 34))
def test_a_cut_row_begins_and_ends_with_two_lines_at_least(before):
    cell = "\n".join(f"dòng{n}" for n in range(70))
    laid_out = forms.lay_out([*_lines(before), Table(COLUMNS, (("1", cell),))])
    counts = [sum(text.startswith("dòng") for text in _texts(page)) for page in laid_out]
    assert sum(counts) == 70
    assert 1 not in counts


def test_no_line_runs_through_a_cut_row():
    cell = "\n".join(f"dòng{n}" for n in range(200))
    laid_out = forms.lay_out([Table(COLUMNS, (("1", cell),))])
    for page in laid_out:
        across = {round(rule.y1, 3) for rule in page.rules() if rule.y1 == rule.y2}
        assert len(across) == 3, "above and below the head, and at the end of the page"


def test_a_row_that_fits_a_page_is_not_cut():
    rows = tuple((str(n), SENTENCE * 8) for n in range(12))
    laid_out = forms.lay_out([Table(COLUMNS, rows)])
    counts = [sum(len(t) > 12 for t in _texts(page)) for page in laid_out]
    lines = next(n for n in range(1, 60) if all(count % n == 0 for count in counts) and n > 4)
    assert lines > 4, "each page holds whole rows"


def test_a_row_taller_than_a_page_is_cut_between_lines_and_closed_below():
    words = [f"việc{n}" for n in range(900)]
    laid_out = forms.lay_out([Table(COLUMNS, (("1", " ".join(words)), ("2", "Hai")))])
    shown = " ".join(text for page in laid_out for text in _texts(page)).split()
    assert [word for word in shown if word[-1].isdigit() and len(word) > 4] == words
    for page in laid_out[:-1]:
        rules = list(page.rules())
        lowest = max(rule.y2 for rule in rules)
        assert any(r.y1 == r.y2 == pytest.approx(lowest) for r in rules), "a line closes the page"
        assert "Việc làm" in _texts(page)


def test_rows_to_write_in_are_tall():
    laid_out = forms.lay_out([Table(COLUMNS, (("", ""),) * 3, 18.0)])
    ys = sorted({rule.y1 for rule in laid_out[0].rules() if rule.y1 == rule.y2})
    assert [round(b - a, 3) for a, b in pairwise(ys)][1:] == [18.0] * 3


def test_a_line_break_in_a_cell_starts_a_line():
    assert {"một", "hai"} <= set(_texts(forms.lay_out([Table(COLUMNS, (("1", "một\nhai"),))])[0]))


@pytest.mark.parametrize("empty", ["", " ", "\x1b", "\u200b"])
def test_an_empty_field_is_a_dotted_line_to_the_right_margin(empty):
    [page] = forms.lay_out([FieldLine("Ngày sinh:", empty)])
    [rule] = page.rules()
    assert rule.is_dotted
    assert rule.x2 == RIGHT
    assert rule.x1 > LEFT + 20


def test_a_long_label_wraps_above_its_value():
    [page] = forms.lay_out([FieldLine("Nhãn rất dài " * 12 + ":", "giá trị"), Paragraph("Sau.")])
    texts = list(page.texts())
    assert texts[-2].text == "giá trị"
    assert texts[-2].y < texts[-1].y
    assert all(LEFT <= text.x <= RIGHT for text in texts)


def test_a_field_without_a_label_shows_its_value():
    [page] = forms.lay_out([FieldLine("", "giá trị")])
    assert "giá trị" in _texts(page)


def test_a_line_before_a_very_long_word_is_not_torn_apart():
    [page] = forms.lay_out([Paragraph(f"Xem tại trang {'https' * 14} nhé.")])
    assert all(text.space <= 3.0 for text in page.texts())


def test_signers_with_long_capacities_keep_their_room_to_sign():
    long = Signature("XÁC NHẬN CỦA CHI BỘ TRƯỜNG TRUNG HỌC " * 3, "BÍ THƯ", "", "Trần Văn Mẫu")
    [page] = forms.lay_out([Signatures(long, SIGNED.right)])
    at = {text.text: text.y for text in page.texts()}
    assert at["Trần Văn Mẫu"] == at["Dụ"]
    assert at["Dụ"] - at["BÍ THƯ"] >= 5 * 18 * 25.4 / 72 - 0.01


def test_a_document_without_blocks_is_one_empty_page():
    assert [_texts(page) for page in forms.lay_out([])] == [[]]


def test_a_heading_at_the_very_end_is_still_printed():
    assert _texts(forms.lay_out([Heading("Hết")])[0]) == ["Hết"]


_BLOCKS = st.lists(
    st.one_of(
        st.builds(lambda n, s: Paragraph(SENTENCE * n, s), st.integers(0, 30), st.booleans()),
        st.builds(Heading, st.sampled_from(["Một", SENTENCE * 3])),
        st.builds(RuledLines, st.integers(0, 40)),
        st.builds(FieldLine, st.just("Nhãn:"), st.sampled_from(["", "x", SENTENCE])),
        st.builds(
            lambda n, m, h: Table(COLUMNS, (("1", SENTENCE * n),) * m, h),
            st.integers(0, 60),
            st.integers(0, 6),
            st.sampled_from([0.0, 18.0]),
        ),
        st.just(SIGNED),
        st.just(Choices(("Đạt", "Chưa đạt"), label="Tự đánh giá:")),
    ),
    max_size=25,
)


@given(_BLOCKS)
def test_strips_never_overlap_nor_leave_the_page(blocks):
    for number, page in enumerate(forms.lay_out(blocks)):
        body = page.placed[1:] if number else page.placed
        assert not number or body, "no page is empty"
        for (y, strip), (below, _) in pairwise([p for p in body if p.strip.height]):
            assert y + strip.height <= below + 1e-6
        for y, strip in body:
            assert y >= TOP - 1e-6
            assert y + strip.height <= BOTTOM + 1e-6


@given(_BLOCKS)
def test_no_word_is_lost_doubled_or_moved(blocks):
    prose = [block for block in blocks if isinstance(block, Paragraph | Heading | FieldLine)]
    written = " ".join(
        f"{block.label} {block.value}" if isinstance(block, FieldLine) else block.text
        for block in prose
    )
    shown = [
        text.text
        for number, page in enumerate(forms.lay_out(prose))
        for _, strip in (page.placed[1:] if number else page.placed)
        for text in strip.texts
    ]
    assert " ".join(shown).split() == written.split()


def test_the_shared_blocks_of_two_members_are_laid_out_once():
    one, other = pages(), pages(full_name="Trần Đại Nghĩa", sections=SECTIONS)
    assert one[0].placed[0].strip is other[0].placed[0].strip


@pytest.mark.parametrize("block", [Heading(SENTENCE * 80), FieldLine("Nhãn:", SENTENCE * 80)])
def test_what_should_stay_together_but_fits_no_page_still_flows(block):
    laid_out = forms.lay_out([*_lines(3), block, CLOSING])
    assert len(laid_out) >= 3
    assert sum(text.count("Dự") for page in laid_out for text in _texts(page)) == 80
