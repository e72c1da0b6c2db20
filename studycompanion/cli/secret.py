"""Passwords: from the environment, from a prompt, or a line of standard input."""

import getpass
import os
import sys
from pathlib import Path

from studycompanion.messages import word

VARIABLE, NEW_VARIABLE = "STUDYCOMPANION_PASSWORD", "STUDYCOMPANION_NEW_PASSWORD"


def ask(prompt: str) -> str | None:
    """What the user types after ``prompt``; None where there is nobody to ask."""
    question = word("cli", prompt)
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(question) or None
    line = sys.stdin.readline() if sys.stdin is not None else ""
    return line.rstrip("\r\n") or None


def password_for(folder: Path) -> str | None:
    """The password of the data in ``folder``; None for a plain file."""
    from studycompanion.services.opening import FileState, state

    if state(folder) is not FileState.LOCKED:
        return None
    return os.environ.get(VARIABLE) or ask("password")
