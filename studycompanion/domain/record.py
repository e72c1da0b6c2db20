"""What every stored record shares, and who and when a change was made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Clock = Callable[[], datetime]
"""Gives the present moment as an aware datetime; injected, so that tests own time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A stored thing: ``id`` is a UUID in hex, ``revision`` counts its changes from 1."""

    id: str
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes something: the account on the PC and the secretary's name."""

    pc_user: str
    name: str
