"""Due-date presets as dated texts."""

from datetime import date

import pytest

from studycompanion.domain.due import due_presets
from studycompanion.errors import UserError
from studycompanion.paths import resource

EVENING = date(2026, 11, 20)
BODY = """
[[presets]]
name = " Gộp một lần "
report = 0
review = 366
plan = "02-28"
commitment = "12-31"
"""


def _shipped():
    return due_presets(resource("rules", "due-2026.toml").read_text("utf-8"))


def _days(preset):
    return {field: day.isoformat() for field, day in preset.dates(EVENING, 2026).items()}


def test_the_secretary_chooses_between_after_the_session_and_the_yearly_review():
    assert [preset.name for preset in _shipped()] == [
        "Ngay sau buổi học",
        "Cùng kỳ kiểm điểm cuối năm",
    ]


def test_days_count_from_the_session():
    assert _days(_shipped()[0]) == {
        "due_report": "2026-11-27",
        "due_review": "2026-11-30",
        "due_plan": "2026-11-30",
        "due_commitment": "2026-12-05",
    }


def test_the_yearly_review_is_done_before_the_last_day_of_the_year():
    days = _days(_shipped()[1])
    assert (days["due_review"], days["due_commitment"]) == ("2026-12-30", "2026-12-30")
    assert days["due_plan"] == "2026-12-05"


def test_a_fixed_day_lies_in_the_topics_year_though_its_session_is_later():
    [preset] = due_presets(BODY)
    assert preset.name == "Gộp một lần"
    assert preset.dates(date(2027, 1, 5), 2026) == {
        "due_report": date(2027, 1, 5),
        "due_review": date(2028, 1, 6),
        "due_plan": date(2026, 2, 28),
        "due_commitment": date(2026, 12, 31),
    }


@pytest.mark.parametrize(
    ("said", "instead", "key"),
    [
        ("report = 0", "", "report"),
        ("report = 0", "report = -1", "report"),
        ("report = 0", "report = true", "report"),
        ("report = 0", "report = 1.5", "report"),
        ("review = 366", "review = 367", "review"),
        ("02-28", "02-29", "plan"),
        ("02-28", "28-02", "plan"),
        ("02-28", "2-28", "plan"),
        ("02-28", "02-28 ", "plan"),
        ("12-31", "cuối năm", "commitment"),
        ('name = " Gộp một lần "', 'name = "  "', "name"),
        ("[[presets]]", "[presets]", "presets"),
        ("[[presets]]", "[[others]]", "presets"),
        (BODY, "presets = []", "presets"),
        (BODY, 'presets = ["x"]', "presets"),
    ],
)
def test_a_missing_or_wrong_part_is_named(said, instead, key):
    with pytest.raises(UserError, match="rules_broken") as refused:
        due_presets(BODY.replace(said, instead))
    assert refused.value.params == {"key": key}


def test_what_is_not_toml_is_told_with_its_line():
    with pytest.raises(UserError, match="rules_syntax") as refused:
        due_presets(BODY.replace("366", "366 ngày"))
    assert refused.value.params == {"line": 5}
