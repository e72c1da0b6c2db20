"""Clarity sets as dated texts."""

import pytest

from studycompanion.domain.rules import POINT_KEYS, clarity_set
from studycompanion.errors import UserError
from studycompanion.paths import resource

NAMES = ["5ro", "6ro-a", "6ro-b", "6ro-c"]
BODY = """code = "2ro"
name = "2 rõ"

[[points]]
key = "person"
name = "rõ người"
head = "Người"

[[points]]
key = "task"
name = "rõ việc"
head = "Việc"
"""


def _shipped(name: str) -> str:
    return resource("rules", f"clarity-{name}-2026.toml").read_text("utf-8")


def test_the_five_points_are_those_of_the_seed():
    five = clarity_set(_shipped("5ro"))
    assert (five.code, five.name) == ("5ro", "5 rõ")
    assert [point.name for point in five.points] == [
        "rõ người",
        "rõ việc",
        "rõ quy trình",
        "rõ trách nhiệm",
        "rõ hiệu quả",
    ]
    assert [point.key for point in five.points] == [
        "person",
        "task",
        "process",
        "responsibility",
        "result",
    ]


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("6ro-a", "người, việc, trách nhiệm, thời gian, sản phẩm, thẩm quyền"),
        ("6ro-b", "người, việc, tiến độ, kết quả, trách nhiệm, thẩm quyền"),
        ("6ro-c", "người, việc, thời gian, kết quả, trách nhiệm, kiểm tra"),
    ],
)
def test_the_three_sets_of_six_points_are_those_in_use(name, points):
    six = clarity_set(_shipped(name))
    assert ", ".join(point.name.removeprefix("rõ ") for point in six.points) == points


def test_the_shipped_sets_use_every_key_there_is():
    used = {point.key for name in NAMES for point in clarity_set(_shipped(name)).points}
    assert used == POINT_KEYS


def test_wrong_syntax_names_its_line():
    with pytest.raises(UserError) as caught:
        clarity_set(BODY.replace('name = "rõ người"', "name = rõ"))
    assert (caught.value.code, caught.value.params) == ("rules_syntax", {"line": 6})


def test_an_unfinished_text_names_its_last_line():
    with pytest.raises(UserError) as caught:
        clarity_set('a = """x\ny')
    assert caught.value.params["line"] >= 2


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('code = "2ro"', "", "code"),
        ('name = "2 rõ"', 'name = " "', "name"),
        ('head = "Việc"', "head = 5", "head"),
        ('key = "person"', 'key = "who"', "key"),
        ('key = "person"', 'key = "task"', "points"),
        ("[[points]]", "[[other]]", "points"),
    ],
)
def test_a_missing_or_wrong_part_is_named(old, new, key):
    assert old in BODY
    with pytest.raises(UserError) as caught:
        clarity_set(BODY.replace(old, new))
    assert (caught.value.code, caught.value.params) == ("rules_broken", {"key": key})


@pytest.mark.parametrize("points", ["points = []", "points = 5", "points = [5]"])
def test_points_must_be_a_list_of_tables(points):
    with pytest.raises(UserError, match="rules_broken"):
        clarity_set(f'code = "x"\nname = "x"\n{points}')


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_point_is_explained_and_shown(name):
    assert all(point.help and point.example for point in clarity_set(_shipped(name)).points)


def test_help_and_example_may_be_missing():
    assert [(p.help, p.example) for p in clarity_set(BODY).points] == [("", ""), ("", "")]
