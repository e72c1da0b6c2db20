"""The one place that builds things and wires them, for the window and for the command line."""

import gc
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from studycompanion.messages import word
from studycompanion.paths import CHECK_PDF, READ_ROSTER, READ_WORD

_RARELY = 100_000
"""New objects after which a command looks for garbage."""


def clock() -> datetime:
    """The present moment with this PC's time zone."""
    return datetime.now().astimezone()


def main(words: Sequence[str] | None = None) -> int:
    """Run a command, or the window where none is given; returns the exit code."""
    words = sys.argv[1:] if words is None else words
    if list(words) == [READ_ROSTER]:
        # It lives for one file and leaves no garbage.
        gc.disable()
        from studycompanion.exchange.roster_in import child

        return child.main()
    if list(words) == [READ_WORD]:
        from studycompanion.exchange.word_form_in import child as word_child

        return word_child.main()
    if list(words) == [CHECK_PDF]:
        from studycompanion.forms.verify import child as checker

        return checker.main()
    _speak_utf8()
    if _is_for_window(words):
        return _window(words)
    # Looking through a large roster again and again for garbage took as long as reading it.
    gc.set_threshold(_RARELY, 50, 1_000)
    from studycompanion import cli

    code = cli.run(words, clock=clock)
    return _window(words) if code is None else code


def _is_for_window(words: Sequence[str]) -> bool:
    """Whether it is plain without a parser that the window is meant: it starts sooner so."""
    return not words


def _speak_utf8() -> None:
    """Names with dấu on any console; a windowed program has no streams at all."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _has_display() -> bool:
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _window(words: Sequence[str]) -> int:
    if not _has_display():
        print(word("cli", "no_display"), file=sys.stderr)
        return 1
    # Loading leaves no garbage; the window looks for it later, when all is quiet.
    gc.disable()
    folder = _folder(words)
    from studycompanion import ui

    return ui.run(folder, clock=clock)


def _folder(words: Sequence[str]) -> Path:
    if not words:
        from studycompanion.paths import data_folder

        return data_folder()
    from studycompanion import cli

    return cli.folder_of(words)
