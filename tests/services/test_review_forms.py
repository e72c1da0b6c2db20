"""Which review form is in force for whom."""

import pytest

from studycompanion.domain.paper import Occasion, Post
from studycompanion.services import review_forms


@pytest.mark.parametrize(
    ("year", "post", "code"),
    [
        (2026, Post.LEADERSHIP, "2A"),
        (2026, Post.NONE, "2B"),
        (2025, Post.OUTSIDE, "2C"),
        (2024, Post.LEADERSHIP, "02B"),
        (2024, Post.OUTSIDE, "02A"),
        (2019, Post.NONE, "02A"),
    ],
)
def test_the_letters_of_2025_are_reversed_against_2023(desk, year, post, code):
    with desk.read() as reader:
        assert review_forms.review_form(reader, year=year, post=post).code == code


def test_everyone_writes_the_same_short_form_after_a_study(desk):
    with desk.read() as reader:
        short = review_forms.review_forms(reader, year=2026, occasion=Occasion.AFTER_STUDY)
        yearly = review_forms.review_forms(reader, year=2026, occasion=Occasion.YEARLY)
    assert [stored.code for stored in short] == ["study"]
    assert [stored.code for stored in yearly] == ["2A", "2B", "2C"]
