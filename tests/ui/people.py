"""People, topics and sessions for a window to show."""

from datetime import datetime
from pathlib import Path

from studycompanion.domain.roster import RosterPerson
from studycompanion.domain.study import StudySession, Topic
from studycompanion.services import members, rosters, sessions, topics
from studycompanion.services.desk import Desk
from studycompanion.services.roster_preview import Action, RosterLine, RosterPreview

EVENING = datetime(2026, 11, 20, 19, 0)
NAMES = ("Bùi Thị An", "Trần Văn Bình", "Đỗ Thu Hà", "Nguyễn Anh Tuấn", "Lê Đức Ý")


def person(name: str, **facts: object) -> RosterPerson:
    """A line of a roster that says only what matters."""
    return RosterPerson(sheet="DS", row=1, full_name=name, **facts)  # type: ignore[arg-type]


def enrol(desk: Desk, *people: RosterPerson | str) -> dict[str, str]:
    """Take people in as a roster would; returns their ids by name."""
    named = [person(p) if isinstance(p, str) else p for p in people]
    lines = tuple(RosterLine(p, Action.NEW) for p in named)
    rosters.accept(desk, RosterPreview(Path("ds.xlsx"), lines, ()))
    return {line.full_name: line.id for line in members.list_members(desk)}


def topic_of(desk: Desk, title: str = "Nâng cao kỷ cương, kỷ luật") -> Topic:
    """A topic of the year."""
    return topics.add_topic(desk, title, 2026).value


def session_of(desk: Desk, topic: Topic, at: datetime = EVENING) -> StudySession:
    """A session of a topic this evening."""
    return sessions.add_session(desk, topic.id, at, place="Nhà văn hóa").value
