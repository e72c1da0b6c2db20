"""The journal: named change sets, what undoes them, and the chain that proves them unbroken.

Values lie apart from the chain: a digest covers a salted hash of each change, so erasing the value
of a person leaves the chain whole. Undo compares values, not revisions, because an undone and
redone record carries a newer revision with the same content.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

Body = Mapping[str, tuple[Any, Any]]
"""Field name -> (old, new), as stored primitives."""


class Mode(StrEnum):
    """What a change set is to undo.

    A barrier (first setup, issuing, signing, sending) stops undo; quiet upkeep is passed over.
    """

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    BARRIER = "barrier"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record; revision 0 stands for "not there"."""

    record_kind: str
    record_id: str
    revision_before: int
    revision_after: int
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """One transaction under the name of its step, as the journal keeps it."""

    id: str
    number: int
    at: datetime
    pc_user: str
    actor: str
    step: str
    params: Mapping[str, str]
    mode: Mode
    undo_of: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """The part of a change set that undo and redo look at; ``undo_of`` is what it took back."""

    id: str
    mode: Mode
    undo_of: str | None = None


@dataclass(frozen=True, slots=True)
class Stacks:
    """Change sets that can be undone and redone, the next one last."""

    undo: tuple[str, ...]
    redo: tuple[str, ...]


def stacks(steps: Iterable[Step]) -> Stacks:
    """What can be undone and redone after ``steps``, given oldest first.

    A step that was chosen from the history is taken back out of turn.
    """
    undo: list[str] = []
    redo: list[str] = []
    for step in steps:
        if step.mode is Mode.QUIET:
            continue
        if step.mode is Mode.UNDO:
            undo = [one for one in undo if one != step.undo_of]
            redo.append(step.id)
        elif step.mode is Mode.REDO:
            redo = [one for one in redo if one != step.undo_of]
            undo.append(step.id)
        else:
            redo = []
            undo = [] if step.mode is Mode.BARRIER else [*undo, step.id]
    return Stacks(tuple(undo), tuple(redo))


def inverse(body: Body) -> dict[str, tuple[Any, Any]]:
    """The change that takes ``body`` back."""
    return {name: (new, old) for name, (old, new) in body.items()}


def encode_body(body: Body) -> str:
    """A change's values as canonical JSON, fields in order."""
    return _CANONICAL.encode(body)


def decode_body(text: str) -> dict[str, tuple[Any, Any]]:
    """The values that ``encode_body`` wrote."""
    return {name: (old, new) for name, (old, new) in json.loads(text).items()}


def _sha256(*parts: str) -> str:
    """Over the parts with their lengths, so that none can pass for the end of another."""
    return hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()


def change_digest(change: Change, salt: str, body: str) -> str:
    """SHA-256 over a change and its salted values, 64 hex digits."""
    return _sha256(
        change.record_kind,
        change.record_id,
        f"{change.revision_before}>{change.revision_after}",
        salt,
        body,
    )


def chain_digest(previous: str, change_set: ChangeSet, digests: Iterable[str]) -> str:
    """SHA-256 that binds a change set to the one before it of the same origin."""
    return _sha256(
        previous,
        change_set.id,
        str(change_set.number),
        change_set.at.isoformat(),
        change_set.pc_user,
        change_set.actor,
        change_set.step,
        _CANONICAL.encode(dict(change_set.params)),
        change_set.mode.value,
        change_set.undo_of or "",
        *digests,
    )
