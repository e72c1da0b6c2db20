"""What the list of backups says of each."""

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services.backups import BackupLine
from studycompanion.ui.models.records import Cell, Column
from studycompanion.ui.words import short_moment, tr

_MIB, _KIB = 1 << 20, 1 << 10


def columns() -> tuple[Column, ...]:
    """When, why, where, how many, how large, and what differs from now."""
    return (
        Column(tr("Lúc"), _when, 17),
        Column(tr("Vì sao"), lambda r: Cell(r.cause), 24, rank=4),
        Column(tr("Ở đâu"), lambda r: Cell(where(r)), 13, rank=3),
        Column(tr("Số người"), _people, 8, is_figure=True, rank=1, order=lambda r: r.people),
        Column(tr("Số việc"), _tasks, 8, is_figure=True, rank=2, order=lambda r: r.tasks),
        Column(tr("Cỡ"), lambda r: Cell(size(r.size)), 9, rank=5, order=lambda r: r.size),
        Column(tr("So với hiện nay"), lambda r: Cell(differs(r))),
    )


def differs(line: BackupLine) -> str:
    """How it differs from now, in words also where nothing can be counted."""
    return line.difference or tr("như hiện nay")


def where(line: BackupLine) -> str:
    """Beside the data, or in the second place."""
    return tr("Nơi thứ hai") if line.is_in_second_place else tr("Máy này")


def size(count: int) -> str:
    """Bytes as people read them: 820 KB, 1,4 MB."""
    if count < _MIB:
        return tr("{n} KB", n=max(count // _KIB, 1))
    whole, part = divmod(round(10 * count / _MIB), 10)
    return tr("{n},{part} MB", n=whole, part=part)


def _when(line: BackupLine) -> Cell:
    return Cell(short_moment(line.made_at), is_strong=True)


def _people(line: BackupLine) -> Cell:
    return Cell(group_thousands(line.people))


def _tasks(line: BackupLine) -> Cell:
    return Cell(group_thousands(line.tasks))
