"""Reading a template with a clear complaint: the line and what is wrong there."""

import re
import tomllib
from collections.abc import Mapping
from string import Formatter
from typing import Any

from studycompanion.domain.vietnamese import nfc
from studycompanion.errors import UserError
from studycompanion.messages import word

_NONE: frozenset[str] = frozenset()


def open_document(body: str) -> "Reader":
    """A reader of the whole text; ``UserError("template_broken")`` if it is not TOML."""
    try:
        return Reader(tomllib.loads(body), body)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else body.count("\n") + 1
        raise _broken(line, "syntax") from error


def _broken(line: int, reason: str, **params: Any) -> UserError:
    return UserError(
        "template_broken", line=line, reason=word("template_reasons", reason, **params)
    )


class Reader:
    """One table of the text; ``path`` leads to it, ``nth`` counts repeated tables (else None)."""

    def __init__(
        self,
        table: Mapping[str, Any],
        body: str,
        *,
        path: tuple[str, ...] = (),
        nth: int | None = None,
    ) -> None:
        self._table = table
        self._body = body
        self._path = path
        self._nth = nth or 0
        name = ".".join(path)
        self._head = name and (f"[{name}]" if nth is None else f"[[{name}]]")

    def text(self, key: str, holes: frozenset[str] = _NONE) -> str:
        """A text that must be there and not be blank; ``holes`` are its allowed placeholders."""
        value = self.optional(key, holes)
        if not value:
            raise self.wrong(key, "missing")
        return value

    def optional(self, key: str, holes: frozenset[str] = _NONE) -> str:
        """A text, or nothing."""
        return self._checked(key, self._table.get(key, ""), holes)

    def texts(self, key: str, holes: frozenset[str] = _NONE) -> tuple[str, ...]:
        """A list of texts."""
        values = self._typed(key, list)
        return tuple(self._checked(key, value, holes) for value in values)

    def number(self, key: str, *, least: int = 1) -> int:
        """A whole number from ``least`` up."""
        value = self._typed(key, int)
        if value < least or isinstance(value, bool):
            raise self.wrong(key, "number")
        return int(value)

    def flag(self, key: str) -> bool:
        """True or false; false when it is not there."""
        return bool(self._typed(key, bool)) if key in self._table else False

    def has(self, key: str) -> bool:
        """Whether anything stands under ``key``."""
        return key in self._table

    def choice(self, key: str, allowed: frozenset[str], *, default: str = "") -> str:
        """A text that is one of ``allowed``; ``default`` where nothing stands."""
        value = default if default and not self.has(key) else self.text(key)
        if value not in allowed:
            raise self.wrong(key, "choice")
        return value

    def choices(self, key: str, allowed: frozenset[str]) -> tuple[str, ...]:
        """Texts that are all of ``allowed``; none where nothing stands."""
        values = self.texts(key) if self.has(key) else ()
        if not allowed.issuperset(values):
            raise self.wrong(key, "choice")
        return values

    def table(self, key: str) -> "Reader":
        """The table under ``[key]``."""
        return Reader(self._typed(key, dict), self._body, path=(*self._path, key))

    def tables(self, key: str, *, least: int = 1) -> list["Reader"]:
        """The tables under ``[[key]]``, ``least`` at least; with 0 there need not be any."""
        found = self._typed(key, list) if least or key in self._table else []
        if len(found) < least or not all(isinstance(table, dict) for table in found):
            raise self.wrong(key, "missing")
        path = (*self._path, key)
        return [Reader(table, self._body, path=path, nth=nth) for nth, table in enumerate(found)]

    def _typed(self, key: str, kind: type) -> Any:
        value = self._table.get(key)
        if value is None:
            raise self.wrong(key, "missing")
        if not isinstance(value, kind):
            raise self.wrong(key, "type")
        return value

    def _checked(self, key: str, value: Any, holes: frozenset[str]) -> str:
        if not isinstance(value, str):
            raise self.wrong(key, "type")
        try:
            named = {name for _, name, _, _ in Formatter().parse(value) if name is not None}
        except ValueError as error:
            raise self.wrong(key, "braces") from error
        if not named <= holes:
            raise self.wrong(key, "braces")
        return nfc(value).strip()

    def wrong(self, key: str, reason: str) -> UserError:
        """What to raise where ``key`` is wrong, for a ``reason`` of the catalogue."""
        return _broken(self._line(key), reason, key=key)

    def _line(self, key: str) -> int:
        """The line of ``key`` within this table, else of the table's head, from 1."""
        lines = self._body.splitlines()
        heads = [n for n, line in enumerate(lines) if self._head and line.strip() == self._head]
        start = heads[self._nth] if self._nth < len(heads) else 0
        own = re.compile(rf"\s*(\[+)?{re.escape(key)}\b")
        for number, line in enumerate(lines[start + 1 :], start + 2):
            if own.match(line):
                return number
            if self._head and line.lstrip().startswith("["):
                break
        return start + 1
