"""Text that is being typed, on both databases."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from studycompanion.storage import drafts
from studycompanion.storage.drafts import Draft
from studycompanion.storage.tables import change_set


@pytest.fixture
def keep(store, evening):
    def keep(key, text, moment=evening):
        with store.unlogged() as connection:
            drafts.keep(connection, Draft(key, text, 1, moment))

    return keep


def kept(store):
    with store.read() as reader:
        return drafts.every(reader.connection)


def test_a_draft_comes_back_as_it_was_typed(store, keep, evening):
    keep("review/1", "Tôi còn ngại việc khó…")
    assert kept(store) == [Draft("review/1", "Tôi còn ngại việc khó…", 1, evening)]


def test_the_newest_text_takes_the_place_of_the_older(store, keep):
    keep("review/1", "một")
    keep("review/1", "hai")
    assert [one.text for one in kept(store)] == ["hai"]


def test_drafts_come_oldest_first(store, keep, evening):
    for minutes, key in ((5, "c"), (1, "b"), (3, "a")):
        keep(key, "", evening + timedelta(minutes=minutes))
    assert [one.key for one in kept(store)] == ["b", "a", "c"]


def test_a_dropped_draft_is_forgotten(store, keep):
    keep("a", "một")
    keep("b", "hai")
    with store.unlogged() as connection:
        drafts.drop(connection, "a")
        drafts.drop(connection, "not there")
    assert [one.key for one in kept(store)] == ["b"]


def test_drafts_leave_no_trace_in_the_journal(store, keep):
    keep("a", "một")
    with store.read() as reader:
        assert reader.connection.scalar(sa.select(sa.func.count()).select_from(change_set)) == 0
