"""A desk on a real data file of a cell, and people to put into it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from studycompanion.domain.people import RoleKind, StatusKind
from studycompanion.domain.record import Actor
from studycompanion.domain.roster import RosterPerson
from studycompanion.domain.study import StudySession, Topic
from studycompanion.services import opening, rosters, sessions, topics
from studycompanion.services.desk import Desk
from studycompanion.services.roster_preview import Action, RosterLine, RosterPreview

SETUP = opening.Setup(
    superior="Đảng bộ phường Vĩnh Tuy",
    place="Vĩnh Tuy",
    secretary="Trần Văn Mẫu",
    cell="Chi bộ Tổ dân phố số 9",
)
ACTOR = Actor("may-tinh", "Trần Văn Mẫu")
ENROL = Callable[..., list[str]]


@pytest.fixture
def desk(data_folder: Path, clock) -> Iterator[Desk]:
    """The open file of one cell, nobody in it yet."""
    made = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock).desk
    yield made
    made.store.close()


@pytest.fixture
def ward_desk(data_folder: Path, clock) -> Iterator[Desk]:
    """The open file of a ward office: rosters name the cells."""
    setup = opening.Setup(SETUP.superior, SETUP.place, SETUP.secretary)
    made = opening.create(data_folder, setup, actor=ACTOR, clock=clock).desk
    yield made
    made.store.close()


def person(name: str, **facts: object) -> RosterPerson:
    """A line of a roster that says only what matters."""
    return RosterPerson(sheet="DS", row=1, full_name=name, **facts)  # type: ignore[arg-type]


def enrol(desk: Desk, *people: RosterPerson | str) -> list[str]:
    """Take people in as a roster would; returns their ids in the order given."""
    named = [person(p) if isinstance(p, str) else p for p in people]
    lines = tuple(RosterLine(p, Action.NEW) for p in named)
    rosters.accept(desk, RosterPreview(Path("ds.xlsx"), lines, ()))
    from studycompanion.services.members import list_members

    ids = {line.full_name: line.id for line in list_members(desk)}
    return [ids[p.full_name] for p in named]


def exempt(name: str) -> RosterPerson:
    """Somebody who is exempt from meetings."""
    return person(name, status=StatusKind.EXEMPT)


def secretary(name: str, cell: str) -> RosterPerson:
    """The secretary of a cell."""
    return person(name, cell_name=cell, role=RoleKind.SECRETARY, role_title="Bí thư chi bộ")


@pytest.fixture
def topic(desk: Desk) -> Topic:
    """A topic of the year."""
    return topics.add_topic(desk, "Nâng cao kỷ cương, kỷ luật", 2026).value


def session_of(desk: Desk, topic: Topic, at: datetime, **facts: object) -> StudySession:
    """A session of a topic."""
    return sessions.add_session(desk, topic.id, at, **facts).value  # type: ignore[arg-type]
