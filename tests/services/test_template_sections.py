"""Parts of a form are moved, taken out and added; the text stays sound."""

import tomllib

import pytest

from studycompanion.domain.paper import PieceKind
from studycompanion.domain.paperwork import FormKind
from studycompanion.paths import resource
from studycompanion.services.template_check import sample_pages
from studycompanion.services.template_sections import (
    added,
    kinds_to_add,
    moved,
    removed,
    sections,
)
from tests.forms.samples import WHEN, template_body
from tests.forms.test_toml_writer import SHIPPED


def titles(body):
    return [one["title"] for one in tomllib.loads(body)["sections"]]


def review():
    return resource("forms", "review", "2025-2C.toml").read_text("utf-8")


def test_parts_are_named_and_know_their_place():
    found = sections(template_body())
    assert [one.place for one in found] == list(range(7))
    assert found[0].title == f"Phần viết: {titles(template_body())[0]}"
    assert (found[0].is_first, found[-1].is_last) == (True, True)
    assert [one.is_needed for one in found] == [False] * 6 + [True]


def test_a_part_is_moved_and_everything_else_stays():
    old = titles(template_body())
    made = moved(template_body(), "sections", 2, -1)
    assert titles(made) == [old[0], old[2], old[1], *old[3:]]
    assert titles(moved(made, "sections", 1, 1)) == old
    assert made.startswith("#")


def test_a_part_is_taken_out_and_another_added():
    old = titles(template_body())
    made = added(removed(template_body(), "sections", 0), PieceKind.SECTION)
    assert titles(made) == [*old[1:], "Phần mới"]
    again = added(made, PieceKind.SECTION)
    keys = [one["key"] for one in tomllib.loads(again)["sections"]]
    assert len(keys) == len(set(keys))
    sample_pages(FormKind.COMMITMENT, again, now=WHEN)


def test_what_is_added_to_a_paper_stands_before_its_signatures():
    made = tomllib.loads(added(review(), PieceKind.TEXT))["body"]
    new = next(n for n, piece in enumerate(made) if piece.get("text") == "Đoạn văn mới.")
    after = [piece["kind"] for piece in made[new + 1 :]]
    assert set(after) <= {"signature"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_kind_that_is_offered_makes_a_sound_form(path):
    form, body = FormKind(path.parent.name), path.read_text("utf-8")
    for kind in kinds_to_add(form, body):
        sample_pages(form, added(body, kind), now=WHEN)
