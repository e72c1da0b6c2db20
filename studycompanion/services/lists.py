"""A list as a file for offices: Excel, or text with semicolons, by the name that is asked for."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.exchange.cells import Cell as Cell
from studycompanion.storage.files import replace_file

EXCEL, SEPARATED = ".xlsx", ".csv"


def export_list(
    path: Path,
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    total: Sequence[Cell] = (),
    notes: Sequence[str] = (),
) -> Path:
    """Write a list to ``path`` and return it; a .csv holds heads and rows only.

    Raises ``UserError("export_suffix")`` for other endings, and ``EnvironmentProblem`` of the
    disk or ``export_refused``; then the old file is untouched.
    """
    suffix = check_suffix(path, EXCEL, SEPARATED)
    if suffix == SEPARATED:
        from studycompanion.exchange.separated_out import separated_table

        return swap_in(path, separated_table(heads, rows))
    from studycompanion.exchange.excel_out import write_table

    buffer = BytesIO()
    write_table(buffer, title, heads, rows, total=total, notes=notes)
    return swap_in(path, buffer.getvalue())


def check_suffix(path: Path, *known: str) -> str:
    """The ending of ``path`` in small letters; ``UserError("export_suffix")`` if not ``known``."""
    suffix = path.suffix.lower()
    if suffix not in known:
        raise UserError("export_suffix", name=path.name, known=", ".join(known))
    return suffix


def swap_in(path: Path, data: bytes) -> Path:
    """Put a finished file in place, whole or not at all.

    Raises ``EnvironmentProblem("export_refused")`` where a file that is there may not be replaced,
    as while Excel has it open; the others are those of the disk.
    """
    try:
        replace_file(path, data, is_durable=False)
    except EnvironmentProblem as problem:
        if isinstance(problem.__cause__, PermissionError) and path.exists():
            raise EnvironmentProblem("export_refused", name=path.name) from problem
        raise
    return path
