"""A program that ends roll calls until it is killed: each printed line is an acknowledged step.

``python -m tests.storage.evening FOLDER TOPIC SEED``: sessions are made, marked, closed, opened
again and made up, one after the other.
"""

import random
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from studycompanion.domain.attendance import Mark
from studycompanion.domain.record import Actor
from studycompanion.services import closing, make_up, opening, rollcall, sessions

EVENING = datetime(2026, 11, 20, 19, tzinfo=UTC)


def main(folder: str, topic_id: str, seed: str) -> None:
    """Go through evening after evening and say what is done as soon as it is."""
    actor = Actor("may-tinh", "Trần Văn Mẫu")
    desk = opening.open_desk(Path(folder), actor=actor, clock=lambda: EVENING)
    dice = random.Random(seed)

    def say(session_id: str, deed: str) -> None:
        print(session_id, deed, flush=True)

    for number in count():
        at = EVENING + timedelta(minutes=number)
        session_id = sessions.add_session(desk, topic_id, at).value.id
        say(session_id, "added")
        line = dice.choice(rollcall.open_roll(desk, session_id).lines)
        rollcall.mark(desk, session_id, line.member_id, Mark.UNEXCUSED)
        closing.close_session(desk, session_id, rest=Mark.PRESENT)
        say(session_id, "closed")
        if dice.random() < 0.3:
            closing.reopen_session(desk, session_id, "Ghi nhầm")
            say(session_id, "opened")
            continue
        say(make_up.add_make_up(desk, session_id, at).value.id, f"makes-up:{session_id}")


if __name__ == "__main__":
    main(*sys.argv[1:])
