"""Papers made of pieces on their pages: boxes, rows, signatures and slips, read back in mm."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from studycompanion import forms
from studycompanion.domain.paper import PaperColumn, PaperContent
from studycompanion.domain.paperwork import FormKind, Variant
from studycompanion.domain.review import Side
from studycompanion.forms import slips
from studycompanion.forms.blocks import Choices, Heading, RuledLines, Signatures, Table
from studycompanion.forms.geometry import BOTTOM, LEFT, RIGHT, SHEET_HEIGHT, SHEET_WIDTH, TOP
from studycompanion.paths import resource
from tests.forms import reading
from tests.forms.samples import SENTENCE, WHEN

LONGEST = "Nguyễn Phương Hoàng Thị Bích Nguyệt Minh Khuê"
THREE_LINES = "Chi bộ Trường Trung học phổ thông chuyên Nguyễn Bỉnh Khiêm và Trung tâm Giáo dục"
REVIEWS = ["2023-02A", "2023-02B", "2025-2A", "2025-2B", "2025-2C", "2024-study"]


def form(name, kind=FormKind.REVIEW):
    body = resource("forms", kind.value, f"{name}.toml").read_text("utf-8")
    return forms.parse_paper_template(body, kind)


def row(number, **more):
    told = {"number": str(number), "task": SENTENCE, "due": "30/09/2026", "progress": "40 %"}
    return told | {"full_name": LONGEST, "birth": "1960", "missing": "Kế hoạch"} | more


def content(made, *, items=1, times=1, **changes):
    rows = tuple(row(n) for n in range(1, items + 1))
    usual = PaperContent(
        superior="Đảng bộ phường Vĩnh Tuy",
        issuer=THREE_LINES,
        place="Vĩnh Tuy",
        dated=date(2026, 2, 5),
        year=2026,
        facts={
            "full_name": LONGEST,
            "birth": "05/02/1960",
            "cell": THREE_LINES,
            "topic": "Kỷ cương",
        },
        texts={(p.side, p.key): SENTENCE * times for p in made.written()},
        tables=dict.fromkeys(("items", "results", "plans", "people"), rows),
        signers={"member": (LONGEST, ""), "secretary": ("Trần Văn Mẫu", "PHÓ BÍ THƯ")},
        clarity=(PaperColumn("task", "Việc\n(rõ việc)", 14), PaperColumn("due", "Hạn", 10)),
    )
    return replace(usual, **changes)


def pages(made, said, variant=Variant.FILLED):
    return forms.lay_out(forms.paper_blocks(made, said, variant=variant))


def inside(page):
    """Whether everything on the page stands between the margins."""
    xs = [x for rule in page.rules() for x in (rule.x1, rule.x2)]
    ys = [t.y for t in page.texts() if t.y > TOP]
    return (
        min(xs, default=LEFT) >= LEFT - 0.01
        and max(xs, default=0) <= RIGHT + 0.01
        and max(ys, default=0) <= BOTTOM
    )


@pytest.mark.parametrize("name", REVIEWS)
@pytest.mark.parametrize("variant", Variant)
def test_every_review_keeps_within_its_margins(name, variant):
    made = form(name)
    for times in (1, 30):
        assert all(map(inside, pages(made, content(made, times=times), variant)))


@pytest.mark.parametrize(
    "kind", [FormKind.PLAN, FormKind.STUDY_REPORT, FormKind.YEAR_END, FormKind.PLANS]
)
@pytest.mark.parametrize("items", [1, 25])
def test_a_table_goes_on_under_its_head(kind, items):
    made = form("2026", kind)
    found = pages(made, content(made, items=items))
    assert all(map(inside, found))
    heads = sum(any(text.text == "TT" or text.text == "STT" for text in p.texts()) for p in found)
    with_rows = sum(
        any("ghi chép" in t.text or "Dự đầy" in t.text for t in p.texts()) for p in found
    )
    assert heads >= 1
    if items > 1 and kind is not FormKind.STUDY_REPORT:
        assert len(found) > 1
        assert heads == with_rows


@pytest.mark.parametrize("name", REVIEWS)
def test_nobody_signs_on_a_page_that_holds_nothing_of_the_text(name):
    made = form(name)
    for times in range(1, 14):
        for page in pages(made, content(made, times=times)):
            texts = [t.text for t in page.texts() if t.y > TOP]
            assert "NGƯỜI TỰ KIỂM ĐIỂM" not in texts[:1]
            assert "T/M CHI BỘ" not in texts[:1]


def test_a_day_in_a_table_is_not_cut(tmp_path):
    made = form("2025-2B")
    pdf = forms.draw(pages(made, content(made)), title="a", author="b", when=WHEN)
    assert "30/09/2026" in [word.text for word in reading.words(pdf, tmp_path)]


def test_the_annex_begins_a_page():
    made = form("2025-2B")
    for times in (1, 5):
        starts = [
            next(t.text for t in p.texts() if t.y > TOP)
            for p in pages(made, content(made, times=times))
        ]
        assert "PHỤ LỤC" in starts


def boxes(block):
    [page] = forms.lay_out([block])
    return page, sorted({round(r.x1, 2) for r in page.rules() if r.x1 == r.x2})


def test_boxes_stand_on_one_line_where_they_fit_and_the_chosen_one_is_crossed():
    page, xs = boxes(Choices(("Xuất sắc", "Tốt", "Kém"), 1, "Tự đánh giá:"))
    assert len({t.y for t in page.texts()}) == 1
    slanting = [r for r in page.rules() if r.x1 != r.x2 and r.y1 != r.y2]
    assert len(slanting) == 2
    assert slanting[0].x1 == pytest.approx(xs[2], abs=0.01)
    assert len(xs) == 6


def test_long_options_stand_below_each_other_beside_their_boxes():
    page, xs = boxes(Choices((SENTENCE * 2, "Tốt"), None, "Tự đánh giá:"))
    assert len(xs) == 2
    assert not [r for r in page.rules() if r.x1 != r.x2 and r.y1 != r.y2]
    starts = {round(t.x, 2) for t in page.texts()}
    assert len(starts) == 2


def test_a_blank_form_asks_with_its_prompt_and_leaves_lines():
    made = form("2025-2C")
    blocks = forms.paper_blocks(made, content(made), variant=Variant.BLANK)
    assert sum(isinstance(b, RuledLines) for b in blocks) == 8
    tables = [b for b in blocks if isinstance(b, Table)]
    assert [set(r) for t in tables for r in t.rows] == [{""}] * 3
    assert "......" in " ".join(b.value for b in blocks if hasattr(b, "value"))


def test_a_mended_line_is_ticked_under_what_became_of_it():
    made = form("2025-2C")
    said = content(made, texts={(Side.OWN, "mended"): "Ghi chậm :: doing\nÍt nói"})
    blocks = forms.paper_blocks(made, said, variant=Variant.FILLED)
    [table] = [b for b in blocks if isinstance(b, Table)]
    assert table.rows == (("Ghi chậm", "", "x", ""), ("Ít nói", "", "", ""))


def test_two_sign_side_by_side_or_one_alone():
    made = form("2024-study")
    [both] = [
        b
        for b in forms.paper_blocks(made, content(made), variant=Variant.FILLED)
        if isinstance(b, Signatures)
    ]
    assert (both.left.capacity, both.right.full_name) == ("XÁC NHẬN CỦA CHI BỘ", LONGEST)
    assert both.left.post == "PHÓ BÍ THƯ"
    alone = replace(made, body=tuple(p for p in made.body if p.key != "member"))
    last = forms.paper_blocks(alone, content(made), variant=Variant.FILLED)[-1]
    assert (last.left.capacity, last.right.capacity) == ("XÁC NHẬN CỦA CHI BỘ", "")


def test_a_heading_that_turns_begins_a_page_unless_it_is_the_first():
    [first] = forms.lay_out([Heading("A", turns=True)])
    assert [t.text for t in first.texts()] == ["A"]
    assert len(forms.lay_out([Heading("A"), Heading("B", turns=True)])) == 2


def reminder(items):
    made = form("2026", FormKind.REMINDER)
    return forms.paper_blocks(made, content(made, items=items), variant=Variant.FILLED)


def test_four_slips_share_a_page_between_the_lines_to_cut():
    found = forms.slip_pages([reminder(1)] * 5)
    assert len(found) == 2
    titles = [t for t in found[0].texts() if t.text == "PHIẾU NHẮC VIỆC"]
    tops = sorted({t.y for t in titles})
    assert len(titles) == 4
    assert tops[1] - tops[0] == pytest.approx(SHEET_HEIGHT / 2)
    assert all(t.x % (SHEET_WIDTH / 2) >= 9.9 for t in found[0].texts())
    assert {r.x1 for r in found[0].rules() if r.x1 == r.x2} == {SHEET_WIDTH / 2}


def test_many_tasks_go_on_upon_the_next_slip_and_none_is_lost():
    [page, *more] = forms.slip_pages([reminder(12)])
    words = " ".join(t.text for p in (page, *more) for t in p.texts())
    assert all(f"{n}. Dự đầy đủ" in words for n in range(1, 13))
    titles = [t for p in (page, *more) for t in p.texts() if t.text == "PHIẾU NHẮC VIỆC"]
    assert len(titles) > 1
    assert words.count("BÍ THƯ") == 1
    for p in (page, *more):
        rows = sorted({round(t.y, 2) for t in p.texts()})
        assert all(b - a > 1 for a, b in pairwise(rows))
    assert slips.HEIGHT * 2 == SHEET_HEIGHT
