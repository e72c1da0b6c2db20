from datetime import date

import pytest

from studycompanion.domain.paperwork import RuleSet
from studycompanion.errors import UserError
from studycompanion.services import due, opening, rules, topics
from tests.services.conftest import ACTOR

PRESETS = """code = "due"
year = {year}
name = "Thời hạn"

[[presets]]
name = "{name}"
report = 1
review = 2
plan = 3
commitment = 4
"""


def _keep(desk, year, name, body=PRESETS):
    with desk.write("new_rules") as tx:
        tx.uow.add(
            RuleSet(
                id=f"{year}" * 16,
                kind="due",
                code="due",
                year=year,
                name="Thời hạn",
                body=body.format(year=year, name=name),
            )
        )


def _forget_presets(desk):
    with desk.write("new_rules") as tx:
        for rule in tx.uow.find(RuleSet, kind="due"):
            tx.uow.remove(rule)


def test_a_new_file_has_the_shipped_presets(desk):
    assert [p.name for p in due.presets(desk, 2026)] == [
        "Ngay sau buổi học",
        "Cùng kỳ kiểm điểm cuối năm",
    ]


def test_a_topic_takes_the_dates_of_a_preset(desk):
    preset = due.presets(desk, 2026)[1]
    dates = due.dates(preset, session_on=date(2026, 11, 20), year=2026)
    topic = topics.add_topic(desk, "Chuyên đề", 2026, **dates).value
    assert topics.topic_card(desk, topic.id).due_review == date(2026, 12, 30)
    assert topic.due_report == topic.due_plan == date(2026, 12, 5)


def test_each_year_has_the_presets_in_force(desk):
    _keep(desk, 2028, "Theo hướng dẫn mới")
    assert due.presets(desk, 2027)[0].name == "Ngay sau buổi học"
    assert [p.name for p in due.presets(desk, 2028)] == ["Theo hướng dẫn mới"]


def test_presets_that_are_broken_are_told(desk):
    _keep(desk, 2028, "Hỏng", body=PRESETS.replace("plan = 3", ""))
    with pytest.raises(UserError, match="rules_broken"):
        due.presets(desk, 2028)


def test_a_file_of_an_older_program_gets_the_presets_when_it_is_opened(desk, clock):
    _forget_presets(desk)
    assert due.presets(desk, 2026) == ()
    desk.store.note("seeded_by", "0.1.0")
    opening.close(desk)
    again = opening.open_desk(desk.folder, actor=ACTOR, clock=clock)
    assert len(due.presets(again, 2026)) == 2
    assert again.store.fact("seeded_by") == rules.shipped_edition()
    again.store.close()


def test_opening_twice_brings_no_rule_twice(desk, clock):
    desk.store.note("seeded_by", "0.1.0")
    opening.close(desk)
    again = opening.open_desk(desk.folder, actor=ACTOR, clock=clock)
    with again.read() as reader:
        assert len(reader.find(RuleSet, kind="due")) == 1
    again.store.close()
