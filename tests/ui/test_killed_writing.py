"""kill -9 while somebody writes in the real window: what was typed 5 s before is there."""

import os
import random
import subprocess
import sys
import threading
import time

import pytest

from studycompanion.app import clock
from studycompanion.services import drafts, opening, reviews, safekeeping
from tests.storage.conftest import ROOT
from tests.ui.fixtures import ACTOR, SETUP
from tests.ui.people import NAMES, enrol, topic_of

LIMIT = 5.0
"""Seconds of typing that may be lost."""


@pytest.fixture
def topic_id(data_folder):
    """A topic and a few people in a closed data file."""
    made = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock)
    enrol(made.desk, *NAMES)
    topic = topic_of(made.desk)
    opening.close(made.desk)
    return topic.id


def killed_while_writing(data_folder, topic_id, number, told):
    """Start the writer and kill it at a seeded letter; the letters typed, and when it was."""
    dice = random.Random(number)
    words = [sys.executable, "-m", "tests.ui.writing_process", os.fspath(data_folder)]
    with subprocess.Popen(
        [*words, topic_id, str(number)], cwd=ROOT, stdout=subprocess.PIPE, stderr=told, text=True
    ) as child:
        watch = threading.Timer(60, child.kill)
        watch.start()
        lines = []
        for _ in range(dice.randint(1, 500)):
            lines.append(child.stdout.readline())
        until = time.perf_counter() + dice.random() * 0.05
        while time.perf_counter() < until:
            pass
        child.kill()
        killed_at = time.monotonic()
        watch.cancel()
        lines += child.stdout.readlines()
    assert child.returncode == -9 or os.name == "nt"
    letters = [line.rstrip("\n").split("\t") for line in lines if line.endswith("\n")]
    assert letters, "the window never came to typing"
    return [(float(at), member, part, letter) for at, member, part, letter in letters], killed_at


def kept(desk, topic_id):
    """What a window opened now would show, by member and part: drafts stand over texts."""
    found, waiting = {}, drafts.drafts(desk)
    for line in reviews.overview(desk, topic_id):
        for section in reviews.open_review(desk, topic_id, line.member_id).sections:
            draft = waiting.get(drafts.review_key(topic_id, line.member_id, section.key))
            text = draft.text if draft else section.text
            if text:
                found[line.member_id, section.key] = text
    return found


def typed(before, letters):
    """The texts after some letters, begun on the texts before."""
    texts = dict(before)
    for _, member, part, letter in letters:
        texts[member, part] = texts.get((member, part), "") + letter
    return texts


@pytest.mark.prove
@pytest.mark.timeout(3_600)
@pytest.mark.skipif(os.name == "nt", reason="clocks of two processes are compared")
def test_a_program_killed_while_somebody_writes_loses_five_seconds_at_most(
    data_folder, topic_id, tmp_path, rounds, record_property
):
    longest, before = 0.0, {}
    for number in range(rounds(2, 100)):
        with (tmp_path / "told").open("wb") as told:
            letters, killed_at = killed_while_writing(data_folder, topic_id, number, told)
        desk = opening.open_desk(data_folder, actor=ACTOR, clock=clock)
        try:
            now = kept(desk, topic_id)
            assert safekeeping.check(desk) == ()
        finally:
            opening.close(desk)
        last = typed(before, letters)
        surely = typed(before, [one for one in letters if one[0] < killed_at - LIMIT])
        for at, text in now.items():
            assert last.get(at, "").startswith(text), (number, at)
        for at, text in surely.items():
            assert now.get(at, "").startswith(text), (number, at)
        longest = max(longest, lost_seconds(before, letters, now, killed_at))
        before = now
    record_property("longest_loss_seconds", round(longest, 2))
    print(f"longest loss: {longest:.2f} s")


def lost_seconds(before, letters, now, killed_at):
    """How long before the kill the first letter was typed that is not there."""
    texts = dict(before)
    for at, member, part, letter in letters:
        texts[member, part] = texts.get((member, part), "") + letter
        if not now.get((member, part), "").startswith(texts[member, part]):
            return killed_at - at
    return 0.0
