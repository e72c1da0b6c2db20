"""What is done while faults strike, and what must be true afterwards.

``prepare`` makes the state before; ``act`` does the work and says each step that the program
acknowledged; ``check`` looks at what is left, with those steps known.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from studycompanion.domain.attendance import Mark
from studycompanion.domain.people import Member
from studycompanion.domain.record import Actor
from studycompanion.domain.retention import Policy
from studycompanion.domain.roster import RosterPerson
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.services import (
    backups,
    checking,
    openformat,
    opening,
    rescue,
    restoring,
    rollcall,
    rosters,
    safekeeping,
    sessions,
    topics,
)
from studycompanion.services.desk import Desk
from studycompanion.services.roster_preview import Action, RosterLine, RosterPreview
from studycompanion.storage import backup as files
from studycompanion.storage import backup_places, migrations, notes
from studycompanion.storage.engine import bare_connect
from studycompanion.storage.files import replace_file
from studycompanion.storage.lock import NAME as LOCK
from studycompanion.storage.store import DATA

NOW = datetime(2026, 11, 20, 19, tzinfo=UTC)
ACTOR = Actor("may-tinh", "Trần Văn Mẫu")
SETUP = opening.Setup("Đảng bộ phường Vĩnh Tuy", "Vĩnh Tuy", "Trần Văn Mẫu", "Chi bộ 9")
PEOPLE = 6
FEW = Policy(newest=2, hours=0, days=0, weeks=0, months=0)
Say = Callable[[str], None]
Mend = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Journey:
    """One kind of work under faults; ``folder`` holds the data in ``d`` and may hold more."""

    prepare: Callable[[Path], None]
    act: Callable[[Path, Say, Mend], None]
    check: Callable[[Path, list[str]], None]


def clock() -> datetime:
    return NOW


def made(folder: Path, password: str | None = None) -> Desk:
    desk = opening.create(folder / "d", SETUP, actor=ACTOR, clock=clock, password=password).desk
    enrol(desk, PEOPLE)
    return desk


def enrol(desk: Desk, count: int, name: str = "Nguyễn Văn") -> None:
    people = [RosterPerson(sheet="", row=n, full_name=f"{name} {n}") for n in range(count)]
    lines = tuple(RosterLine(person, Action.NEW) for person in people)
    rosters.accept(desk, RosterPreview(Path("ds.xlsx"), lines, ()))


def opened(folder: Path, *passwords: str | None) -> Desk:
    """The desk by the first of the passwords that opens it."""
    for password in passwords or (None,):
        try:
            return opening.open_desk(
                folder / "d", actor=ACTOR, clock=clock, password=password, take_over=True
            )
        except UserError as error:
            if error.code not in ("wrong_password", "password_needed"):
                raise
    raise AssertionError("no password opens the data")


def names(desk: Desk) -> list[str]:
    with desk.read() as reader:
        return sorted(member.full_name for member in reader.find(Member))


def sound(desk: Desk) -> None:
    found = checking.problems(desk)
    assert found == (), [one.words for one in found]
    rest = [path.name for path in desk.folder.rglob("*.part*")]
    assert rest == [], rest
    for one in files.every(desk.folder):
        assert files.is_whole(one), one.path.name


# --- marks ------------------------------------------------------------------------------------


def _session(desk: Desk) -> str:
    topic = topics.add_topic(desk, "Chuyên đề", 2026).value
    return sessions.add_session(desk, topic.id, datetime(2026, 11, 20, 19)).value.id


def _marking(password: str | None) -> Journey:
    def prepare(folder: Path) -> None:
        desk = made(folder, password)
        (folder / "session").write_text(_session(desk))
        desk.store.close()

    def act(folder: Path, say: Say, mend: Mend) -> None:
        desk = opened(folder, password)
        session_id = (folder / "session").read_text()
        for line in rollcall.open_roll(desk, session_id).lines[:4]:
            try:
                rollcall.mark(desk, session_id, line.member_id, Mark.PRESENT)
            except EnvironmentProblem:
                mend()
                rollcall.mark(desk, session_id, line.member_id, Mark.PRESENT)
            say(line.member_id)
        desk.store.close()

    def check(folder: Path, said: list[str]) -> None:
        desk = opened(folder, password)
        session_id = (folder / "session").read_text()
        lines = rollcall.open_roll(desk, session_id).lines
        marked = {line.member_id for line in lines if line.mark is Mark.PRESENT}
        assert set(said) <= marked, "an acknowledged mark is lost"
        assert len(marked) <= len(said) + 1
        sound(desk)
        desk.store.close()

    return Journey(prepare, act, check)


# --- making and importing ---------------------------------------------------------------------


def _nothing(folder: Path) -> None:
    (folder / "d").mkdir()


def _creating(password: str | None) -> Journey:
    def act(folder: Path, say: Say, _mend: Mend) -> None:
        if opening.state(folder / "d") is opening.FileState.MISSING:
            made = opening.create(folder / "d", SETUP, actor=ACTOR, clock=clock, password=password)
            made.desk.store.close()
        say("made")

    def check(folder: Path, said: list[str]) -> None:
        if opening.state(folder / "d") is opening.FileState.MISSING:
            assert not said
            return
        desk = opened(folder, password)
        assert opening.setup_of(desk) == SETUP
        sound(desk)
        desk.store.close()

    return Journey(_nothing, act, check)


def _prepare_plain(folder: Path) -> None:
    made(folder).store.close()


def _importing() -> Journey:
    def act(folder: Path, say: Say, _mend: Mend) -> None:
        desk = opened(folder)
        if len(names(desk)) == PEOPLE:
            enrol(desk, 40, "Lê Thị")
        say("imported")
        desk.store.close()

    def check(folder: Path, said: list[str]) -> None:
        desk = opened(folder)
        assert len(names(desk)) in ((PEOPLE + 40,) if said else (PEOPLE, PEOPLE + 40))
        sound(desk)
        desk.store.close()

    return Journey(_prepare_plain, act, check)


def _taking_in() -> Journey:
    """An export read into a new file."""

    def prepare(folder: Path) -> None:
        desk = made(folder)
        openformat.export_data(desk, folder / "out")
        desk.store.close()
        shutil.rmtree(folder / "d")
        (folder / "d").mkdir()

    def act(folder: Path, say: Say, _mend: Mend) -> None:
        if opening.state(folder / "d") is opening.FileState.MISSING:
            openformat.import_data(
                folder / "out", folder / "d", actor=ACTOR, clock=clock
            ).desk.store.close()
        say("in")

    def check(folder: Path, said: list[str]) -> None:
        if opening.state(folder / "d") is opening.FileState.MISSING:
            assert not said
            return
        desk = opened(folder)
        assert len(names(desk)) == PEOPLE
        sound(desk)
        desk.store.close()

    return Journey(prepare, act, check)


# --- backups ----------------------------------------------------------------------------------


def _with_backups(folder: Path) -> None:
    desk = made(folder)
    notes.write(desk.folder, keep=FEW)
    for number in range(2):
        topics.add_topic(desk, f"Chuyên đề {number}", 2026)
        safekeeping.backup(desk)
    desk.store.close()


def _backing_up() -> Journey:
    def act(folder: Path, say: Say, _mend: Mend) -> None:
        desk = opened(folder)
        for _ in range(2):
            topics.add_topic(desk, "Thêm", 2026)
            say(safekeeping.backup(desk).name)
        opening.close(desk)

    def check(folder: Path, said: list[str]) -> None:
        whole = [b for b in files.every(folder / "d") if files.is_whole(b)]
        assert len(whole) >= 2, "a good copy was lost"
        assert not said or said[-1] in {one.path.name for one in whole}
        desk = opened(folder)
        sound(desk)
        desk.store.close()

    return Journey(_with_backups, act, check)


def _second_place() -> Journey:
    def prepare(folder: Path) -> None:
        _with_backups(folder)
        backup_places.choose(folder / "d", folder / "usb")

    def act(folder: Path, say: Say, _mend: Mend) -> None:
        # The template was made elsewhere: the place has moved with it.
        backup_places.choose(folder / "d", folder / "usb")
        desk = opened(folder)
        topics.add_topic(desk, "Thêm", 2026)
        safekeeping.backup(desk)
        if backups.status(desk)[1].is_good:
            say("caught up")
        desk.store.close()

    def check(folder: Path, said: list[str]) -> None:
        found = [b for home in (folder / "usb").glob("backups-*") for b in files.lying_in(home)]
        assert all(files.is_whole(one) for one in found)
        assert len(found) >= 2 * len(said)
        desk = opened(folder)
        sound(desk)
        desk.store.close()

    return Journey(prepare, act, check)


# --- restoring --------------------------------------------------------------------------------


def _restoring() -> Journey:
    def prepare(folder: Path) -> None:
        desk = made(folder)
        shutil.copyfile(safekeeping.backup(desk), folder / "old.scbackup")
        enrol(desk, 3, "Lê Thị")
        desk.store.close()

    def act(folder: Path, say: Say, _mend: Mend) -> None:
        desk = opened(folder)
        restoring.restore(desk, folder / "old.scbackup")
        say("restored")
        desk.store.close()

    def check(folder: Path, said: list[str]) -> None:
        desk = opened(folder)
        count = len(names(desk))
        assert count in ((PEOPLE,) if said else (PEOPLE, PEOPLE + 3))
        if count == PEOPLE:
            before = [b for b in files.every(desk.folder) if b.people == PEOPLE + 3]
            assert any(files.is_whole(one) for one in before), "no way back"
        sound(desk)
        desk.store.close()

    return Journey(prepare, act, check)


def _rescuing() -> Journey:
    def prepare(folder: Path) -> None:
        desk = made(folder)
        shutil.copyfile(safekeeping.backup(desk), folder / "old.scbackup")
        desk.store.close()
        replace_file(folder / "d" / DATA, b"SQLite format 3\x00" + b"x" * 9_000)
        replace_file(folder / "d" / LOCK, b"{")

    def act(folder: Path, say: Say, _mend: Mend) -> None:
        desk = rescue.restore(folder / "d", folder / "old.scbackup", actor=ACTOR, clock=clock)
        say("rescued")
        desk.store.close()

    def check(folder: Path, said: list[str]) -> None:
        kept = [folder / "d" / DATA, *(folder / "d").glob(f"damaged/*/{DATA}")]
        assert any(p.is_file() and p.stat().st_size == 9_016 for p in kept), "damage was lost"
        if not said:
            act(folder, lambda _: None, lambda: None)
        desk = opened(folder)
        assert len(names(desk)) == PEOPLE
        sound(desk)
        desk.store.close()

    return Journey(prepare, act, check)


# --- upgrading --------------------------------------------------------------------------------

NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{new}", "{old}", None, None


def upgrade() -> None:
    op.add_column("member", sa.Column("nickname", sa.Text()))
    with op.batch_alter_table("member_status", recreate="always") as batch:
        batch.alter_column("status", existing_type=sa.String(32), nullable=False)
"""


def become_newer(folder: Path) -> None:
    """Let this process be the next version of the program, with one more migration."""
    # Beside the folder whose disk fails: the next version is there before the faults are.
    scripts = folder.parent / f"scripts-{os.getpid()}"
    shutil.rmtree(scripts, ignore_errors=True)
    shutil.copytree(migrations.SCRIPTS, scripts)
    old = migrations.HEAD
    new = f"{int(old) + 1:04d}"
    (scripts / "versions" / f"{new}_next.py").write_text(NEXT.format(new=new, old=old), "utf-8")
    migrations.SCRIPTS, migrations.HEAD = scripts, new
    migrations.FORMAT = (migrations.FORMAT[0], migrations.FORMAT[1] + 1)


def _upgrading() -> Journey:
    def act(folder: Path, say: Say, _mend: Mend) -> None:
        become_newer(folder)
        desk = opened(folder)
        say("upgraded")
        desk.store.close()

    def check(folder: Path, said: list[str]) -> None:
        became = bool(said) or _has_nickname(folder)
        found = [one for one in files.every(folder / "d") if files.is_whole(one)]
        assert found or not became, "upgraded without a backup"
        become_newer(folder)
        desk = opened(folder)
        assert len(names(desk)) == PEOPLE
        sound(desk)
        desk.store.close()

    return Journey(_prepare_plain, act, check)


def _has_nickname(folder: Path) -> bool:
    with closing(bare_connect(folder / "d" / DATA, None)) as connection:
        columns = connection.execute("SELECT name FROM pragma_table_info('member')").fetchall()
    return ("nickname",) in columns


# --- passwords and repair ---------------------------------------------------------------------


def _passwords(old: str | None, new: str | None) -> Journey:
    def prepare(folder: Path) -> None:
        made(folder, old).store.close()

    def act(folder: Path, say: Say, _mend: Mend) -> None:
        desk = opened(folder, old, new)
        safekeeping.change_password(desk, old, new)
        say("changed")
        desk.store.close()

    def check(folder: Path, said: list[str]) -> None:
        desk = opened(folder, *((new,) if said else (old, new)))
        assert len(names(desk)) == PEOPLE
        sound(desk)
        desk.store.close()

    return Journey(prepare, act, check)


def _repairing() -> Journey:
    def prepare(folder: Path) -> None:
        desk = made(folder)
        desk.store.close()
        with closing(bare_connect(folder / "d" / DATA, None)) as connection:
            connection.execute("UPDATE member SET search_key = 'x'")

    def act(folder: Path, say: Say, _mend: Mend) -> None:
        desk = opened(folder)
        checking.repair(desk)
        say("mended")
        desk.store.close()

    def check(folder: Path, said: list[str]) -> None:
        desk = opened(folder)
        if not said:
            checking.repair(desk)
        assert len(names(desk)) == PEOPLE
        sound(desk)
        desk.store.close()

    return Journey(prepare, act, check)


JOURNEYS: dict[str, Journey] = {
    "marking": _marking(None),
    "marking, encrypted": _marking("một"),
    "making a file": _creating(None),
    "making an encrypted file": _creating("một"),
    "importing a roster": _importing(),
    "importing an export": _taking_in(),
    "backing up": _backing_up(),
    "the second place": _second_place(),
    "restoring": _restoring(),
    "rescuing": _rescuing(),
    "upgrading": _upgrading(),
    "setting a password": _passwords(None, "một"),
    "changing a password": _passwords("một", "hai"),
    "removing a password": _passwords("một", None),
    "repairing": _repairing(),
}
