"""What the user once said of the columns of rosters, kept with the data for files of that shape."""

import json

from studycompanion.domain.roster import Field, Reading
from studycompanion.domain.settings import Setting
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

_COLUMNS, _HEADINGS = "roster_columns:", "roster_headings"


def remembered(reader: Reader) -> Reading:
    """How columns were read when rosters were accepted before."""
    kept = {s.id: json.loads(s.value) for s in reader.find(Setting) if s.id.startswith("roster_")}
    columns = {
        key.removeprefix(_COLUMNS): _known(value)
        for key, value in kept.items()
        if key.startswith(_COLUMNS)
    }
    return Reading(columns=columns, headings=_known(kept.get(_HEADINGS, {})))


def _known(codes: dict[str, str]) -> dict[str, str]:
    """Without fields of another version of the program."""
    return {name: code for name, code in codes.items() if code in ("", *Field)}


def remember(uow: UnitOfWork, reading: Reading) -> None:
    """Keep what an accepted reading says of columns; nothing is written where nothing is new."""
    for shape, columns in reading.columns.items():
        _keep(uow, _COLUMNS + shape, dict(columns))
    if reading.headings:
        _keep(uow, _HEADINGS, dict(reading.headings))


def _keep(uow: UnitOfWork, key: str, codes: dict[str, str]) -> None:
    value = json.dumps(codes, ensure_ascii=False, sort_keys=True)
    old = uow.find_one(Setting, key)
    if old is None:
        uow.add(Setting(id=key, value=value))
    else:
        uow.change(old, value=value)
