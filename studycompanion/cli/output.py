"""Answers on the screen: one JSON value, or lines for people."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from studycompanion.messages import word


def show(answer: object, *, as_json: bool) -> None:
    """Print an answer made of mappings, sequences and plain values."""
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, default=_plain))
    elif answer is not None:
        print("\n".join(_lines(answer)))


def _plain(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _lines(answer: object) -> list[str]:
    if isinstance(answer, Mapping):
        return [f"{_label(key)}: {_cell(value)}" for key, value in answer.items()]
    if isinstance(answer, Sequence) and not isinstance(answer, str):
        return [_row(row) for row in answer] or [word("cli", "none")]
    return [_cell(answer)]


def _label(key: str) -> str:
    return word("cli_fields", key)


def _row(row: object) -> str:
    if isinstance(row, Mapping):
        return "  ".join(_cell(value) for value in row.values())
    return _cell(row)


def _cell(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return word("cli", "yes" if value else "no")
    if isinstance(value, Mapping):
        return _row(value)
    if isinstance(value, float):
        from fractions import Fraction

        from studycompanion.domain.vietnamese import percent

        return percent(Fraction(value).limit_denominator(1_000_000))
    if isinstance(value, datetime):
        return f"{value.astimezone():%d/%m/%Y %H:%M}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "".join(f"\n  {_row(row)}" for row in value) or "—"
    return str(value)


class Progress:
    """Counts finished items on a terminal's stderr; silent where stderr is a file."""

    def report(self, done: int, total: int, label: str) -> None:
        """Show how far the work is."""
        if sys.stderr.isatty():
            print(f"\r{done}/{total}", end="\n" if done == total else "", file=sys.stderr)
