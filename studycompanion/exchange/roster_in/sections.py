"""Rows between people: those that name a cell or a group, and those that end the table."""

import re
from collections.abc import Iterable

from studycompanion.domain.vietnamese import fold, tidy, unit_key
from studycompanion.exchange.roster_in.rules import rules, spell

_LISTING = re.compile(r"^(?:[IVXLC]{1,6}|\d{1,3}|[A-Za-z])\s*[.):/–-]\s*(?=\w)")
_COUNT = re.compile(
    r"\s*[:(–-]*\s*\(?\s*\d+\s*(?:đồng chí|đ/c|đ\.c|đảng viên|đv|người)\s*\)?\s*$", re.IGNORECASE
)
_PAPER_DATE = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
_COLON = re.compile(r"\s*:\s*")
_WORD = re.compile(r"[^\s\-/.,()]+")


def cell_named(line: str) -> str:
    """The cell that a section row names ("I. CHI BỘ TDP 1 (52 đ/c)" -> "Chi bộ TDP 1"), or ""."""
    name = _bare(line)
    return unit_name(name) if _starts_plainly(name, rules().sections.cell) else ""


def cell_named_alone(line: str) -> str:
    """The same for words that are family names too: only for a row that says nothing else."""
    name = _bare(line)
    return unit_name(name) if _starts(name, rules().sections.cell_alone) else ""


def group_named(line: str) -> str:
    """The tổ đảng that a section row names, or ""."""
    name = _bare(line)
    return unit_name(name) if _starts_plainly(name, rules().sections.party_group) else ""


def ends_table(line: str) -> bool:
    """Whether the line is a total, a signature or the date of the paper."""
    return _starts(line, rules().sections.end) or _PAPER_DATE.search(fold(line)) is not None


def is_one_cell(name: str) -> bool:
    """Whether a name tells one cell from others: "Chi bộ tổ dân phố" could be any."""
    kinds = " ".join([*rules().small, *rules().sections.cell])
    return bool(set(unit_key(name).split()) - set(fold(kinds).split()))


def unit_name(name: str) -> str:
    """A tidied name, recased if it is all in capitals: "CHI BỘ TDP SỐ 1" -> "Chi bộ TDP số 1"."""
    name = _COLON.sub(" ", tidy(name))
    if not name.isupper():
        return name
    recased = _WORD.sub(lambda match: _recase(match.group().casefold()), name)
    return recased[0].upper() + recased[1:]


def _recase(word: str) -> str:
    if word in rules().small:
        return word
    return rules().capitals.get(word) or word.capitalize()


def _bare(line: str) -> str:
    return _COUNT.sub("", _LISTING.sub("", tidy(line))).rstrip(" :.,;-–")


def _starts(line: str, beginnings: Iterable[str]) -> bool:
    spelled = spell(line) + " "
    return any(spelled.startswith(start + " ") for start in beginnings)


def _starts_plainly(line: str, beginnings: Iterable[str]) -> bool:
    """The same, also for a line typed without any dấu."""
    folded = fold(line)
    plain = map(fold, beginnings) if line.isascii() else ()
    return _starts(line, beginnings) or any(f"{folded} ".startswith(f"{s} ") for s in plain)
