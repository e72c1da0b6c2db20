"""A process under the tap that does journeys in forked children and strikes them.

``python -m tests.faults.harness MODE COUNT SEED [KIND]`` with the tap preloaded; MODE is ``kill``,
``fail`` or ``cut``, KIND how the names of the wanted journeys begin. Prints one JSON value: how
often was struck, and what went wrong.
"""

import ctypes
import errno
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from studycompanion.errors import CodedError
from studycompanion.storage import keys
from tests.faults import powercut
from tests.faults.journeys import JOURNEYS, Journey

TAP = ctypes.CDLL(os.environ["LD_PRELOAD"])
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT)
FOR_EVER = 1 << 30


def arm(
    folder: Path | None, *, kill: int = 0, fail: int = 0, count: int = 0, error: int = 0
) -> None:
    TAP.tap_arm(
        os.fsencode(folder) if folder else b"",
        ctypes.c_long(kill),
        ctypes.c_long(fail),
        ctypes.c_long(count),
        error,
    )


def in_child(work: Callable[[], None]) -> int:
    """Run ``work`` in a forked child; returns its status, 0 where it went well."""
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1]
    try:
        work()
    except BaseException:  # noqa: BLE001 - the border of a process
        arm(None)
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


class Strike:
    """Journeys from templates, each run struck once."""

    def __init__(self, home: Path, seed: int, kind: str = "") -> None:
        self.home, self.dice = home, random.Random(seed)
        self._names = [name for name in JOURNEYS if name.startswith(kind)]
        self.struck: Counter[str] = Counter()
        self.failures: list[str] = []
        self._done = 0
        self._lengths: dict[str, int] = {}

    def _template(self, name: str) -> Path:
        """The beginning of a journey, prepared when it is first wanted."""
        folder = self.home / f"template {name}"
        if not folder.exists():
            folder.mkdir()
            if in_child(lambda: JOURNEYS[name].prepare(folder)):
                self.failures.append(f"{name}: could not be prepared")
        return folder

    def fresh(self, name: str) -> Path:
        """A copy of the journey's beginning."""
        folder = self.home / "run"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._template(name), folder)
        (folder / powercut.ACKS).touch()
        return folder

    def length(self, name: str) -> int:
        """How many changes of files the journey makes."""
        if name not in self._lengths:
            folder, told = self.fresh(name), self.home / "count"

            def work() -> None:
                arm(folder)
                act(JOURNEYS[name], folder)
                told.write_text(str(TAP.tap_count()))

            if in_child(work):
                self.failures.append(f"{name}: fails without any fault")
                told.write_text("1")
            self._lengths[name] = int(told.read_text())
        return self._lengths[name]

    def check(self, name: str, folder: Path, said: list[str], what: str) -> None:
        """Look at what is left after a strike."""
        journey = JOURNEYS[name]
        if in_child(lambda: journey.check(folder, said)):
            self.failures.append(f"{name}: {what}")
        self._done += 1
        if self._done % 50 == 0:
            print(f"{self._done} strikes", file=sys.stderr, flush=True)

    def points(self, count: int) -> list[tuple[str, int]]:
        """Journeys and the change at which each is struck, spread evenly over all of them."""
        names = self.dice.sample(self._names, k=min(count, len(self._names)))
        share, found = count // len(names), []
        for name in names:
            numbers = range(1, self.length(name) + 1)
            found += [(name, n) for n in self.dice.sample(numbers, min(share, len(numbers)))]
        while len(found) < count:
            name = self.dice.choice(names)
            found.append((name, self.dice.randint(1, self.length(name))))
        return found

    def kill(self, count: int) -> None:
        """Kill at a change, then look."""
        for name, number in self.points(count):
            folder = self.fresh(name)

            def work(name: str = name, number: int = number, folder: Path = folder) -> None:
                arm(folder, kill=number)
                act(JOURNEYS[name], folder)

            status = in_child(work)
            self.struck[name] += os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
            self.check(name, folder, acknowledged(folder), f"killed at change {number}")

    def fail(self, count: int) -> None:
        """Let changes fail from one on, then do the work again without any fault, then look."""
        for name, number in self.points(count):
            folder, error = self.fresh(name), self.dice.choice(ERRORS)
            lasting = self.dice.choice([1, 5, FOR_EVER])

            def work(
                name: str = name,
                number: int = number,
                folder: Path = folder,
                error: int = error,
                lasting: int = lasting,
            ) -> None:
                arm(folder, fail=number, count=lasting, error=error)
                try:
                    act(JOURNEYS[name], folder)
                except CodedError:
                    pass
                finally:
                    arm(None)

            what = f"{errno.errorcode[error]} at change {number}, {lasting} times"
            if in_child(work):
                self.failures.append(f"{name}: no plain sentence, {what}")
            self.struck[name] += 1
            self.check(name, folder, acknowledged(folder), what)

    def cut(self, count: int) -> None:
        """Record journeys, cut the power at some event of each, then look."""
        names = self.dice.sample(self._names, k=len(self._names))
        for number in range(count):
            name = names[number % len(names)]
            events, before, folder = self._recorded(name)
            at = self.dice.randint(1, len(events))
            disk, acks = powercut.Disk(before), before.names[str(folder / powercut.ACKS)]
            said: list[str] = []
            for event in events[:at]:
                if event.file == acks and event.kind == "w":
                    said += event.text.decode().split()
                disk.follow(event)
            self._lay_down(disk, folder)
            self.struck[name] += 1
            self.check(name, folder, said, f"power cut at event {at} of {len(events)}")

    def _recorded(self, name: str) -> tuple[list[powercut.Event], powercut.Before, Path]:
        folder, record = self.fresh(name), self.home / "record"
        before = powercut.look(folder)

        def work() -> None:
            arm(folder)
            TAP.tap_record(os.fsencode(record))
            act(JOURNEYS[name], folder)
            TAP.tap_record(None)

        if in_child(work):
            self.failures.append(f"{name}: fails while recorded")
        return powercut.read_events(record), before, folder

    def _lay_down(self, disk: powercut.Disk, folder: Path) -> None:
        found = disk.lose_power(self.dice)
        shutil.rmtree(folder)
        folder.mkdir()
        for path in sorted(disk.folders):
            Path(path).mkdir(parents=True, exist_ok=True)
        for path, data in found.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(data)


def act(journey: Journey, folder: Path) -> None:
    """Do the journey; what it acknowledges is written down at once."""
    file = os.open(folder / powercut.ACKS, os.O_WRONLY | os.O_APPEND)
    journey.act(folder, lambda text: _say(file, text), lambda: arm(None))


def _say(file: int, text: str) -> None:
    os.write(file, f"{text.replace(' ', '_')}\n".encode())


def acknowledged(folder: Path) -> list[str]:
    """What the struck child had acknowledged."""
    return (folder / powercut.ACKS).read_text("utf-8").split()


def main(mode: str, count: str, seed: str, kind: str = "") -> None:
    """Strike, and print what came of it."""
    keys.ARGON2 = {"time_cost": 1, "memory_kib": 64, "lanes": 1}
    with tempfile.TemporaryDirectory(prefix="studycompanion-faults-") as home:
        strike = Strike(Path(home), int(seed), kind)
        getattr(strike, mode)(int(count))
    print(json.dumps({"struck": strike.struck, "failures": strike.failures}))


if __name__ == "__main__":
    main(*sys.argv[1:])
