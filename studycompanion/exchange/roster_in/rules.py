"""The words of rosters, from the versioned files in ``resources/rules``."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from studycompanion.domain.people import RoleKind, Sex, StatusKind
from studycompanion.domain.roster import Field as Field
from studycompanion.domain.roster import name_identity
from studycompanion.domain.vietnamese import fold, tidy
from studycompanion.paths import resource

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_Code = TypeVar("_Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Post:
    """A known post: what the program makes of it and what papers print; no role for members."""

    role: RoleKind | None
    title: str


@dataclass(frozen=True, slots=True)
class Sections:
    """Spelled beginnings of rows between people; see ``spell``."""

    cell: tuple[str, ...]
    cell_alone: tuple[str, ...]
    party_group: tuple[str, ...]
    end: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All words of one year, folded, or spelled where their dấu matter."""

    headers: Mapping[str, Field]
    never_kept: tuple[str, ...]
    nothing: frozenset[str]
    failed: frozenset[str]
    not_yet: frozenset[str]
    ticks: frozenset[str]
    sexes: Mapping[str, Sex]
    posts: Mapping[str, Post]
    statuses: Mapping[str, StatusKind]
    sections: Sections
    small: frozenset[str]
    capitals: Mapping[str, str]


@cache
def rules() -> Rules:
    """The rules that ship with the program, read once."""
    heads, words = _load("roster-headers.toml"), _load("roster-words.toml")
    return Rules(
        headers=_by_word(Field, heads["fields"]),
        never_kept=tuple(map(fold, heads["never_kept"]["words"])),
        nothing=frozenset(word.casefold() for word in words["nothing"]["marks"]),
        failed=frozenset(words["nothing"]["failed"]),
        not_yet=frozenset(map(fold, words["nothing"]["not_yet"])),
        ticks=frozenset(words["ticks"]["marks"]),
        sexes=_by_word(Sex, words["sexes"]),
        posts={fold(word): _post(entry) for entry in words["posts"] for word in entry["words"]},
        statuses=_by_word(StatusKind, words["statuses"]),
        sections=Sections(**{kind: _spelled(starts) for kind, starts in words["sections"].items()}),
        small=frozenset(
            word for small in words["unit_words"]["small"] for word in (small, fold(small))
        ),
        capitals={word.casefold(): word for word in words["unit_words"]["capitals"]},
    )


def spell(text: str) -> str:
    """A line's words, equal however their case, punctuation and tone places: "UỶ" as "ủy"."""
    return " ".join(map(name_identity, _WORD.findall(tidy(text))))


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("rules", name).read_text("utf-8"))


def _by_word(kind: type[_Code], table: Mapping[str, Iterable[str]]) -> dict[str, _Code]:
    return {fold(word): kind(code) for code, words in table.items() for word in words}


def _post(entry: Mapping[str, str]) -> Post:
    role = None if entry["role"] == "none" else RoleKind(entry["role"])
    return Post(role, entry["title"])


def _spelled(starts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(spell, starts))
