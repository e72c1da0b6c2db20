"""A program that calls a roll until it is killed: each printed line is a mark it acknowledged.

``python -m tests.storage.marker FOLDER SESSION SEED [PASSWORD]``
"""

import random
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from studycompanion.domain.attendance import Mark
from studycompanion.domain.record import Actor
from studycompanion.services import opening, rollcall

EVENING = datetime(2026, 11, 20, 19, tzinfo=UTC)
MARKS = (Mark.PRESENT, Mark.LATE, Mark.ONLINE, Mark.EXCUSED, Mark.UNEXCUSED)


def main(folder: str, session_id: str, seed: str, password: str | None = None) -> None:
    """Give everybody a mark in turn, again and again, each time another one."""
    actor = Actor("may-tinh", "Trần Văn Mẫu")
    desk = opening.open_desk(Path(folder), actor=actor, clock=lambda: EVENING, password=password)
    lines = rollcall.open_roll(desk, session_id).lines
    dice, marks = random.Random(seed), {line.member_id: line.mark for line in lines}
    for number in count():
        member_id = lines[number % len(lines)].member_id
        new = dice.choice([mark for mark in MARKS if mark is not marks[member_id]])
        marks[member_id] = rollcall.mark(desk, session_id, member_id, new).value.mark
        print(member_id, new.value, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
