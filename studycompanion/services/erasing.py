"""Taking out all that tells who a person was, at the person's wish; every count stays true.

No backup is made before unless it is asked for: it would keep the very text that is to go. One is
made afterwards, so that the newest copy no longer has it. Older copies still do; whatever of them
comes back is held to the register of erasures at its next opening.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from studycompanion.domain.history import Mode
from studycompanion.domain.ids import new_id
from studycompanion.domain.people import Member, MemberRole, Membership, MemberStatus
from studycompanion.domain.personal import Erasure
from studycompanion.domain.vietnamese import fold, tidy
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.messages import speaking, word
from studycompanion.services import backups
from studycompanion.services.backups import Cause
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.reopening import reopen
from studycompanion.storage import backup as files
from studycompanion.storage import erasing, erasures, journal, recoding
from studycompanion.storage.store import Store
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

REWRITE = "rewrite_due"
"""The fact of a file from which something was taken out and that was not written anew yet."""
_SHOWN = ("attendance", "review", "item", "issued_form")
_NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_DATED: tuple[type[Membership | MemberStatus | MemberRole], ...] = (
    Membership,
    MemberStatus,
    MemberRole,
)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an erasure would do: whom it means, what it empties, and what it cannot reach.

    ``counts`` are records by kind that stay without their words; ``mentions`` the records of
    others, by kind, in whose words the name stands; ``entries`` how many steps of the journal
    stand under the name; ``backups`` how many copies still have it.
    """

    member_id: str
    full_name: str
    counts: dict[str, int]
    mentions: dict[str, int]
    entries: int
    backups: int
    oldest_backup: datetime | None


@dataclass(frozen=True, slots=True)
class ErasureLine:
    """A line of the register of erasures."""

    member_id: str
    at: datetime
    by: str
    reason: str
    keep_until: date | None


@dataclass(frozen=True, slots=True)
class Erased:
    """An erasure that was done; ``is_rewritten`` is whether the file is free of the old text.

    Where it is not, because somebody else has it open, the next opening sees to it. ``backup`` is
    the copy made afterwards, None where the disk did not take one.
    """

    note: ErasureLine
    is_rewritten: bool
    backup: Path | None
    older_backups: int


def foresee(desk: Desk, member_id: str) -> Foreseen:
    """What erasing a person would do; raises ``UserError`` ``not_there`` or ``already_erased``."""
    with desk.read() as reader:
        name, ids = _whom(reader, member_id)
        mine = erasing.owned(reader.connection, ids)
        mentions = erasing.mentions(reader.connection, name, mine)
        entries = journal.steps_of(reader.connection, name)
    found = files.every(desk.folder)
    return Foreseen(
        member_id,
        name,
        {kind: len(mine[kind]) for kind in _SHOWN if mine.get(kind)},
        mentions,
        entries,
        len(found),
        min((one.made_at for one in found), default=None),
    )


def _whom(reader: Reader, member_id: str) -> tuple[str, tuple[str, ...]]:
    """The name and every record of a person who is in the data or was taken off the list."""
    if member_id in erasing.erased_ids(reader.connection):
        raise UserError("already_erased")
    name = erasing.known_name(reader, member_id)
    if name is None:
        raise UserError("not_there")
    return name, (member_id, *erasing.same_person(reader.connection, member_id))


def erase(
    desk: Desk,
    member_id: str,
    *,
    reason: str,
    keep_until: date | None = None,
    backup_first: bool = False,
) -> Done[Erased]:
    """Take out all that tells who a person was. This cannot be undone.

    The person must not be read or written elsewhere meanwhile: the file is written anew. Raises
    ``UserError`` ``not_there``, ``already_erased``, ``erase_reason`` where none is given,
    ``erase_reason_names`` where it names the person, ``erase_until`` for a day that is over.
    """
    said = tidy(reason)
    with desk.read() as reader:
        name, ids = _whom(reader, member_id)
    _check(said, name, keep_until, today=desk.today)
    if backup_first:
        backups.make(desk, Cause.ERASURE)
    older = len(files.every(desk.folder))
    note = Erasure(
        id=new_id(),
        member_id=member_id,
        also_ids=ids[1:],
        at=desk.clock(),
        by=desk.actor.name,
        reason=said,
        keep_until=keep_until,
    )
    with desk.write("member_erase", mode=Mode.BARRIER) as tx:
        _carry_out(tx.uow, [note], on=desk.today)
    erasures.enter(desk.folder, [erasures.noted(note)])
    is_rewritten = rewrite_if_due(desk)
    return Done(Erased(_line(note), is_rewritten, _backed_up(desk), older), tx.changes)


def _check(reason: str, name: str, keep_until: date | None, *, today: date) -> None:
    if not reason:
        raise UserError("erase_reason")
    if f" {fold(name)} " in f" {fold(reason)} ":
        raise UserError("erase_reason_names")
    if keep_until is not None and keep_until < today:
        raise UserError("erase_until")


def _carry_out(uow: UnitOfWork, notes: Iterable[Erasure], *, on: date) -> None:
    """Empty the records of each note's person and keep the note; the data no longer has them."""
    with speaking("vi"):
        nameless = erasing.Nameless(word("erased", "name"), _page())
    for note in notes:
        for member_id in note.ids:
            _end(uow, member_id, on)
        erasing.erase(uow, note.ids, nameless)
        uow.add(note)
    erasing.note_rewrite(uow.connection, REWRITE)


def _end(uow: UnitOfWork, member_id: str, on: date) -> None:
    """The nameless one stands on no list of today and is called to nothing any more."""
    if uow.find_one(Member, member_id) is None:
        return
    for kind in _DATED:
        for record in uow.find(kind, member_id=member_id):
            if record.valid_to is None or record.valid_to > on:
                uow.blank(record, valid_to=max(on, record.valid_from or on))


def _page() -> bytes:
    """The page that stands in for a printed paper, the same for everybody."""
    from studycompanion import forms
    from studycompanion.forms.blocks import Paragraph, Title

    title = word("erased", "page_title")
    pages = forms.lay_out((Title(title, ""), Paragraph(word("erased", "page"))))
    return forms.draw(pages, title=title, author="", when=_NO_DAY)


def _backed_up(desk: Desk) -> Path | None:
    """A copy without the text; that the disk refuses it takes nothing back."""
    with suppress(EnvironmentProblem):
        return backups.make(desk, Cause.ERASURE)
    return None


def rewrite_if_due(desk: Desk) -> bool:
    """Write the file anew where something was taken out of it; whether it is free of it now."""
    if not desk.store.fact(REWRITE):
        return True
    try:
        recoding.rewrite(desk.store)
    except EnvironmentProblem:
        return False
    reopen(desk, desk.store.key)
    desk.store.note(REWRITE, "")
    return True


def register(desk: Desk) -> tuple[ErasureLine, ...]:
    """Every erasure, newest first."""
    with desk.read() as reader:
        notes = reader.find(Erasure)
    return tuple(_line(one) for one in sorted(notes, key=lambda one: one.at, reverse=True))


def _line(one: Erasure) -> ErasureLine:
    return ErasureLine(one.member_id, one.at, one.by, one.reason, one.keep_until)


def notes_of(desk: Desk) -> tuple[Erasure, ...]:
    """The retention notes of the open data, for what is put in its place."""
    with desk.read() as reader:
        return tuple(reader.find(Erasure))


def settle(desk: Desk, known: Iterable[Erasure] = ()) -> bool:
    """Hold the open data to the register beside it and to ``known``; whether anything was done.

    Data that is open to be read only stays as it is.
    """
    if desk.store.why_read_only is not None:
        return False
    noted = erasures.of_data(desk.folder)
    full = {one.id: one for one in known}
    if not (noted or full or desk.store.fact(REWRITE)):
        return False
    mine = {one.id: one for one in notes_of(desk)}
    missing = [full[i] for i in full if i not in mine]
    missing += [_renewed(one, desk) for one in noted if one.id not in mine and one.id not in full]
    if missing:
        with desk.write("member_erase", mode=Mode.BARRIER) as tx:
            _carry_out(tx.uow, missing, on=desk.today)
    erasures.enter(desk.folder, map(erasures.noted, (*mine.values(), *full.values())))
    rewrite_if_due(desk)
    return bool(missing)


def _renewed(one: erasures.Noted, desk: Desk) -> Erasure:
    """The note of an erasure that this copy of the data did not have yet."""
    with speaking("vi"):
        reason = word("erased", "renewed")
    first, *also = one.member_ids
    return Erasure(
        id=one.id,
        member_id=first,
        also_ids=tuple(also),
        at=one.at,
        by=desk.actor.name,
        reason=reason,
        keep_until=one.keep_until,
    )


def settle_copy(store: Store, like: Desk, known: Iterable[Erasure]) -> Store:
    """Hold a copy to the register in its folder and to ``known``; returns its store now."""
    copy = Desk(store, like.clock, like.actor)
    settle(copy, known)
    return copy.store
