"""Kills, failing disks and power cuts in the middle of every kind of work: nothing is lost."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import powercut
from tests.storage.conftest import ROOT

SOURCE = Path(__file__).parent / "tap.c"


@pytest.fixture(scope="session")
def tap(tmp_path_factory) -> Path:
    """The tap, compiled for this machine."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not sys.platform.startswith("linux") or compiler is None:
        pytest.skip("the tap needs Linux and a C compiler")
    made = tmp_path_factory.mktemp("tap") / "tap.so"
    words = [compiler, "-shared", "-fPIC", "-O1", "-o", os.fspath(made), os.fspath(SOURCE), "-ldl"]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode and "fatal error" in done.stderr:
        pytest.skip("the C compiler here lacks the system's headers")
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture
def strike(tap):
    """``strike(mode, count, seed)``: what was struck how often; ``kind`` narrows the journeys."""

    def run(mode: str, count: int, seed: int, kind: str = "") -> dict:
        words = [sys.executable, "-m", "tests.faults.harness", mode, str(count), str(seed), kind]
        # Coverage of forked children that are killed cannot be written down.
        kept = {k: v for k, v in os.environ.items() if not k.startswith("COV")}
        done = subprocess.run(
            words,
            cwd=ROOT,
            env=kept | {"LD_PRELOAD": os.fspath(tap)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr[-4_000:]
        told = json.loads(done.stdout)
        assert told["failures"] == [], done.stderr[-4_000:]
        return told["struck"]

    return run


@pytest.mark.prove
@pytest.mark.timeout(3_600)
def test_a_program_that_is_killed_at_any_change_of_a_file_loses_nothing(strike, rounds):
    count = rounds(10, 1_000)
    assert sum(strike("kill", count, 2026).values()) >= count * 0.95


@pytest.mark.prove
@pytest.mark.timeout(3_600)
def test_a_disk_that_fails_at_any_change_costs_a_sentence_and_nothing_else(strike, rounds):
    count = rounds(10, 400)
    assert sum(strike("fail", count, 2026).values()) == count


@pytest.mark.prove
@pytest.mark.timeout(3_600)
def test_a_power_cut_at_any_moment_loses_nothing_that_was_acknowledged(strike, rounds):
    count = rounds(8, 150)
    assert sum(strike("cut", count, 2026).values()) == count


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("mode", ["kill", "cut"])
def test_no_acknowledged_mark_is_lost_by_a_kill_or_a_power_cut(strike, rounds, mode):
    count = rounds(20, 200)
    struck = strike(mode, count, 2026, "marking")
    assert set(struck) == {"marking", "marking, encrypted"}
    assert sum(struck.values()) >= count * 0.95


def test_what_was_not_forced_to_the_disk_may_be_missing_after_a_power_cut():
    import random

    before = powercut.Before({1: b"alt"}, {"/d/a": 1}, frozenset({"/d"}))
    wrote = powercut.Event("w", 1, 0, b"neu")
    made = powercut.Event("c", 2, 0, b"/d/b")

    def found(*events):
        states = set()
        for seed in range(30):
            disk = powercut.Disk(before)
            for event in events:
                disk.follow(event)
            states.add(tuple(sorted(disk.lose_power(random.Random(seed)).items())))
        return states

    old, new = ("/d/a", b"alt"), ("/d/a", b"neu")
    assert found(wrote) == {(old,), (new,)}
    assert found(wrote, powercut.Event("s", 1, 0, b"")) == {(new,)}
    assert found(made) == {(old,), (old, ("/d/b", b""))}
    assert found(made, powercut.Event("d", 9, 0, b"")) == {(old, ("/d/b", b""))}
    moved = powercut.Event("r", 1, 0, b"/d/a\n/d/c")
    assert found(moved) == {(old,), (("/d/c", b"alt"),)}
    gone = powercut.Event("u", 1, 0, b"/d/a")
    assert found(gone, powercut.Event("d", 9, 0, b"")) == {()}
