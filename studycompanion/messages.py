"""The one catalogue of sentences and words below Qt, in Vietnamese and English.

A table is read when its first word is needed, and the reader of catalogues is loaded with it: the
window starts sooner so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from studycompanion.errors import CodedError
from studycompanion.paths import resource

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
"""Every language by its code, each called by its own name."""
_language = "vi"
_for_now: ContextVar[str] = ContextVar("language for now", default="")


def use_language(code: str) -> None:
    """Choose the language (``vi`` or ``en``) of every later sentence."""
    global _language
    _language = code


def language() -> str:
    """The language of the next sentence."""
    return _for_now.get() or _language


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Another language for what is said inside, in this thread: papers are always Vietnamese."""
    before = _for_now.set(code)
    try:
        yield
    finally:
        _for_now.reset(before)


@cache
def _table(file: str, name: str) -> dict[str, str]:
    """One table of a catalogue: from its head, a line of its own, to the next."""
    import tomllib

    _, head, rest = _text(file).partition(f"\n[{name}]\n")
    if not head:
        raise KeyError(name)
    table, _, _ = rest.partition("\n[")
    return tomllib.loads(table)


@cache
def _text(file: str) -> str:
    return "\n" + resource("i18n", file).read_text("utf-8")


def sentence(room: str, vietnamese: str) -> str:
    """A sentence that a room has in Vietnamese, in the chosen language; as it is where none is."""
    code = language()
    if code == "vi":
        return vietnamese
    return _table(f"{room}.{code}.toml", room).get(vietnamese, vietnamese)


def word(table: str, key: str, /, **params: Any) -> str:
    """The word or sentence ``key`` of a table of the catalogue, its ``{placeholders}`` filled."""
    return _table(f"messages.{language()}.toml", table)[key].format(**params)


def say(error: CodedError) -> str:
    """The sentence for an expected error: what happened and what to do."""
    return word("errors", error.code, **error.params)
