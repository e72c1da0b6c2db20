"""The history as a list: filters, names, and its proof."""

import tomllib
from datetime import timedelta

import pytest

from studycompanion import messages
from studycompanion.domain.record import Actor
from studycompanion.errors import UserError
from studycompanion.paths import resource
from studycompanion.services import history, history_list, members, topics
from tests.services.conftest import enrol, session_of


@pytest.fixture
def told(desk, clock):
    """Three steps on three days, the last of them undone, by two people."""
    clock.advance(days=1)
    enrol(desk, "Lê An")
    clock.advance(days=1)
    desk.actor = Actor("pc-2", "Phó bí thư")
    topics.add_topic(desk, "Chuyên đề", 2026)
    clock.advance(days=1)
    history.undo(desk)
    return desk


def codes(entries):
    return [entry.code for entry in entries]


def test_the_newest_comes_first_with_its_name_and_its_size(told):
    newest, added, roster, _ = history_list.entries(told)
    assert newest.step == "Hoàn tác: Thêm chuyên đề Chuyên đề"
    assert (added.code, added.who, added.pc_user) == ("topic_add", "Phó bí thư", "pc-2")
    assert roster.records == 3


def test_the_list_can_be_narrowed(told, evening):
    day = timedelta(days=1)
    assert codes(history_list.entries(told, who="Phó")) == ["topic_add", "topic_add"]
    assert codes(history_list.entries(told, who="pc-2", limit=1)) == ["topic_add"]
    assert codes(history_list.entries(told, step="roster_import")) == ["roster_import"]
    within = history_list.entries(told, since=evening + day, until=evening + 2 * day)
    assert codes(within) == ["roster_import"]
    assert codes(history_list.entries(told, offset=3)) == ["setup"]
    assert history_list.entries(told, who="100%_") == ()


def test_what_happened_to_one_record_is_found(told):
    from studycompanion.services import members

    [line] = members.list_members(told)
    assert codes(history_list.entries(told, record_id=line.id)) == ["roster_import"]


def test_every_step_has_a_name_to_choose_by(told):
    assert set(history_list.step_names(told)) == {"setup", "roster_import", "topic_add"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_step_can_be_offered_in_the_choice(told, monkeypatch, language):
    """Whatever its name says of members, files or forms."""
    catalogue = tomllib.loads(resource("i18n", f"messages.{language}.toml").read_text("utf-8"))
    steps = set(catalogue["steps"])
    monkeypatch.setattr(history_list.journal, "steps_used", lambda _connection: steps)
    with messages.speaking(language):
        assert history_list.step_names(told).keys() == steps


def test_a_whole_history_is_proved(told):
    assert history_list.verify(told) == history_list.HistoryProof(4, ())


def test_a_history_that_somebody_changed_is_not(told):
    with told.store.unlogged() as connection:
        connection.exec_driver_sql("UPDATE change_set SET actor = 'Ai khác' WHERE number = 2")
    proof = history_list.verify(told)
    assert len(proof.problems) == 1
    assert "bước số 2" in proof.problems[0]


def entry_of(desk, code):
    return next(one for one in history_list.entries(desk) if one.code == code)


def test_an_import_is_taken_back_later_while_nothing_is_built_on_it(desk):
    enrol(desk, "Lê An", "Vũ Bình")
    roster = entry_of(desk, "roster_import")
    topics.add_topic(desk, "Chuyên đề", 2026)
    assert history.undo_step(desk, roster.id).value == roster.step
    assert members.list_members(desk) == ()
    assert len(topics.list_topics(desk)) == 1
    assert history.next_steps(desk).undo == "Thêm chuyên đề Chuyên đề"
    with pytest.raises(UserError, match="built_on"):
        history.undo_step(desk, roster.id)
    history.redo(desk)
    assert len(members.list_members(desk)) == 2
    history.undo(desk)
    history.undo(desk)
    assert topics.list_topics(desk) == ()
    assert not history_list.verify(desk).problems


def test_what_was_written_later_keeps_an_import(desk, evening):
    [an, _] = enrol(desk, "Lê An", "Vũ Bình")
    roster = entry_of(desk, "roster_import")
    topic = topics.add_topic(desk, "Chuyên đề", 2026).value
    session_of(desk, topic, evening)
    with pytest.raises(UserError, match="built_on"):
        history.undo_step(desk, roster.id)
    members.change_member(desk, an, 1, phone="0912000002")
    with pytest.raises(UserError, match="built_on"):
        history.undo_step(desk, roster.id)
    assert len(members.list_members(desk)) == 2


def test_some_steps_stay_and_unknown_ones_are_none(desk):
    with pytest.raises(UserError, match="step_stays"):
        history.undo_step(desk, entry_of(desk, "setup").id)
    with pytest.raises(UserError, match="step_unknown"):
        history.undo_step(desk, "không có")
