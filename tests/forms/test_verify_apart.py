"""Checking in a process of its own: what is answered when a file breaks or outlasts it."""

import io
import sys
from datetime import timedelta

import pytest

from studycompanion.domain.signing import Level, Problem
from studycompanion.errors import Cancelled, EnvironmentProblem
from studycompanion.forms.verify import apart, child
from studycompanion.forms.verify.wire import pack_answer, pack_file, pack_setting, unpack_answer
from tests.forms.samples import pdf
from tests.forms.signed import once, twice, verdict
from tests.forms.toy_ca import SIGNED_AT, authority

NOW = SIGNED_AT + timedelta(days=1)


class Watching:
    """A job that remembers what it was told, and stops after so many reports."""

    def __init__(self, stop_after: int = 10_000) -> None:
        self.told: list[tuple[int, int, str]] = []
        self._left = stop_after

    def report(self, done: int, total: int, label: str) -> None:
        self.told.append((done, total, label))
        self._left -= 1
        if self._left < 0:
            raise Cancelled


def checked(*papers: bytes, job=None):
    files = [(f"{n}.pdf", lambda paper=paper: paper) for n, paper in enumerate(papers)]
    return apart.check_files(files, [authority().der], NOW, job or Watching())


def test_many_files_are_answered_in_order():
    job = Watching()
    found = checked(twice(), pdf(), b"no pdf", once(), job=job)
    assert [one.level for one in found] == [Level.GOOD, Level.DOUBTFUL, Level.BAD, Level.GOOD]
    assert [one.name for one in found] == ["0.pdf", "1.pdf", "2.pdf", "3.pdf"]
    assert found[0] == verdict(twice()).__class__(name="0.pdf", signatures=found[0].signatures)
    assert job.told[0] == (0, 4, "0.pdf")
    assert job.told[-1] == (4, 4, "")


def child_that(monkeypatch, code: str) -> None:
    monkeypatch.setattr(apart, "own_command", lambda _: [sys.executable, "-c", code])


READ = "import sys, json; q = sys.stdin.buffer; q.readline()\n"
NEXT = "name, size = json.loads(q.readline()); q.read(size)\n"
GOOD = "print(json.dumps({'name': name, 'signatures': [], 'problem': 'not_signed'}), flush=True)\n"


def test_a_file_that_brings_the_process_down_does_not_stop_the_others(monkeypatch):
    falls = f"{READ}while 1:\n {NEXT} sys.exit() if size == 3 else None\n {GOOD}"
    child_that(monkeypatch, falls)
    found = checked(b"%PDF", b"bad", b"%PDF-")
    assert [one.problem for one in found] == [
        Problem.NOT_SIGNED,
        Problem.UNREADABLE,
        Problem.NOT_SIGNED,
    ]


def test_a_file_that_takes_too_long_does_not_stop_the_others(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.3)
    monkeypatch.setattr(apart, "_START_UP", 3.0)
    hangs = f"{READ}import time\nwhile 1:\n {NEXT} time.sleep(60) if size == 3 else None\n {GOOD}"
    child_that(monkeypatch, hangs)
    found = checked(b"%PDF", b"bad", b"%PDF-")
    assert [one.problem for one in found] == [
        Problem.NOT_SIGNED,
        Problem.TOO_HARD,
        Problem.NOT_SIGNED,
    ]


def test_a_cancelled_check_leaves_no_process(monkeypatch):
    hangs = f"{READ}import time; time.sleep(60)"
    child_that(monkeypatch, hangs)
    started = []
    original = apart._Checker._started
    monkeypatch.setattr(
        apart._Checker, "_started", lambda self: started.append(original(self)) or started[-1]
    )
    with pytest.raises(Cancelled):
        checked(b"%PDF", job=Watching(stop_after=3))
    assert started[0].poll() is not None


def test_a_program_that_does_not_start_is_told(monkeypatch):
    monkeypatch.setattr(apart, "own_command", lambda _: ["/không/có"])
    with pytest.raises(EnvironmentProblem) as caught:
        checked(b"%PDF")
    assert caught.value.code == "checker_missing"


def test_the_child_answers_a_line_for_each_file():
    asked = pack_setting([authority().der], NOW) + pack_file("a.pdf", once()) + pack_file("b", b"")
    said = io.BytesIO()
    child.answer_all(io.BytesIO(asked), said)
    first, second = said.getvalue().splitlines(keepends=True)
    assert unpack_answer(first).level is Level.GOOD
    assert unpack_answer(second).worst is Problem.UNREADABLE


def test_running_out_of_memory_is_an_answer(monkeypatch):
    from studycompanion.forms.verify import checking

    def hungry(*_):
        raise MemoryError

    monkeypatch.setattr(checking, "check", hungry)
    said = io.BytesIO()
    child.answer_all(io.BytesIO(pack_setting([], NOW) + pack_file("a", b"x")), said)
    assert unpack_answer(said.getvalue()).worst is Problem.TOO_HARD


def test_an_answer_survives_the_wire():
    for paper in (twice(), pdf(), b""):
        found = verdict(paper)
        assert unpack_answer(pack_answer(found)) == found
    with pytest.raises(ValueError, match="Expecting"):
        unpack_answer(b"not json")
