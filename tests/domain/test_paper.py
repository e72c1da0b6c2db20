"""What people fill into a paper made of pieces: points that add up, lines of what was mended."""

import pytest

from studycompanion.domain.paper import (
    PointLine,
    mended_lines,
    mended_text,
    point_key,
    rating_key,
    wrong_sum,
)

LINES = (
    PointLine("common", "chung", 30),
    PointLine("results", "kết quả", 70),
    PointLine("total", "tổng", 100, is_total=True),
)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, []),
        ({"common": "28", "results": "60", "total": "88"}, []),
        ({"common": "28,5", "results": "60", "total": "88.5"}, []),
        ({"common": "28", "results": "60", "total": "90"}, ["total"]),
        ({"common": "28", "results": "60", "total": ""}, []),
        ({"common": "31", "results": "60", "total": "91"}, ["common"]),
        ({"common": "hai", "total": "5"}, ["common"]),
        ({"common": "-1"}, ["common"]),
        ({"common": "28", "total": "90"}, []),
    ],
)
def test_points_are_checked_and_never_reckoned(typed, wrong):
    assert [line.key for line in wrong_sum(LINES, typed)] == wrong


def test_lines_of_what_was_mended_come_back():
    lines = (("Ghi biên bản chậm", "done"), ("Ít phát biểu", ""))
    assert mended_lines(mended_text(lines)) == lines
    assert mended_lines("Một dòng ::\n\n :: done") == (("Một dòng", ""),)


def test_a_part_keeps_its_rating_and_its_points_beside_its_text():
    assert rating_key("ethics") == "ethics.rating"
    assert point_key("points", "total") == "points.total"
