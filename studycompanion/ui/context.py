"""What every page is given: the desk, the workers, the hub, the comforts, and what is chosen."""

from dataclasses import dataclass, field

from studycompanion.services.desk import Desk
from studycompanion.ui.changes_hub import ChangesHub
from studycompanion.ui.preferences import Preferences
from studycompanion.ui.tasks import Tasks


@dataclass(slots=True)
class Choice:
    """The topic and session that the pages share; "" while nobody chose."""

    topic_id: str = ""
    session_id: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """Made once for a window, handed to each page."""

    desk: Desk
    tasks: Tasks
    hub: ChangesHub
    preferences: Preferences
    choice: Choice = field(default_factory=Choice)
