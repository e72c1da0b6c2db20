"""The agenda that is kept for the next start: what it says, and when it counts."""

import json
from datetime import datetime, timedelta

import pytest

from studycompanion.domain.agenda import Kind, Line
from studycompanion.services import agenda, first_look, kept_agenda, safekeeping, topics
from studycompanion.services.demo import mark_as_sample
from studycompanion.storage import standing as standing_of
from studycompanion.storage.standing import standing
from tests.services.conftest import enrol, session_of

NOW = datetime(2026, 11, 20, 19, 0)


@pytest.fixture
def waits(desk, topic, clock):
    """A file in which a session comes, another waits for its marks, and papers have a day."""
    enrol(desk, "Lê An", "Vũ Bình")
    session_of(desk, topic, NOW - timedelta(days=1))
    session_of(desk, topic, NOW + timedelta(days=3))
    topics.add_topic(desk, "Nêu gương", 2026, due_review=NOW.date(), due_plan=NOW.date())
    return desk


def kept(desk, now=NOW):
    return first_look.agenda(desk.folder, now)


def kinds(desk, now=NOW):
    return [line.kind for line in kept(desk, now)]


def without_backups(lines):
    return tuple(line for line in lines if line.kind is not Kind.BACKUP_OLD)


def test_what_was_kept_says_what_the_service_said(waits):
    said = agenda.agenda(waits)
    agenda.remember(waits)
    assert kept(waits) == without_backups(said)
    assert {line.kind for line in kept(waits)} >= {Kind.SESSION_COMING, Kind.SESSION_UNMARKED}


def test_nothing_is_said_of_backups_before_they_are_looked_for(waits):
    assert Kind.BACKUP_OLD in [line.kind for line in agenda.agenda(waits)]
    agenda.remember(waits)
    assert Kind.BACKUP_OLD not in kinds(waits)


def test_nothing_is_kept_before_it_was_worked_out(waits):
    assert kept(waits) is None


def test_a_session_that_has_come_is_no_coming_one_at_the_next_start(waits):
    agenda.remember(waits)
    before, after = kinds(waits), kinds(waits, NOW + timedelta(days=4))
    before.remove(Kind.SESSION_COMING)
    assert after == before


def test_under_a_clock_that_is_behind_no_session_is_past_or_near(waits):
    agenda.remember(waits)
    early = kinds(waits, NOW - timedelta(days=30))
    assert not {Kind.SESSION_COMING, Kind.SESSION_UNMARKED} & set(early)


def test_after_any_change_what_was_kept_counts_no_more(waits):
    agenda.remember(waits)
    topics.add_topic(waits, "Chuyên đề khác", 2026)
    assert kept(waits) is None
    agenda.remember(waits)
    assert "Chuyên đề khác" in [line.title for line in kept(waits)]


def test_a_change_while_it_is_worked_out_makes_it_count_no_more(waits):
    seen = agenda.look(waits)
    topics.add_topic(waits, "Chuyên đề khác", 2026)
    agenda.remember(waits, seen)
    assert kept(waits) is None


def test_keeping_it_is_no_step_of_the_users_and_no_reason_for_a_backup(waits):
    waits.is_changed, stood = False, standing(waits.store)
    agenda.remember(waits)
    assert (standing(waits.store), waits.is_changed) == (stood, False)


def test_what_is_kept_already_is_not_written_again(waits, monkeypatch):
    agenda.remember(waits)
    monkeypatch.setattr(type(waits.store), "note", lambda *_a: pytest.fail("written again"))
    agenda.remember(waits)
    agenda.remember(waits, agenda.look(waits))


def test_a_file_that_can_only_be_read_is_not_written(waits):
    waits.store.why_read_only = "moved_away"
    agenda.remember(waits)
    waits.store.why_read_only = None
    assert waits.store.fact(kept_agenda.FACT) == ""


def test_a_disk_that_refuses_is_no_trouble(waits, monkeypatch):
    from studycompanion.errors import EnvironmentProblem

    def refuse(*_args):
        raise EnvironmentProblem("disk_full")

    monkeypatch.setattr(type(waits.store), "note", refuse)
    agenda.remember(waits)
    assert kept(waits) is None


def test_in_a_file_with_a_password_nothing_is_kept_or_shown(waits):
    agenda.remember(waits)
    safekeeping.change_password(waits, None, "mật khẩu rất dài")
    assert kept(waits) is None
    waits.store.note(kept_agenda.FACT, "")
    agenda.remember(waits)
    assert waits.store.fact(kept_agenda.FACT) == ""


def test_a_file_without_members_has_nothing_to_show_before(desk):
    agenda.remember(desk)
    assert desk.store.fact(kept_agenda.FACT)
    assert kept(desk) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 0},
        {"version": 99},
        {"standing": ""},
        {"lines": None},
        {"lines": [["no_topic"]]},
        {"lines": [["a_new_kind", "", 0, None, None, None, None]]},
        {"lines": [["no_topic", 5, 0, None, None, None, None]]},
        {"lines": [["no_topic", "", "hai", None, None, None, None]]},
        {"lines": [["plans_missing", "Kỷ cương", 2, "mai", None, None, None]]},
        {"lines": [["session_coming", "Kỷ cương", 2, None, 19, None, None]]},
        {"lines": [["session_coming", "Kỷ cương", 2, None, "2026-11-23T19:00+07:00", None, None]]},
    ],
)
def test_what_another_version_kept_or_somebody_broke_is_passed_over(waits, changed):
    agenda.remember(waits)
    text = json.loads(waits.store.fact(kept_agenda.FACT)) | changed
    waits.store.note(kept_agenda.FACT, json.dumps(text))
    assert kept(waits) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "{}", "[" * 50_000])
def test_text_that_is_no_agenda_is_passed_over(waits, text):
    waits.store.note(kept_agenda.FACT, text)
    assert kept(waits) is None


def test_the_driver_and_the_data_room_say_the_same_of_where_the_journal_stands(waits):
    from studycompanion.storage import first_look as straight

    mark_as_sample(waits)
    assert straight.kept(waits.folder, "sample") == ("yes", standing_of.standing(waits.store))
    assert standing(waits.store)


def test_a_line_without_its_hour_never_holds():
    assert not Line(Kind.SESSION_COMING).holds(NOW)
    assert not Line(Kind.SESSION_UNMARKED).holds(NOW)
