"""What keeping the data safe costs: the hold of a backup, the price of encryption, a large file.

The hold is the longest time for which a thread that wants to run every millisecond could not run
while a file of 100 MB was backed up, beside the longest without any backup. Encryption is compared
in turn on the same operations of a plain file; opening a file of 100 MB with that of an empty one.
"""

import os
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from studycompanion.domain.attendance import Mark
from studycompanion.services import backups, opening, reports, rollcall, safekeeping, topics
from studycompanion.services.backups import Cause
from studycompanion.services.desk import Desk
from studycompanion.storage import blobs, keys
from tests.bench.bench_mark import NOW, _desk_with, _session, on_a_disk
from tests.bench.pairs import compare, seconds

MEGABYTES, ROUNDS, PEOPLE = 100, 15, 300
_CHEAP = {"time_cost": 1, "memory_kib": 64, "lanes": 1}


def figures() -> dict[str, float]:
    """Milliseconds of holds and of opening, and ratios of encrypted to plain and large to empty."""
    keys.ARGON2 = _CHEAP  # The cost of a guess is no cost of the data.
    with tempfile.TemporaryDirectory(dir=on_a_disk()) as name:
        home = Path(name)
        return _of_backup(home) | _of_encryption(home) | _of_size(home)


def _filled(folder: Path, password: str | None = None) -> Desk:
    desk = _desk_with(PEOPLE, folder)
    if password:
        safekeeping.change_password(desk, None, password)
    return desk


def _grow(desk: Desk, megabytes: int) -> None:
    with desk.store.unlogged() as connection:
        for _ in range(megabytes):
            blobs.keep(connection, os.urandom(1 << 20))


def _of_backup(home: Path) -> dict[str, float]:
    desk = _filled(home / "large")
    _grow(desk, MEGABYTES)
    idle = _longest_hold(lambda: time.sleep(1))
    took = [0.0]

    def back_up() -> None:
        took[0] = seconds(lambda: backups.make(desk, Cause.HAND))

    hold = _longest_hold(back_up)
    desk.store.close()
    return {"backup_ms": took[0] * 1000, "hold_ms": hold * 1000, "idle_hold_ms": idle * 1000}


def _longest_hold(work: Callable[[], None]) -> float:
    """The longest that this thread was kept from running beyond a millisecond of sleep."""
    other = threading.Thread(target=work)
    longest, last = 0.0, time.perf_counter()
    other.start()
    while other.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last - 0.001), now
    return longest


def _of_encryption(home: Path) -> dict[str, float]:
    for folder, password in (("plain", None), ("coded", "một")):
        opening.close(_filled(home / folder, password))
    # Both as a start of the program finds them.
    plain, coded = _open(home / "plain"), _open(home / "coded", "một")
    works = {"mark": _marking, "add": _adding, "mark_all": _marking_all, "report": _reporting}
    found = {}
    for name, work in works.items():
        _, _, ratio = compare(work(coded), work(plain), rounds=ROUNDS)
        found[f"encrypted_{name}_ratio"] = ratio
    plain.store.close()
    coded.store.close()
    return found


def _marking(desk: Desk) -> Callable[[], float]:
    session_id = _session(desk)
    people = [line.member_id for line in rollcall.open_roll(desk, session_id).lines]
    turn = [0]

    def work() -> None:
        turn[0] += 1
        mark = (Mark.PRESENT, Mark.LATE)[turn[0] // len(people) % 2]
        rollcall.mark(desk, session_id, people[turn[0] % len(people)], mark)

    return lambda: seconds(work)


def _adding(desk: Desk) -> Callable[[], float]:
    return lambda: seconds(lambda: topics.add_topic(desk, "Chuyên đề", 2026))


def _marking_all(desk: Desk) -> Callable[[], float]:
    def timed() -> float:
        session_id = _session(desk)
        return seconds(lambda: rollcall.mark_unmarked(desk, session_id, Mark.PRESENT))

    return timed


def _reporting(desk: Desk) -> Callable[[], float]:
    topic = topics.list_topics(desk)[0]
    return lambda: seconds(lambda: reports.topic_report(desk, topic.id))


def _of_size(home: Path) -> dict[str, float]:
    small = _filled(home / "small")
    opening.close(small)

    def opened(folder: Path) -> Callable[[], float]:
        def timed() -> float:
            desks: list[Desk] = []
            took = seconds(lambda: desks.append(_open(folder)))
            desks[0].store.close()
            return took

        return timed

    large, empty, ratio = compare(opened(home / "large"), opened(home / "small"), rounds=ROUNDS)
    return {"open_large_ms": large * 1000, "open_empty_ms": empty * 1000, "open_ratio": ratio}


def _open(folder: Path, password: str | None = None) -> Desk:
    actor = opening.actor_now("bench")
    return opening.open_desk(folder, actor=actor, clock=lambda: NOW, password=password)
