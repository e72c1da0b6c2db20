"""Where things stand on the paper, measured in the finished PDF."""

from itertools import pairwise

import pytest

from studycompanion.domain.paperwork import Variant
from tests.forms.reading import Word, rules, words
from tests.forms.samples import SENTENCE, content, pdf

CLOSE = 0.5
"""Half a millimetre."""


def _line(found: list[Word], *texts: str) -> Word:
    """The box around a run of words."""
    for start in range(len(found)):
        run = found[start : start + len(texts)]
        if [word.text for word in run] == list(texts):
            edges = [min(w.left for w in run), min(w.top for w in run)]
            ends = [max(w.right for w in run), max(w.bottom for w in run)]
            return Word(run[0].page, " ".join(texts), *edges, *ends)
    raise AssertionError(texts)


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2


@pytest.fixture
def found(tmp_path):
    return words(pdf(sections={"politics": SENTENCE * 60}), tmp_path)


def test_text_keeps_the_margins_20_20_30_15(found):
    body = [word for word in found if word.bottom > 16]
    assert min(word.left for word in body) == pytest.approx(30, abs=CLOSE)
    assert max(word.right for word in body) == pytest.approx(195, abs=CLOSE)
    assert min(word.top for word in body) == pytest.approx(20, abs=CLOSE)
    assert max(word.bottom for word in body) <= 277 + CLOSE


def test_full_pages_end_near_the_lower_margin(found):
    last = max(word.bottom for word in found if word.page == 2)
    assert 277 - 6.35 <= last <= 277 + CLOSE


def test_page_number_stands_centred_10_mm_down_from_the_second_page_on(found):
    heads = [word for word in found if word.top < 18 and word.page > 0]
    pages = max(word.page for word in found)
    assert [(word.page, word.text) for word in heads] == [
        (number, str(number)) for number in range(2, pages + 1)
    ]
    for word in heads:
        assert word.top == pytest.approx(10, abs=CLOSE)
        assert _middle(word) == pytest.approx(105, abs=CLOSE)


def test_header_blocks_stand_side_by_side(found):
    superior = _line(found, "ĐẢNG", "BỘ", "PHƯỜNG", "VĨNH", "TUY")
    cell = _line(found, "CHI", "BỘ", "TỔ", "DÂN", "PHỐ", "SỐ", "9")
    party = _line(found, "ĐẢNG", "CỘNG", "SẢN", "VIỆT", "NAM")
    dated = _line(found, "Vĩnh", "Tuy,", "ngày", "05", "tháng", "02", "năm", "2026")
    assert _middle(superior) == pytest.approx(67, abs=CLOSE)
    assert _middle(cell) == pytest.approx(67, abs=CLOSE)
    assert _middle(party) == pytest.approx(149.5, abs=CLOSE)
    assert _middle(dated) == pytest.approx(149.5, abs=CLOSE)
    assert superior.bottom <= cell.top + CLOSE
    assert party.bottom <= dated.top + CLOSE


def test_the_rule_under_the_party_s_name_has_its_length(found, tmp_path):
    party = _line(found, "ĐẢNG", "CỘNG", "SẢN", "VIỆT", "NAM")
    x1, y1, x2, y2 = rules(pdf(), 0)[0]
    assert (x1, x2) == (pytest.approx(party.left, abs=CLOSE), pytest.approx(party.right, abs=CLOSE))
    assert y1 == y2
    assert party.bottom - 1.5 <= y1 <= party.bottom + 1.5


def test_paragraphs_begin_10_mm_in_and_are_justified(found):
    first = _line(found, "Dự", "đầy", "đủ", "các", "buổi")
    assert first.left == pytest.approx(40, abs=CLOSE)
    ends = {round(w.right, 1) for w in found if w.page == 2 and w.right > 194}
    assert all(end == pytest.approx(195, abs=CLOSE) for end in ends)


def test_lines_are_exactly_18_points_apart(found):
    tops = sorted({round(word.top, 2) for word in found if word.page == 2 and word.top > 16})
    steps = [after - before for before, after in pairwise(tops)]
    assert all(step == pytest.approx(18 * 25.4 / 72, abs=0.02) for step in steps[:25])


def test_paragraphs_are_at_least_6_points_further_apart(found):
    heading = _line(found, "1.", "Về", "tư", "tưởng", "chính", "trị")
    below = _line(found, "Dự", "đầy", "đủ", "các", "buổi")
    assert below.top - heading.top == pytest.approx(24 * 25.4 / 72, abs=0.02)


def test_title_and_subject_are_centred_on_the_text(found):
    title = _line(found, "BẢN", "CAM", "KẾT")
    subject = _line(found, "Tu", "dưỡng,", "rèn", "luyện,", "phấn", "đấu", "năm", "2026")
    for line in (title, subject, _line(found, "-----")):
        assert _middle(line) == pytest.approx(112.5, abs=CLOSE)
    assert title.bottom - title.top > subject.bottom - subject.top


def test_a_long_header_wraps_within_its_column(tmp_path):
    long_cell = "Chi bộ Trường Trung học phổ thông chuyên Khoa học Tự nhiên - Đại học Quốc gia"
    found = words(pdf(cell=long_cell), tmp_path)
    left = [w for w in found if w.page == 1 and w.bottom < 52 and w.left < 104]
    assert max(word.right for word in left) <= 104
    assert [w.text for w in left if w.text == "-"] == ["-"]
    dash = next(w for w in left if w.text == "-")
    assert dash.left > 60, "a dash never starts a line"


def test_names_under_the_signatures_stand_on_one_height_with_room_for_four_lines(found):
    last = max(word.page for word in found)
    own = [word for word in found if word.page == last]
    left, right = _line(own, "Trần", "Văn", "Mẫu"), _line(own, "Nguyễn", "Thị", "Ví", "Dụ")
    post = _line(own, "BÍ", "THƯ")
    assert left.top == pytest.approx(right.top, abs=0.01)
    assert left.top - post.bottom >= 4 * 18 * 25.4 / 72 - 1
    assert _middle(left) == pytest.approx(71.25, abs=CLOSE)
    assert _middle(right) == pytest.approx(153.75, abs=CLOSE)


def test_ruled_lines_of_a_blank_form_go_from_margin_to_margin():
    long_rules = [r for r in rules(pdf(variant=Variant.BLANK), 0) if r[2] - r[0] > 160]
    assert len(long_rules) == 9
    assert all(
        r[0] == pytest.approx(30, abs=CLOSE) and r[2] == pytest.approx(195, abs=CLOSE)
        for r in long_rules
    )
    steps = {round(b[1] - a[1], 1) for a, b in pairwise(long_rules)}
    assert min(steps) == pytest.approx(9.0), "room for large handwriting"


def test_words_never_overlap_each_other(tmp_path):
    name = "Nguyễn" * 10
    found = words(pdf(full_name=name, workplace=content().mass_post * 4), tmp_path)
    for page in {word.page for word in found}:
        own = [word for word in found if word.page == page]
        for one in own:
            for other in own:
                if one is not other:
                    across = min(one.right, other.right) - max(one.left, other.left)
                    down = min(one.bottom, other.bottom) - max(one.top, other.top)
                    assert across < 0.1 or down < 1.2, (one, other)
