"""A template's values as TOML text again: the same values come out when it is read."""

import json
from collections.abc import Iterator, Mapping
from typing import Any


def toml_text(values: Mapping[str, Any]) -> str:
    """TOML of texts, whole numbers, flags, lists of them, tables and repeated tables."""
    return "\n".join(_lines(values, ())).strip("\n") + "\n"


def _lines(values: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Plain values first: what follows a table's head would belong to that table."""
    for key, value in values.items():
        if not _tables(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in values.items():
        name = (*path, key)
        head = ".".join(map(_key, name))
        mark = f"[{head}]" if isinstance(value, dict) else f"[[{head}]]"
        for table in _tables(value):
            yield from ("", mark)
            yield from _lines(table, name)


def _tables(value: Any) -> list[Mapping[str, Any]]:
    if isinstance(value, dict):
        return [value]
    is_repeated = isinstance(value, list) and value and all(isinstance(v, dict) for v in value)
    return value if is_repeated else []


def _key(key: str) -> str:
    is_bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if is_bare else _value(key)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower()
