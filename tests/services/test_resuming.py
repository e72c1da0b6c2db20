"""A batch stopped at any point and run again gives the same files as one that ran through."""

import shutil

import pytest

from studycompanion.domain.work import Silent
from studycompanion.errors import Cancelled
from studycompanion.services import (
    issuing,
    joint_forms,
    opening,
    paperwork,
    plans,
    printing,
    topics,
)
from studycompanion.services.printing import Wanted
from tests.services.conftest import ACTOR, enrol, person
from tests.services.test_writing import CLEAR

NAMES = ("Lê An", "Vũ Bình", "Trần Cúc", "Đỗ Dần", "Hồ Én", "Lý Gấm", "Bùi Hà")


class StopsAt:
    """Stops the work when so many are done."""

    def __init__(self, after: int) -> None:
        self.after = after

    def report(self, done, total, label):
        if done == self.after:
            raise Cancelled


@pytest.fixture
def ward(ward_desk, monkeypatch):
    """Seven people in two cells, kept three at a time, for two topics: (its folder, topic id)."""
    monkeypatch.setattr(issuing, "_AT_ONCE", 3)
    cells = ("Chi bộ 1", "Chi bộ 2")
    people = [person(name, cell_name=cells[n % 2]) for n, name in enumerate(NAMES)]
    ids = enrol(ward_desk, *people)
    first = topics.add_topic(ward_desk, "Kỷ cương", 2026).value
    second = topics.add_topic(ward_desk, "Trách nhiệm", 2026).value
    for who in ids[:4]:
        plans.add_item(ward_desk, first.id, who, CLEAR)
        plans.add_item(ward_desk, second.id, who, CLEAR)
    joint_forms.share_form(ward_desk, first.id, [second.id])
    ward_desk.store.close()
    return ward_desk.store.folder, first.id


@pytest.fixture
def opened(ward, tmp_path, clock):
    """Opens a copy of the ward's data under a name."""
    made = []

    def copy(name):
        shutil.copytree(ward[0], tmp_path / name)
        made.append(opening.open_desk(tmp_path / name, actor=ACTOR, clock=clock))
        return made[-1]

    yield copy
    for desk in made:
        desk.store.close()


def export(desk, topic_id, out, job):
    paperwork.export_commitments(desk, topic_id, out, job=job, merged=True)


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_an_export_stopped_anywhere_goes_on_to_the_same_files(ward, opened, tmp_path):
    export(opened("through"), ward[1], tmp_path / "whole", Silent())
    whole = files(tmp_path / "whole")
    assert len(whole) == len(NAMES) + 2
    for after in range(1, len(NAMES) + 1):
        desk, out = opened(f"stopped{after}"), tmp_path / f"out{after}"
        with pytest.raises(Cancelled):
            export(desk, ward[1], out, StopsAt(after))
        single = [path for path in files(out) if "/" in path]
        assert len(single) == after
        export(desk, ward[1], out, Silent())
        assert files(out) == whole


def test_a_run_to_print_stopped_anywhere_goes_on_to_the_same_papers(ward, opened):
    wanted = Wanted(topic_id=ward[1], has_covers=True)
    whole = [p.pdf for p in printing.prepare(opened("through"), wanted, job=Silent())]
    for after in range(1, len(NAMES) + 1):
        desk = opened(f"stopped{after}")
        with pytest.raises(Cancelled):
            printing.prepare(desk, wanted, job=StopsAt(after))
        assert [p.pdf for p in printing.prepare(desk, wanted, job=Silent())] == whole
