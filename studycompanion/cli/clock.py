"""Asks for the date before a command dates anything by a clock that is behind."""

import argparse
import sys
from datetime import datetime

from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services import moving, opening
from studycompanion.services.desk import Desk

PC = "pc"
"""What stands for the PC's own clock, where that is right and the last record was not."""
_FORMS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M")


def settle(desk: Desk, given: str | None) -> None:
    """Go by ``given`` (a moment or ``PC``), or by what is typed, where the clock is behind.

    Raises ``UserError`` ``clock_asks`` where there is nobody to ask, ``clock_still_behind``.
    """
    last = moving.clock_behind(desk) if desk.store.why_read_only is None else None
    if last is None:
        return
    zone = desk.clock().tzinfo
    said = {
        "now": f"{desk.clock():%d/%m/%Y %H:%M}",
        "last": f"{last.astimezone(zone):%d/%m/%Y %H:%M}",
    }
    told = given or _ask(said)
    if told is None:
        raise UserError("clock_asks", **said)
    opening.settle_clock(desk, None if told == PC else moment(told).replace(tzinfo=zone))


def may_ask() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def _ask(said: dict[str, str]) -> str | None:
    """What is typed at a terminal; None where there is none, or nothing was typed."""
    if not may_ask():
        return None
    print(word("cli", "clock", **said), end="", file=sys.stderr, flush=True)
    typed = sys.stdin.readline().strip()
    try:
        return moment_or_pc(typed) if typed else None
    except argparse.ArgumentTypeError as error:
        raise UserError("date_unreadable", typed=typed) from error


def moment(text: str) -> datetime:
    """A moment of the wall as it is typed; raises ``ArgumentTypeError``."""
    for form in _FORMS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"not a moment such as 2026-11-21T08:00: {text}")


def moment_or_pc(text: str) -> str:
    """``--now`` as argparse takes it."""
    return text if text == PC else moment(text).isoformat()[:16]
