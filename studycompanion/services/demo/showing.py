"""The demo of the command line: one evening's cell with its forms in a folder."""

import shutil
from pathlib import Path

from studycompanion.domain.record import Clock
from studycompanion.domain.work import Job
from studycompanion.errors import UserError
from studycompanion.services import opening, paperwork, topics
from studycompanion.services.demo import is_sample
from studycompanion.services.demo.evening import build


def show(out: Path, *, members: int, clock: Clock, job: Job) -> dict[str, object]:
    """Make the sample below ``out`` and print its forms; an earlier sample there is replaced.

    Returns the folders and files; raises ``UserError("data_exists")`` where real data is.
    """
    out = out.absolute()
    data = out / "data"
    _clear(data, clock)
    desk = build(data, members=members, actor=opening.actor_now("Mẫu"), clock=clock)
    try:
        topic_id = topics.list_topics(desk)[0].id
        done = paperwork.export_commitments(desk, topic_id, out / "forms", job=job, merged=True)
    finally:
        opening.close(desk)
    return {
        "data": data,
        "members": members,
        "forms": out / "forms",
        "files": done.files,
        "merged": done.merged,
        "skipped": [f"{s.full_name}: {s.sentence}" for s in done.skipped],
    }


def _clear(data: Path, clock: Clock) -> None:
    """Remove an earlier sample; what is not a sample stays and is refused later."""
    if opening.state(data) is not opening.FileState.PLAIN:
        return
    desk = opening.open_desk(data, actor=opening.actor_now("Mẫu"), clock=clock)
    may_go = is_sample(desk)
    desk.store.close()
    if not may_go:
        raise UserError("data_exists")
    shutil.rmtree(data)
