"""The sample as the window makes it: seen growing, stopped, thrown away."""

import pytest

from studycompanion.errors import Cancelled, UserError
from studycompanion.services import demo, opening
from studycompanion.services.demo.years import STEPS
from tests.services.conftest import ACTOR, SETUP


class Watched:
    """A job that notes what is reported, and stops at the report ``until``."""

    def __init__(self, until=None):
        self.told, self.until = [], until

    def report(self, done, total, label):
        self.told.append((done, total, label))
        if done == self.until:
            raise Cancelled


def home_with_data(folder, clock):
    opening.close(opening.create(folder, SETUP, actor=ACTOR, clock=clock).desk)


def test_a_sample_tells_how_far_it_is_up_to_its_last_step(data_folder, clock):
    job = Watched()
    desk = demo.sample(demo.folder_of(data_folder), actor=ACTOR, clock=clock, job=job)
    desk.store.close()
    assert [done for done, _, _ in job.told] == list(range(STEPS + 1))
    assert job.told[0][2] == "Tháng 4 năm 2025"


def test_a_sample_that_was_stopped_leaves_nothing(data_folder, clock):
    folder = demo.folder_of(data_folder)
    with pytest.raises(Cancelled):
        demo.sample(folder, actor=ACTOR, clock=clock, job=Watched(until=3))
    assert not folder.exists()


def test_the_sample_is_thrown_away_but_not_what_lies_beside_it(data_folder, clock):
    home_with_data(data_folder, clock)
    folder = demo.folder_of(data_folder)
    made = demo.build(folder, members=3, actor=ACTOR, clock=clock)
    opening.close(made)
    (folder / "ghi chú của tôi.txt").write_text("giữ lại", "utf-8")
    demo.throw_away(data_folder, actor=ACTOR, clock=clock)
    assert [path.name for path in folder.iterdir()] == ["ghi chú của tôi.txt"]
    assert opening.state(data_folder) is opening.FileState.PLAIN


def test_real_people_in_the_samples_folder_are_not_thrown_away(data_folder, clock):
    folder = demo.folder_of(data_folder)
    folder.mkdir()
    home_with_data(folder, clock)
    with pytest.raises(UserError, match="not_a_sample"):
        demo.throw_away(data_folder, actor=ACTOR, clock=clock)
    assert opening.state(folder) is opening.FileState.PLAIN


def test_an_empty_folder_of_the_sample_goes_as_well(data_folder, clock):
    opening.close(demo.build(demo.folder_of(data_folder), members=3, actor=ACTOR, clock=clock))
    demo.throw_away(data_folder, actor=ACTOR, clock=clock)
    assert not demo.folder_of(data_folder).exists()
