"""Two years of a made-up cell: the topic of last year, finished, and this year's under way."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from studycompanion.domain.record import Actor, Clock
from studycompanion.domain.work import Job
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services import opening, safekeeping
from studycompanion.services.demo import last_year, this_year
from studycompanion.services.demo.people import IN_A_CELL, new_file, new_maker
from studycompanion.services.desk import Desk
from studycompanion.storage import notes

STEPS = 13
"""How often a sample reports: at each day that its story goes on to, and at the end."""


@dataclass(slots=True)
class Calendar:
    """The clock of a story: it stands at a moment until the story goes on to a later one."""

    now: datetime
    job: Job
    days: int = 0

    def __call__(self) -> datetime:
        """The moment at which the story stands."""
        return self.now

    def go_to(self, day: date, at: time = time(9)) -> None:
        """Go on to an hour of a day; raises ``Cancelled`` where nobody wants the story any more."""
        month = word("sample_steps", "month", month=day.month, year=day.year)
        self.job.report(self.days, STEPS, month)
        self.days += 1
        self.now = datetime.combine(day, at, tzinfo=self.now.tzinfo)


def sample(folder: Path, *, actor: Actor, clock: Clock, job: Job) -> Desk:
    """A cell of 60 with two years behind it, open; raises ``UserError("data_exists")``.

    It is made elsewhere and laid in as a backup is, so that a stop leaves no half of it.
    """
    if opening.state(folder) is not opening.FileState.MISSING:
        raise UserError("data_exists")
    with TemporaryDirectory(prefix="study-companion-") as making:
        told = _tell(Path(making), actor=actor, present=clock(), job=job)
        job.report(STEPS, STEPS, "")
        safekeeping.restore(told, folder)
        # Nothing was given a number since: it stays in its epoch.
        notes.write(folder, restored="")
    return opening.open_desk(folder, actor=actor, clock=clock)


def _tell(folder: Path, *, actor: Actor, present: datetime, job: Job) -> Path:
    """The backup of a file in which the two years went by, each step at its own time."""
    maker = new_maker(present.year)
    calendar = Calendar(present, job)
    calendar.go_to(date(present.year - 1, 4, 20))
    desk = new_file(folder, maker, IN_A_CELL, actor=actor, clock=calendar)
    desk.actor = Actor(actor.pc_user, opening.setup_of(desk).secretary)
    try:
        last_year.fill(desk, maker, calendar.go_to)
        this_year.fill(desk, maker, calendar.go_to, today=present.date())
        return safekeeping.backup(desk)
    finally:
        desk.store.close()
