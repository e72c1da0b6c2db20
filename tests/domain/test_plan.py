"""What makes a task clear."""

import pytest

from studycompanion.domain.plan import ActionItem, ClarityPoint, ClaritySet

KEYS = ("person", "task", "process", "responsibility", "result")
FIVE = ClaritySet("5ro", "5 rõ", tuple(ClarityPoint(k, f"rõ {k}", k) for k in KEYS))


def task(**points: str) -> ActionItem:
    return ActionItem(id="i", plan_id="p", position=1, points=points)


def missing(item: ActionItem) -> list[str]:
    return [point.key for point in item.missing_clears(FIVE)]


def test_a_task_with_every_point_is_clear():
    assert missing(task(**dict.fromkeys(KEYS, "có"))) == []


def test_what_is_missing_is_named_in_the_order_of_the_set():
    assert missing(task(result="120 lượt", task="Trực")) == ["person", "process", "responsibility"]


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\u00a0"])
def test_blanks_say_nothing(blank):
    assert missing(task(**dict.fromkeys(KEYS, "có") | {"process": blank})) == ["process"]


def test_points_of_other_sets_do_not_count():
    assert len(missing(task(time="trước 30/6", product="báo cáo"))) == len(KEYS)
