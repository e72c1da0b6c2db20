"""Words are found on pages as people type them."""

import pytest

from studycompanion import forms
from tests.forms.samples import pdf


@pytest.fixture(scope="module")
def paper():
    return pdf(full_name="Nguyễn Thị Đường Thuý")


@pytest.mark.parametrize("words", ["duong thuy", "ĐƯỜNG THÚY", "Đường  Thuý"])
def test_a_name_is_found_without_dau_and_case(paper, words):
    hits = forms.find_text(paper, words)
    assert len(hits) >= 2
    for [box] in hits:
        assert 0 < box.left < box.right < 1
        assert 0 < box.top < box.bottom < 1
        assert box.right - box.left == pytest.approx(0.2, abs=0.1)


def test_places_come_in_reading_order(paper):
    hits = forms.find_text(paper, "cam ket")
    places = [(box.page, round(box.top, 2)) for hit in hits for box in hit[:1]]
    assert places == sorted(places)
    assert {page for page, _ in places} == {0, 1}


def test_words_over_a_line_end_have_a_box_on_each_line(paper):
    first, *_ = forms.find_text(paper, "tu tuong chinh tri")
    assert len(first) == 1
    long = " ".join(["Thực hiện Quy định số 207-QĐ/TW", "Quy định số 208-QĐ/TW và Quy định số 366"])
    [hit] = forms.find_text(paper, long)
    assert len(hit) == 2
    assert hit[1].top > hit[0].top


@pytest.mark.parametrize("words", ["", "  ", "không có ở đây"])
def test_what_is_not_there_is_not_found(paper, words):
    assert forms.find_text(paper, words) == ()
