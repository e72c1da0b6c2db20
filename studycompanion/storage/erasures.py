"""``erasures.json``: who was erased, by ids only, so that no older copy brings anybody back.

It lies beside the data, beside its backups and in the second place; data that is laid in, restored
or imported is held to it at its next opening. The data has the same notes, and more, in a table.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from studycompanion.domain.personal import Erasure
from studycompanion.storage.backup import FOLDER
from studycompanion.storage.files import replace_file

NAME = "erasures.json"


@dataclass(frozen=True, slots=True)
class Noted:
    """An erasure as the register has it; it names nobody."""

    id: str
    member_ids: tuple[str, ...]
    at: datetime
    keep_until: date | None


def noted(one: Erasure) -> Noted:
    """What the register keeps of a retention note."""
    return Noted(one.id, one.ids, one.at, one.keep_until)


def read(place: Path) -> tuple[Noted, ...]:
    """The register that lies in a folder; nothing where there is none that can be read."""
    try:
        body = json.loads((place / NAME).read_text("utf-8"))
        return tuple(_from_plain(one) for one in body["erasures"])
    except (OSError, ValueError, LookupError, TypeError):
        return ()


def _from_plain(one: dict[str, Any]) -> Noted:
    until = one["keep_until"]
    return Noted(
        str(one["id"]),
        tuple(map(str, one["member_ids"])),
        datetime.fromisoformat(one["at"]),
        date.fromisoformat(until) if until else None,
    )


def add(place: Path, fresh: Iterable[Noted]) -> None:
    """Enter what a folder's register does not have yet; raises ``EnvironmentProblem``."""
    known = {one.id: one for one in read(place)}
    every = known | {one.id: one for one in fresh}
    if every.keys() != known.keys():
        rows = [_as_plain(one) for one in every.values()]
        replace_file(place / NAME, json.dumps({"erasures": rows}, indent=1).encode())


def _as_plain(one: Noted) -> dict[str, object]:
    return {
        "id": one.id,
        "member_ids": list(one.member_ids),
        "at": one.at.isoformat(),
        "keep_until": one.keep_until.isoformat() if one.keep_until else None,
    }


def bring(source: Path, folder: Path) -> None:
    """Let a data folder know what the place knows from which data comes."""
    add(folder, read(source))


def of_data(folder: Path) -> tuple[Noted, ...]:
    """The register of a data folder, and the one beside its backups."""
    found = {one.id: one for place in (folder, folder / FOLDER) for one in read(place)}
    return tuple(found.values())


def enter(folder: Path, fresh: Iterable[Noted]) -> None:
    """Enter erasures in the register of a data folder and in the one beside its backups."""
    every = list(fresh)
    add(folder, every)
    if every and (folder / FOLDER).is_dir():
        add(folder / FOLDER, every)
