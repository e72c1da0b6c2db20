"""Templates of papers made of pieces: the shipped reviews, and what a broken one says."""

import pytest

from studycompanion import forms
from studycompanion.domain.paper import Occasion, PieceKind, Post
from studycompanion.domain.paperwork import FormKind
from studycompanion.domain.review import Side
from studycompanion.errors import UserError
from studycompanion.messages import say
from studycompanion.paths import resource


def body(name: str = "2025-2C") -> str:
    return resource("forms", "review", f"{name}.toml").read_text("utf-8")


def review(name: str):
    return forms.parse_paper_template(body(name), FormKind.REVIEW)


@pytest.mark.parametrize(
    ("name", "posts"),
    [
        ("2025-2A", {Post.LEADERSHIP}),
        ("2025-2B", {Post.NONE}),
        ("2025-2C", {Post.OUTSIDE}),
        ("2023-02A", {Post.NONE, Post.OUTSIDE}),
        ("2023-02B", {Post.LEADERSHIP}),
        ("2024-study", set(Post)),
    ],
)
def test_a_shipped_review_says_who_writes_it(name, posts):
    made = review(name)
    assert set(made.applies_to) == posts
    assert f"{made.year}-{made.code}" == name


def test_the_forms_of_2025_have_points_and_ranks_and_no_rating_boxes():
    for letter in "ABC":
        made = review(f"2025-2{letter}")
        assert [(p.most, p.is_total) for p in made.points] == [
            (30, False),
            (70, False),
            (100, True),
        ]
        assert made.ranks[0].name == "Hoàn thành xuất sắc nhiệm vụ"
        assert len(made.ranks) == 4
        assert not made.ratings
        assert not any(piece.is_rated for piece in made.body)
        assert [choice.key for choice in made.mended] == ["done", "doing", "not_yet"]


def test_only_2b_has_the_annex_of_results():
    tables = {
        letter: [p.key for p in review(f"2025-2{letter}").body if p.kind is PieceKind.TABLE]
        for letter in "ABC"
    }
    assert tables == {"A": [], "B": ["results"], "C": []}


def test_the_leaders_of_2023_rate_three_sections_more_and_never_the_commitment():
    rated = {
        name: [p.key for p in review(name).body if p.is_rated] for name in ("2023-02A", "2023-02B")
    }
    common = ["politics", "ethics", "discipline", "style", "duties"]
    assert rated["2023-02A"] == [*common, "mended"]
    assert rated["2023-02B"] == [*common, "leadership", "drive", "example", "mended"]


def test_the_cells_part_is_apart():
    made = review("2025-2A")
    assert [p.key for p in made.written(Side.CELL)] == ["cell_remark", "cell_rank", "superior_rank"]
    assert "cell_remark" not in [p.key for p in made.written(Side.OWN)]
    assert len(made.written()) == len(made.written(Side.OWN)) + 3


def test_the_short_review_is_written_after_a_study():
    assert review("2024-study").occasion is Occasion.AFTER_STUDY
    assert review("2025-2C").occasion is Occasion.YEARLY


def test_a_screen_shows_each_part_under_its_heading():
    heads = {piece.key: head for piece, head in review("2025-2C").heads()}
    assert heads["character"] == "I. Ưu điểm, kết quả đạt được"
    assert heads["points"].startswith("B. ")


@pytest.mark.parametrize(
    ("old", "new", "marker", "reason"),
    [
        ('applies_to = ["outside"]', 'applies_to = ["all"]', "applies_to", "applies_to"),
        ('occasion = "yearly"', 'occasion = "daily"', "occasion", "occasion"),
        ('key = "cell_remark"', 'key = "cell_rank"', "cell_rank", "key"),
        ('by = "cell"', 'by = "ward"', 'by = "ward"', "by"),
        ('kind = "mending"', 'kind = "song"', 'kind = "song"', "kind"),
        ('key = "member"', 'key = "guest"', 'key = "guest"', "key"),
        ("Năm {year}", "Năm {born}", "subject", "subject"),
        ("most = 30", "most = 0", "most = 0", "most"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old, new, marker, reason):
    text = body().replace(old, new, 1)
    with pytest.raises(UserError, match="template_broken") as caught:
        forms.parse_paper_template(text, FormKind.REVIEW)
    assert reason in say(caught.value)
    if marker:
        lines = text.splitlines()
        assert marker in lines[caught.value.params["line"] - 1]


def test_columns_belong_to_a_known_table():
    text = body("2025-2B").replace('table = "results"', 'table = "other"', 1)
    with pytest.raises(UserError, match="template_broken"):
        forms.parse_paper_template(text, FormKind.REVIEW)
