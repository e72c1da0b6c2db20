"""Left fields of one record: one change set at a time, each on the newest revision."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject

from studycompanion.errors import UserError
from studycompanion.services.changes import Changes, Done
from studycompanion.ui.changes_hub import ChangesHub
from studycompanion.ui.context import Context
from studycompanion.ui.keeping import Keeper
from studycompanion.ui.preferences import Preferences
from studycompanion.ui.tasks import Tasks


@dataclass(frozen=True)
class Record:
    revision: int


class Store:
    """Takes texts on the newest revision only."""

    def __init__(self):
        self.revision, self.texts, self.calls = 1, {}, []

    def write(self, _desk, texts, revision):
        self.calls.append((dict(texts), revision))
        if revision != self.revision:
            raise UserError("moved_on")
        self.texts |= texts
        self.revision += 1
        return Done(Record(self.revision), Changes())


@pytest.fixture
def context(tmp_path, clock, dialogs):
    tasks = Tasks()
    tasks.gate.open("bàn")
    yield Context(tmp_path, clock, tasks, ChangesHub(), Preferences(tmp_path))
    tasks.close()


def test_fields_left_quickly_one_after_another_are_all_kept(qtbot, context):
    store, page = Store(), QObject()
    keeper = Keeper(context, store.write, revision=1, page=page)
    for name in ("người", "việc", "cách làm"):
        keeper.put(name, f"chữ của {name}")
    qtbot.waitUntil(lambda: len(store.texts) == 3)
    assert [revision for _texts, revision in store.calls] == list(range(1, len(store.calls) + 1))


def test_a_keeper_that_was_let_go_still_keeps_what_waits(qtbot, context):
    store, page = Store(), QObject()
    keeper = Keeper(context, store.write, revision=1, page=page)
    keeper.put("một", "1")
    keeper.put("hai", "2")
    keeper.release()
    del keeper
    qtbot.waitUntil(lambda: store.texts == {"một": "1", "hai": "2"})


def test_what_was_refused_is_given_back_with_the_reason(qtbot, context):
    store, page = Store(), QObject()
    keeper = Keeper(context, store.write, revision=7, page=page)
    with qtbot.waitSignal(keeper.refused) as refused:
        keeper.put("việc", "chữ")
    error, texts = refused.args
    assert error.code == "moved_on"
    assert texts == {"việc": "chữ"}
