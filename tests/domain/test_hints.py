"""Hints on vague words, as data."""

import pytest

from studycompanion.domain.hints import hint_rules, hints_for
from studycompanion.errors import UserError
from studycompanion.paths import resource

BODY = resource("rules", "hints-2026.toml").read_text("utf-8")
RULES = hint_rules(BODY)


def codes(**texts: str) -> dict[str, str]:
    return {key: hint.code for key, hint in hints_for(RULES, texts).items()}


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"person": "Tập thể chi bộ"}, {"person": "no_person"}),
        ({"person": "Nguyễn Thị An"}, {}),
        ({"due": ""}, {"due": "no_date"}),
        ({"due": "30/06/2026"}, {}),
        ({"time": "Sớm nhất có thể"}, {"time": "no_date"}),
        ({"time": "Quý một"}, {}),
        ({"progress": "trước 30/6"}, {}),
        ({"result": "Dân hài lòng"}, {"result": "no_count"}),
        ({"result": "12 buổi"}, {}),
        ({"result": "hai buổi"}, {}),
        ({"process": "Làm dần"}, {"process": "no_process"}),
        ({"process": "Lập danh sách, phân công, kiểm tra"}, {}),
        ({"task": "Nâng cao tinh thần"}, {"task": "vague"}),
        ({"task": "Nâng  CAO tinh thần"}, {"task": "vague"}),
        ({"task": "Trực ở bộ phận một cửa"}, {}),
        ({"task": "", "result": " ", "process": ""}, {}),
    ],
)
def test_vague_words_are_hinted_at(texts, found):
    assert codes(**texts) == found


def test_the_first_hint_of_a_point_is_given():
    assert codes(result="Phấn đấu") == {"result": "no_count"}


def test_every_hint_says_what_is_vague_and_shows_a_better_frame():
    assert {hint.code for hint in RULES} >= {"no_person", "no_date", "no_count", "no_process"}
    assert all(hint.says.endswith(".") and hint.frame for hint in RULES)


HEAD = 'code = "x"\npoints = ["task"]\nsays = "a"\nframe = "b"\n'


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("a = 1", "hints"),
        ("hints = []", "hints"),
        ("hints = [1]", "hints"),
        (f"[[hints]]\n{HEAD}fewest_words = 'x'", "fewest_words"),
        (f"[[hints]]\n{HEAD}words = 'x'", "words"),
        (f"[[hints]]\n{HEAD}lacks = [1]", "lacks"),
        ('[[hints]]\ncode = "x"\npoints = []\nsays = "a"', "frame"),
    ],
)
def test_broken_rules_name_what_is_broken(body, key):
    with pytest.raises(UserError, match="rules_broken") as refused:
        hint_rules(body)
    assert refused.value.params["key"] == key
