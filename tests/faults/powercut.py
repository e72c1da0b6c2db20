"""Playing a power cut: what lies on the disk when only what was forced to it is sure to be there.

Of what was written to a file since its last fsync any sectors may be missing. Names (made, renamed,
removed) reach the disk in order; those since the last fsync of a folder may be missing.
"""

import random
import struct
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

_HEAD = struct.Struct("=cQqQ")
_SECTOR = 512
ACKS = "acks"


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded change; ``file`` is an inode, ``text`` bytes written or the names concerned."""

    kind: str
    file: int
    offset: int
    text: bytes


def read_events(path: Path) -> list[Event]:
    """The changes of a record in their order."""
    data, at, found = path.read_bytes(), 0, []
    while at + _HEAD.size <= len(data):
        kind, file, offset, size = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        found.append(Event(kind.decode(), file, offset, data[at : at + size]))
        at += size
    return found


@dataclass(frozen=True, slots=True)
class Before:
    """What lay in the folder when the recording began: bytes by inode, inodes by path."""

    content: dict[int, bytes]
    names: dict[str, int]
    folders: frozenset[str]


def look(folder: Path) -> Before:
    """The folder as it lies there."""
    content, names, folders = {}, {}, set()
    for path in folder.rglob("*"):
        if path.is_dir():
            folders.add(str(path))
        else:
            number = path.stat().st_ino
            content[number], names[str(path)] = path.read_bytes(), number
    return Before(content, names, frozenset(folders))


class Disk:
    """A disk that follows a record up to some event and may then lose its power."""

    def __init__(self, before: Before) -> None:
        self._safe = {number: bytearray(data) for number, data in before.content.items()}
        self._waiting: dict[int, list[Event]] = defaultdict(list)
        self._now = {number: number for number in before.content}
        self._names, self._folders = dict(before.names), set(before.folders)
        self._unsure: list[tuple[Event, int]] = []
        self._fresh = max(before.content, default=0) + (1 << 62)

    def follow(self, event: Event) -> None:
        """Take one event in."""
        if event.kind == "c":
            self._fresh += 1
            self._now[event.file] = self._fresh
            self._safe[self._fresh] = bytearray()
        number = self._now.get(event.file, event.file)
        if event.kind in "wt":
            self._waiting[number].append(event)
        elif event.kind == "s":
            for one in self._waiting.pop(number, []):
                _apply(self._safe[number], one)
        elif event.kind == "d":
            for one, of in self._unsure:
                self._rename(one, of)
            self._unsure = []
        else:
            self._unsure.append((event, number))

    def _rename(self, event: Event, number: int) -> None:
        text = event.text.decode()
        if event.kind == "c":
            self._names[text] = number
        elif event.kind == "m":
            self._folders.add(text)
        elif event.kind == "u":
            self._names.pop(text, None)
        else:
            old, new = text.split("\n")
            self._names[new] = self._names.pop(old, number)

    def lose_power(self, dice: random.Random) -> dict[str, bytes]:
        """What is found afterwards: bytes by path."""
        for event, number in self._unsure[: dice.randint(0, len(self._unsure))]:
            self._rename(event, number)
        return {path: self._left_of(number, dice) for path, number in self._names.items()}

    def _left_of(self, number: int, dice: random.Random) -> bytes:
        data = bytearray(self._safe[number])
        share = dice.choice([0.0, 0.5, 1.0])
        for event in self._waiting.get(number, []):
            _apply(data, event, dice, share)
        return bytes(data)

    @property
    def folders(self) -> set[str]:
        """The folders that are there."""
        return self._folders


def _apply(
    data: bytearray, event: Event, dice: random.Random | None = None, share: float = 1.0
) -> None:
    """Let an event reach the data, or only some sectors of it."""
    if event.kind == "t":
        if dice is None or dice.random() < share:
            del data[event.offset :]
            data.extend(bytes(event.offset - len(data)))
        return
    for at in range(0, len(event.text), _SECTOR):
        if dice is not None and dice.random() >= share:
            continue
        part, where = event.text[at : at + _SECTOR], event.offset + at
        data.extend(bytes(max(0, where + len(part) - len(data))))
        data[where : where + len(part)] = part
