"""The data files that scenes play in: made once, then copied, always on the same evening."""

import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

from studycompanion.domain.record import Actor
from studycompanion.services import demo, opening, removal, rosters, sessions, topics
from studycompanion.services.desk import Desk
from tests.ui.people import enrol
from tests.ui.scenes.scene import World

NOW = datetime(2026, 11, 20, 18, 45, tzinfo=timezone(timedelta(hours=7)))
ROSTER = Path(__file__).parents[2] / "data" / "roster-cell-48.xlsx"
_ACTOR = Actor("may-tinh", "Trần Văn Mẫu")
_SETUP = opening.Setup(
    superior="Đảng bộ phường Vĩnh Tuy",
    place="Vĩnh Tuy",
    secretary="Trần Văn Mẫu",
    cell="Chi bộ Tổ dân phố số 9",
)
_IN_THE_WARD = 180


def clock() -> datetime:
    """A quarter of an hour before the session of the evening."""
    return NOW


def make(world: World, made: Path) -> Path:
    """The folder of a world's file below ``made``; it is made only where it is not there yet."""
    kept = made / world.name.lower()
    if not kept.exists():
        opening.close(_MAKERS[world](kept))
    return kept


def open_copy(world: World, folder: Path, made: Path) -> Desk:
    """Copy the file of a world to ``folder`` and open it there."""
    shutil.copytree(make(world, made), folder)
    return opening.open_desk(folder, actor=_ACTOR, clock=clock)


def _empty(folder: Path) -> Desk:
    return opening.create(folder, _SETUP, actor=_ACTOR, clock=clock).desk


def _enrolled(folder: Path) -> Desk:
    desk = _empty(folder)
    rosters.accept(desk, rosters.preview(desk, ROSTER))
    return desk


def _begun(folder: Path) -> Desk:
    desk = _enrolled(folder)
    topics.add_topic(desk, "Nâng cao kỷ cương, kỷ luật", NOW.year)
    return desk


def _cell(folder: Path) -> Desk:
    """The sample, from which a few things were taken off the lists."""
    desk = demo.sample(folder, actor=_ACTOR, clock=clock)
    twice = enrol(desk, "Bùi Thị An Bình", "Đỗ Văn Chương", "Lê Thu Hiền")
    removal.remove_members(desk, [twice.pop("Bùi Thị An Bình")])
    removal.remove_members(desk, [twice["Đỗ Văn Chương"], twice["Lê Thu Hiền"]])
    topic = topics.list_topics(desk)[0]
    late = sessions.add_session(desk, topic.id, datetime(2026, 12, 4, 19), place="Nhà văn hóa")
    removal.remove_session(desk, late.value.id)
    return desk


def _ward(folder: Path) -> Desk:
    return demo.build(folder, members=_IN_THE_WARD, actor=_ACTOR, clock=clock)


_MAKERS = {
    World.EMPTY: _empty,
    World.ENROLLED: _enrolled,
    World.BEGUN: _begun,
    World.CELL: _cell,
    World.WARD: _ward,
}
