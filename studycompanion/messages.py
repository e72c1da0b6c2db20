"""The one catalogue of sentences and words below Qt, in Vietnamese and English."""

import tomllib
from functools import cache
from typing import Any

from studycompanion.errors import CodedError
from studycompanion.paths import resource

_language = "vi"


def use_language(code: str) -> None:
    """Choose the language (``vi`` or ``en``) of every later sentence."""
    global _language
    _language = code


def language() -> str:
    """The chosen language."""
    return _language


@cache
def _catalogue(language: str) -> dict[str, dict[str, str]]:
    text = resource("i18n", f"messages.{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _sentences(room: str, language: str) -> dict[str, str]:
    text = resource("i18n", f"{room}.{language}.toml").read_text("utf-8")
    found: dict[str, str] = tomllib.loads(text)[room]
    return found


def sentence(room: str, vietnamese: str) -> str:
    """A sentence that a room has in Vietnamese, in the chosen language; as it is where none is."""
    if _language == "vi":
        return vietnamese
    return _sentences(room, _language).get(vietnamese, vietnamese)


def word(table: str, key: str, /, **params: Any) -> str:
    """The word or sentence ``key`` of a table of the catalogue, its ``{placeholders}`` filled."""
    return _catalogue(_language)[table][key].format(**params)


def say(error: CodedError) -> str:
    """The sentence for an expected error: what happened and what to do."""
    return word("errors", error.code, **error.params)
