"""The words of a form's text as fields to edit, and the text with other words in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from studycompanion import forms
from studycompanion.messages import word
from studycompanion.services.rules import head_of

Path = tuple[str | int, ...]
KEYS = frozenset(
    {
        "name",
        "year",
        "title",
        "subject",
        "closing",
        "paragraphs",
        "label",
        "intro",
        "text",
        "prompt",
    }
    | {"lines", "capacity", "post", "hint"}
)
"""What can be edited: the words on the paper, and how many ruled lines there are."""


@dataclass(frozen=True, slots=True)
class Part:
    """One field: where it stands in the text, what it is called, and what it says."""

    path: Path
    label: str
    value: str


def parts(body: str) -> tuple[Part, ...]:
    """Every field of a sound text in the order in which it stands there."""
    return tuple(_parts(head_of(body), ()))


def _parts(value: Any, path: Path) -> Iterator[Part]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _parts(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _parts(inner, (*path, number))
    elif key := next((k for k in reversed(path) if isinstance(k, str) and k in KEYS), ""):
        yield Part(path, _label(path, key), str(value))


def _label(path: Path, key: str) -> str:
    """What a field is called, numbered where there are several."""
    if len(path) > 1:
        key = {"title": "part", "name": "choice"}.get(key, key)
    if key == "label" and path[0] != "fields":
        key = "row"
    number = next((f" {step + 1}" for step in path if isinstance(step, int)), "")
    return word("template_parts", key) + number


def with_parts(body: str, values: Mapping[Path, str]) -> str:
    """The text with other words in some fields, all else as it is.

    A line of the name block whose label is emptied is left out.
    """
    root = head_of(body)
    for path, text in values.items():
        place: Any = root
        for step in path[:-1]:
            place = place[step]
        is_number = isinstance(place[path[-1]], int) and text.strip().isdecimal()
        place[path[-1]] = int(text) if is_number else text
    if "fields" in root:
        root["fields"] = [field for field in root["fields"] if field["label"].strip()]
    return written(root, body)


def written(root: Mapping[str, Any], like: str) -> str:
    """Values as a form's text, with the comments of the text that they come from."""
    return forms.toml_text(root, like=like)
