import pytest

from studycompanion.domain.attendance import Mark
from studycompanion.domain.work import Silent
from studycompanion.errors import UserError
from studycompanion.services import demo, opening, rollcall, sessions, topics
from tests.services.conftest import ACTOR, SETUP


def test_the_sample_is_a_cell_after_its_evening(data_folder, clock):
    desk = demo.build(data_folder, members=24, actor=ACTOR, clock=clock)
    [session] = sessions.list_sessions(desk)
    totals = rollcall.totals(desk, session.id)
    assert (totals.called, totals.of(Mark.UNMARKED), totals.of(Mark.EXEMPT)) == (24, 0, 1)
    assert totals.of(Mark.EXCUSED) == 1
    assert topics.list_topics(desk)[0].year == 2026
    desk.store.close()


def test_the_sample_can_be_made_again_in_its_place(tmp_path, clock):
    for _ in range(2):
        made = demo.show(tmp_path, members=4, clock=clock, job=Silent())
        assert len(made["files"]) == 4


def test_a_sample_of_more_than_a_cell_has_several(tmp_path, clock):
    made = demo.show(tmp_path, members=62, clock=clock, job=Silent())
    assert len(made["merged"]) == 2


def test_real_data_is_never_replaced_by_a_sample(tmp_path, clock):
    folder = tmp_path / "data"
    folder.mkdir()
    opening.close(opening.create(folder, SETUP, actor=ACTOR, clock=clock).desk)
    with pytest.raises(UserError, match="data_exists"):
        demo.show(tmp_path, members=4, clock=clock, job=Silent())
    assert opening.state(folder) is opening.FileState.PLAIN
