"""Rules of counting as texts of a year: every mark counts as exactly one thing."""

import pytest

from studycompanion.domain.attendance import STANDARD, Mark
from studycompanion.domain.attendance_rules import counting_rules, usual_reasons
from studycompanion.errors import UserError
from studycompanion.paths import resource

RULES = """
name = "Cách tính"
source = "Hướng dẫn"
attended = ["present", "late"]
made_up = ["made_up", "online"]
absent = ["excused", "unexcused", "unmarked"]
outside = ["exempt"]
rate_attended = "dự chia cho triệu tập"
rate_complete = "xong chia cho phải học"
"""


def shipped(name: str) -> str:
    return resource("rules", name).read_text("utf-8")


def test_the_shipped_rules_count_as_a_session_without_rules_does():
    rules = counting_rules(shipped("attendance-2026.toml"))
    assert rules.counting == STANDARD
    assert "được miễn" in rules.rate_complete
    assert rules.source


def test_a_ward_may_count_online_as_made_up():
    rules = counting_rules(RULES)
    assert rules.counting.attended == (Mark.PRESENT, Mark.LATE)
    assert rules.counting.made_up == (Mark.MADE_UP, Mark.ONLINE)
    assert (rules.name, rules.source) == ("Cách tính", "Hướng dẫn")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"late"', '"asleep"', "attended"),
        ('"late"', "7", "attended"),
        ('outside = ["exempt"]', "", "outside"),
        ('outside = ["exempt"]', "outside = 'exempt'", "outside"),
        ('"late"', '"present"', "attended"),
        ('["exempt"]', '["exempt", "late"]', "outside"),
        ('"unexcused", ', "", "absent"),
        ('source = "Hướng dẫn"', "", "source"),
    ],
)
def test_a_mark_that_is_missing_doubled_or_unknown_is_named(old, new, key):
    with pytest.raises(UserError, match="rules_broken") as refused:
        counting_rules(RULES.replace(old, new))
    assert refused.value.params["key"] == key


def test_the_shipped_reasons_name_no_illness_and_belong_to_marks():
    reasons = usual_reasons(shipped("reasons-2026.toml"))
    assert "Lý do sức khỏe" in reasons[Mark.EXCUSED]
    assert reasons[Mark.UNEXCUSED] == ()


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("reasons = 1", "reasons"),
        ("", "reasons"),
        ("[reasons]\nasleep = []", "asleep"),
        ("[reasons]\nlate = 1", "late"),
    ],
)
def test_broken_reasons_are_named(body, key):
    with pytest.raises(UserError, match="rules_broken") as refused:
        usual_reasons(body)
    assert refused.value.params["key"] == key
