"""The real lock: the very process begins anew, and its memory knows nobody any more."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from studycompanion.services import leaving, opening, reviews
from studycompanion.storage import keys
from studycompanion.storage.store import KEYS
from tests.storage.conftest import ROOT
from tests.ui.fixtures import ACTOR, SETUP
from tests.ui.people import enrol, topic_of

PASSWORD = "mật khẩu rất dài"
NAME, NEW_NAME = "Lộ Thị Diện Mạo", "Kín Văn Bưng Bít"
TEXT = "Tôi còn ngại góp ý thẳng"
WAITING = "Dữ liệu này có mật khẩu"


def memory(pid):
    """All that can be read of the memory of a process, region by region."""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as mem:
        for line in maps:
            span, rights, *_ = line.split()
            start, end = (int(one, 16) for one in span.split("-"))
            if rights.startswith("rw"):
                try:
                    mem.seek(start)
                    yield mem.read(end - start)
                except (OSError, ValueError, OverflowError):
                    continue


def found(pid, *wanted):
    """Those of the texts and bytes that lie in the memory of a process."""
    forms = {one: _forms(one) for one in wanted}
    return {
        one
        for part in memory(pid)
        for one, spelt in forms.items()
        if any(letters in part for letters in spelt)
    }


def _forms(one):
    if isinstance(one, bytes):
        return one, one.hex().encode()
    wide = one.encode("utf-32-le")
    return one.encode(), one.encode("utf-16-le"), wide


def naming(folder, *wanted):
    """The files below a folder that hold one of the texts or bytes."""
    spelt = [letters for one in wanted for letters in _forms(one)]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 3
    return [path for path in files if any(letters in path.read_bytes() for letters in spelt)]


@pytest.fixture
def process(data_folder, tmp_path):
    """The program over an encrypted file, everything typed, not locked yet."""
    made = opening.create(data_folder, SETUP, actor=ACTOR, clock=_clock, password=PASSWORD)
    people = enrol(made.desk, "An", NAME)
    topic = topic_of(made.desk)
    opening.close(made.desk)
    words = [sys.executable, "-m", "tests.ui.locked_process", os.fspath(data_folder)]
    homes = {f"XDG_{n}_HOME": tmp_path / n for n in ("CACHE", "CONFIG", "DATA", "STATE")}
    homes |= {"HOME": tmp_path / "nhà", "TMPDIR": tmp_path / "tạm"}
    for folder in homes.values():
        folder.mkdir()
    with (tmp_path / "told").open("wb") as told:
        running = subprocess.Popen(
            [*words, PASSWORD, TEXT, NEW_NAME],
            cwd=ROOT,
            env=os.environ | {name: os.fspath(folder) for name, folder in homes.items()},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=told,
            text=True,
        )
    yield running, topic.id, people[NAME]
    running.kill()
    running.wait()
    running.stdin.close()
    running.stdout.close()


def _clock():
    from studycompanion.app import clock

    return clock()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.timeout(120)
def test_after_the_lock_a_fresh_process_waits_and_its_memory_names_nobody(
    process, data_folder, tmp_path, qtbot
):
    running, topic_id, member_id = process
    assert running.stdout.readline() == "typed\n", (tmp_path / "told").read_text()
    key = keys.unlock((data_folder / KEYS).read_text(), PASSWORD)
    secrets = {NAME, NEW_NAME, TEXT, SETUP.cell, key}
    assert found(running.pid, *secrets) == secrets
    running.stdin.write("\n")
    running.stdin.flush()
    command = Path(f"/proc/{running.pid}/cmdline")
    qtbot.waitUntil(lambda: b"locked_process" not in command.read_bytes(), timeout=60_000)
    qtbot.waitUntil(lambda: found(running.pid, WAITING) == {WAITING}, timeout=60_000)
    assert running.poll() is None
    assert found(running.pid, *secrets, PASSWORD) == set()
    assert naming(tmp_path, *secrets, PASSWORD) == []

    desk = opening.open_desk(data_folder, actor=ACTOR, clock=_clock, password=PASSWORD)
    try:
        card = reviews.open_review(desk, topic_id, member_id)
        assert TEXT in [section.text for section in card.sections]
        left = leaving.find_left(desk)
        assert NEW_NAME in [one.text for one in left.texts]
        assert left.place["page"] == "members"
    finally:
        opening.close(desk)
