"""First start, opening and closing of a data folder."""

import getpass
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from studycompanion.domain.history import Mode
from studycompanion.domain.ids import new_id
from studycompanion.domain.people import OrgUnit, UnitKind, UnitName
from studycompanion.domain.record import Actor, Clock
from studycompanion.domain.settings import Setting
from studycompanion.domain.vietnamese import tidy, unit_key
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.messages import say
from studycompanion.services import backups, erasing, moving
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.rules import seed, shipped_edition
from studycompanion.storage import keys as key_file
from studycompanion.storage import lock, still, tries, vault
from studycompanion.storage.files import make_folder
from studycompanion.storage.keys import NewKeys as NewKeys
from studycompanion.storage.lock import ask_to_raise as ask_to_raise
from studycompanion.storage.lock import was_asked_to_raise as was_asked_to_raise
from studycompanion.storage.store import NEWER, Store
from studycompanion.storage.unit_of_work import Reader, UnitOfWork
from studycompanion.storage.vault import FileState as FileState
from studycompanion.storage.vault import state as state


@dataclass(frozen=True, slots=True)
class Setup:
    """What every paper needs to know: direct superior body, place, secretary, and the cell.

    ``cell`` is None in the ward office's file, where rosters name the cells.
    """

    superior: str
    place: str
    secretary: str
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Created:
    """A new data file, and its recovery key where it has a password."""

    desk: Desk
    recovery_key: str | None


_NEEDED = ("superior", "place", "secretary")


def actor_now(name: str) -> Actor:
    """The account that runs the program, under the secretary's name."""
    try:
        account = getpass.getuser()
    except (OSError, KeyError):
        account = "?"
    return Actor(account, name)


def new_keys(password: str) -> NewKeys:
    """Keys of a file that is yet to be made, so that the recovery key can be put away before."""
    return key_file.make(password)


def missing(setup: Setup) -> tuple[str, ...]:
    """The fields of a setup that say nothing yet: superior, place, secretary."""
    return tuple(name for name in _NEEDED if not tidy(getattr(setup, name)))


def create(
    folder: Path,
    setup: Setup,
    *,
    actor: Actor,
    clock: Clock,
    password: str | None = None,
    made: NewKeys | None = None,
) -> Created:
    """Make a data file; raises ``UserError("data_exists")`` where one is already there.

    It is encrypted under ``made``, or under new keys of ``password``, where either is given.
    """
    _check(setup)
    if password and made is None:
        made = new_keys(password)
    make_folder(folder)
    held = lock.take(folder, actor.pc_user, clock())
    try:
        return _create(folder, setup, held, actor=actor, clock=clock, made=made)
    except BaseException:
        held.release()
        raise


def _create(
    folder: Path,
    setup: Setup,
    held: lock.FileLock,
    *,
    actor: Actor,
    clock: Clock,
    made: NewKeys | None,
) -> Created:
    if state(folder) is not FileState.MISSING:
        raise UserError("data_exists")

    def fill(growing: Store) -> None:
        with Desk(growing, clock, actor).write("setup", mode=Mode.BARRIER) as tx:
            seed(tx.uow)
            _store_setup(tx.uow, setup)
        growing.note("seeded_by", shipped_edition())

    store = vault.create(folder, held, made=made, now=clock(), fill=fill)
    desk = Desk(store, clock, actor, is_changed=True)
    return Created(desk, made.recovery_key if made else None)


def _check(setup: Setup) -> None:
    for name in missing(setup):
        raise UserError(f"setup_{name}")


def _store_setup(uow: UnitOfWork, setup: Setup) -> None:
    ward = OrgUnit(id=new_id(), kind=UnitKind.WARD, place=tidy(setup.place))
    units, names = [ward], [name_of_unit(ward, setup.superior)]
    if setup.cell:
        cell = OrgUnit(id=new_id(), kind=UnitKind.CELL, parent_id=ward.id)
        units.append(cell)
        names.append(name_of_unit(cell, setup.cell))
    for unit in units:
        uow.add(unit)
    uow.add_all(names)
    facts = {"place": setup.place, "secretary": setup.secretary, "home": units[-1].id}
    uow.add_all([Setting(id=k, value=tidy(v)) for k, v in facts.items()])


def name_of_unit(unit: OrgUnit, name: str) -> UnitName:
    """The first name of a unit, from an unknown day on."""
    return UnitName(id=new_id(), unit_id=unit.id, name=tidy(name), key=unit_key(name))


def open_desk(
    folder: Path,
    *,
    actor: Actor,
    clock: Clock,
    password: str | None = None,
    take_over: bool = False,
) -> Desk:
    """Open a data file.

    A file of a newer program, one that was handed over to another PC, or one in a folder that
    takes no writing opens to be read only: ``desk.store.why_read_only`` has the code of the
    sentence. Raises ``UserError`` ``no_data``,
    ``password_needed``, ``wrong_password``, ``wait_to_try``, ``in_use`` or ``lock_stale``,
    ``EnvironmentProblem`` ``damaged`` and those of the disk.
    """
    if state(folder) is FileState.MISSING:
        raise UserError("no_data")
    key = prove_password(folder, password, clock())
    try:
        held = lock.take(folder, actor.pc_user, clock(), take_over=take_over)
    except EnvironmentProblem as error:
        return _looked_at(folder, key, error, actor=actor, clock=clock)
    try:
        # What an unclean stop left unsaved elsewhere is backed up at the next occasion.
        desk = Desk(_opened(folder, held, key, clock()), clock, actor, is_changed=held.was_unclean)
        _settle_in(desk)
    except BaseException:
        held.release()
        raise
    return desk


def _looked_at(
    folder: Path, key: bytes | None, error: EnvironmentProblem, *, actor: Actor, clock: Clock
) -> Desk:
    """The desk over a file that can only be read where its folder takes no lock, else ``error``."""
    store = still.open_still(folder, key) if error.code == "folder_unwritable" else None
    if store is None:
        raise error
    desk = Desk(store, clock, actor)
    _settle_in(desk)
    return desk


def prove_password(folder: Path, password: str | None, now: datetime) -> bytes | None:
    """The raw key of the file in ``folder``, None for a plain one; wrong tries slow down.

    Raises ``UserError`` ``password_needed``, ``wrong_password`` or ``wait_to_try``.
    """
    if password:
        tries.admit(folder, now)
    try:
        key = vault.data_key(folder, password)
    except UserError as error:
        if error.code == "wrong_password":
            tries.note_wrong(folder, now)
        raise
    tries.clear(folder)
    return key


def _opened(folder: Path, held: lock.FileLock, key: bytes | None, now: datetime) -> Store:
    try:
        store = vault.open_file(folder, held, key=key, now=now)
    except UserError as error:
        if error.code != "newer_file":
            raise
        return vault.open_to_read(folder, held, key=key, why=NEWER)
    if store.fact(moving.MOVED):
        store.why_read_only = moving.MOVED_SENTENCE
    return store


def why_read_only(desk: Desk) -> str | None:
    """The sentence that says why this data can be read only, None where it can be changed."""
    code = desk.store.why_read_only
    return say(UserError(code)) if code else None


def _settle_in(desk: Desk) -> None:
    """Bring in rules and forms of a newer program, and learn the secretary's name."""
    if desk.store.why_read_only == NEWER:
        return
    edition, is_writable = shipped_edition(), desk.store.why_read_only is None
    # Nothing is dated by a clock that is behind.
    may_seed = is_writable and moving.clock_behind(desk) is None
    if may_seed and desk.store.fact("seeded_by") != edition:
        with desk.write("new_rules", mode=Mode.QUIET) as tx:
            seed(tx.uow)
        desk.store.note("seeded_by", edition)
    desk.actor = Actor(desk.actor.pc_user, desk.actor.name or setup_of(desk).secretary)
    erasing.settle(desk)


def settle_clock(desk: Desk, now: datetime | None) -> None:
    """Go by ``now``, or by this PC's clock (None), where that is before the last record.

    Raises ``UserError("clock_still_behind")``.
    """
    if now is None:
        moving.keep_clock(desk)
    else:
        moving.go_on_from(desk, now)
    _settle_in(desk)


def close(desk: Desk, *, always_back_up: bool = True) -> Path | None:
    """Back up what changed and close the file; returns the backup.

    Short commands pass ``always_back_up=False``: then a backup younger than the timer's minutes is
    enough, so that a row of commands does not push every older copy out.
    """
    try:
        return _last_backup(desk, always=always_back_up) if desk.is_changed else None
    finally:
        desk.store.close()


def _last_backup(desk: Desk, *, always: bool) -> Path | None:
    if not always and backups.has_recent(desk):
        return None
    return backups.make(desk, backups.Cause.CLOSE)


def _fact(reader: Reader, name: str) -> str:
    found = reader.find_one(Setting, name)
    return found.value if found else ""


def home_id(reader: Reader) -> str:
    """The unit whose file this is: the cell, or the ward office."""
    return _fact(reader, "home")


def unit_title(reader: Reader, unit_id: str, on: date | None = None) -> str:
    """The name of a unit on a day, by default the present one: old papers keep old names."""
    names = reader.find(UnitName, unit_id=unit_id)
    held = [n for n in names if n.valid_to is None or (on and n.valid_to > on)]
    begun = [n for n in held if not (on and n.valid_from and n.valid_from > on)]
    return begun[0].name if begun else ""


def setup_of(desk: Desk) -> Setup:
    """The setup of an open file."""
    with desk.read() as reader:
        home = reader.get(OrgUnit, home_id(reader))
        is_cell = home.kind is UnitKind.CELL
        return Setup(
            superior=unit_title(reader, home.parent_id or home.id),
            place=_fact(reader, "place"),
            secretary=_fact(reader, "secretary"),
            cell=unit_title(reader, home.id) if is_cell else None,
        )


def save_setup(desk: Desk, setup: Setup) -> Done[None]:
    """Change place, secretary and the names of the units (a mended typo; no new dated name)."""
    _check(setup)
    with desk.write("setup") as tx:
        uow = tx.uow
        home = uow.get(OrgUnit, home_id(uow))
        titles = {home.parent_id or home.id: setup.superior}
        if home.kind is UnitKind.CELL and setup.cell:
            titles[home.id] = setup.cell
        for unit_id, title in titles.items():
            for old in uow.find(UnitName, unit_id=unit_id, valid_to=None):
                uow.change(old, name=tidy(title), key=unit_key(title))
        for name in ("place", "secretary"):
            uow.change(uow.get(Setting, name), value=tidy(getattr(setup, name)))
    return Done(None, tx.changes)
