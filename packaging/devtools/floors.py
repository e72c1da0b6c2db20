"""Coverage floors: each room of ``[tool.studycompanion.floors]`` against what the tests ran."""

import fnmatch
import json
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEASURED = Path(".coverage.json")


@dataclass(frozen=True, slots=True)
class Room:
    """A path pattern, the percent it must reach, and what its files reached.

    ``percent`` counts statements and branches together; None where no file matches.
    ``gaps`` are lines "path: 85.71 %, lines 3, 9, branches 4->8" of the files not run in full.
    """

    pattern: str
    floor: float
    percent: float | None
    gaps: tuple[str, ...]

    @property
    def is_low(self) -> bool:
        """Whether the room is under its floor; an empty room is not."""
        return self.percent is not None and self.percent < self.floor


def weigh(files: Mapping[str, Any], floors: Mapping[str, float]) -> list[Room]:
    """The rooms of ``floors`` with what ``files`` (of ``coverage json``) say of them."""
    return [_room(pattern, floor, files) for pattern, floor in floors.items()]


def _room(pattern: str, floor: float, files: Mapping[str, Any]) -> Room:
    inside = [name for name in files if fnmatch.fnmatch(_slashed(name), pattern)]
    ran = sum(_ran(files[name]) for name in inside)
    total = sum(_total(files[name]) for name in inside)
    gaps = [_gap(name, files[name]) for name in inside if _ran(files[name]) < _total(files[name])]
    return Room(pattern, floor, 100 * ran / total if total else None, tuple(gaps))


def _ran(data: Mapping[str, Any]) -> int:
    """Statements and branches of a file that were run."""
    return int(data["summary"]["covered_lines"] + data["summary"].get("covered_branches", 0))


def _total(data: Mapping[str, Any]) -> int:
    """All statements and branches of a file."""
    return int(data["summary"]["num_statements"] + data["summary"].get("num_branches", 0))


def _gap(name: str, data: Mapping[str, Any]) -> str:
    percent = 100 * _ran(data) / _total(data)
    lines = ", ".join(map(str, data["missing_lines"])) or "-"
    jumps = ", ".join(f"{start}->{end}" for start, end in data["missing_branches"]) or "-"
    return f"{_slashed(name)}: {percent:.2f} %, lines {lines}, branches {jumps}"


def _slashed(name: str) -> str:
    return name.replace("\\", "/")


def main() -> int:
    """Print every room; 1 where one is under its floor or nothing was measured."""
    if not MEASURED.is_file():
        print("The tests wrote no coverage.")
        return 1
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))
    files = json.loads(MEASURED.read_text("utf-8"))["files"]
    rooms = weigh(files, project["tool"]["studycompanion"]["floors"])
    for room in rooms:
        reached = "no files" if room.percent is None else f"{room.percent:.2f} %"
        print(f"{'LOW' if room.is_low else 'ok':<4}{reached:>9} of {room.floor} %  {room.pattern}")
        print("".join(f"      {gap}\n" for gap in room.gaps if room.is_low), end="")
    return int(any(room.is_low for room in rooms))


if __name__ == "__main__":
    sys.exit(main())
