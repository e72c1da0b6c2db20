"""Templates of a session's papers, and how a card's code is drawn."""

from collections import Counter
from datetime import date, datetime
from itertools import pairwise

import pytest

from studycompanion import forms
from studycompanion.domain.attendance import Totals
from studycompanion.domain.session_sheet import Card, SheetContent
from studycompanion.errors import UserError
from studycompanion.forms.blocks import Paragraph
from studycompanion.forms.cards import DOWN, HEIGHT
from studycompanion.forms.geometry import POINT, SHEET_HEIGHT, SHEET_WIDTH
from studycompanion.paths import resource

EMPTY = SheetContent(
    superior="Đảng bộ phường X",
    issuer="Chi bộ 9",
    town="",
    dated=date(2026, 11, 20),
    topic="Kỷ cương",
    at=datetime(2026, 11, 20, 8, 5),
    place="",
    chair="",
    minute_taker="",
    speaker="",
    people=(),
    totals=Totals({}),
    rate_attended="dự",
    rate_complete="xong",
)


def body(name: str) -> str:
    return resource("forms", name, "2026.toml").read_text("utf-8")


@pytest.mark.parametrize("name", ["signin", "result"])
def test_what_is_not_known_of_a_session_is_left_to_write(name):
    template = forms.parse_sheet_template(body(name))
    said = [b.text for b in forms.sheet_blocks(template, EMPTY) if isinstance(b, Paragraph)]
    assert said[0].startswith("Thời gian: 8 giờ 05, ngày 20/11/2026. Địa điểm: ....")
    assert said[-1] == template.nobody


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('key = "birth"', 'key = "card_number"', 34),
        ("“{topic}”", "“{card}”", 9),
        ("row_height = 9", "row_height = -1", 12),
        ("[left_signature]", "[left]", 1),
    ],
)
def test_a_wrong_line_of_a_template_is_named(old, new, line):
    with pytest.raises(UserError, match="template_broken") as refused:
        forms.parse_sheet_template(body("signin").replace(old, new, 1))
    assert refused.value.params["line"] == line


def test_a_code_has_the_quiet_and_the_size_that_scanners_need():
    [page] = forms.card_pages([Card(code="5340142906084587", full_name="Lê An")])
    runs = [rule for rule in page.rules() if not rule.is_dotted]
    module = runs[0].thickness * POINT
    left, right = min(r.x1 for r in runs), max(r.x2 for r in runs)
    assert round((right - left) / module) == 21
    assert right - left >= 18
    edges = [rule for rule in page.rules() if rule.is_dotted]
    assert left - min(edge.x1 for edge in edges) >= 4 * module
    below = min(text.y for text in page.texts()) - max(r.y1 for r in runs)
    assert below >= 4 * module


def test_a_finder_pattern_stands_in_three_corners():
    [page] = forms.card_pages([Card(code="5340142906084587", full_name="Lê An")])
    runs = [rule for rule in page.rules() if not rule.is_dotted]
    module = runs[0].thickness * POINT
    sevens = Counter(
        round(rule.x1 / module, 1) for rule in runs if round((rule.x2 - rule.x1) / module) == 7
    )
    assert sorted(sevens.values())[-2:] == [2, 4]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_long_names_keep_off_the_line_to_cut(times):
    name = "Nguyễn Phương Hoàng Thị Bích Nguyệt Minh Khuê"
    cell = " ".join(["Chi bộ Trường Trung học phổ thông chuyên Nguyễn Bỉnh Khiêm"] * times)
    [page] = forms.card_pages([Card(code="5340142906084587", full_name=name, lines=(cell,))])
    edge = max(rule.y1 for rule in page.rules() if rule.is_dotted)
    texts = list(page.texts())
    assert " ".join(text.text for text in texts).endswith(f"{name} {cell}")
    assert all(text.y + text.size * POINT * 0.22 <= edge - 1 for text in texts)
    for above, below in pairwise(texts):
        assert below.y - above.y >= below.size * POINT * 1.1


def test_no_card_leaves_the_sheet():
    cards = [Card(code="5340142906084587", full_name=f"Nguyễn Thị Minh {n}") for n in range(17)]
    pages = forms.card_pages(cards)
    assert [len(page.placed) for page in pages] == [8, 8, 1]
    for rule in (rule for page in pages for rule in page.rules()):
        assert 0 <= rule.x1 <= rule.x2 <= SHEET_WIDTH
        assert 0 <= rule.y1 <= SHEET_HEIGHT
    assert DOWN * HEIGHT <= SHEET_HEIGHT
