"""What a checking process is asked and answers, as lines of JSON and bytes."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from studycompanion.domain.signing import FileChecked, Problem, SignatureFound, TimeSource


def pack_setting(trusted: Iterable[bytes], now: datetime) -> bytes:
    """The first line: the trusted certificates and the present moment."""
    said = {"trusted": [b64encode(one).decode() for one in trusted], "now": now.isoformat()}
    return json.dumps(said).encode() + b"\n"


def unpack_setting(line: bytes) -> tuple[list[bytes], datetime]:
    """The inverse of ``pack_setting``."""
    said = json.loads(line)
    return [b64decode(one) for one in said["trusted"]], datetime.fromisoformat(said["now"])


def pack_file(name: str, pdf: bytes) -> bytes:
    """A file to check: a line with its name and size, then its bytes."""
    return json.dumps([name, len(pdf)]).encode() + b"\n" + pdf


def pack_answer(checked: FileChecked) -> bytes:
    """One line for a checked file."""
    return json.dumps(asdict(checked), default=_plain).encode() + b"\n"


def unpack_answer(line: bytes) -> FileChecked:
    """The inverse of ``pack_answer``; raises ValueError for anything else."""
    said = json.loads(line)
    return FileChecked(
        name=said["name"],
        signatures=tuple(map(_signature, said["signatures"])),
        problem=_problem(said["problem"]),
    )


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _signature(said: dict[str, Any]) -> SignatureFound:
    known = {one.name for one in fields(SignatureFound)}
    values = {key: value for key, value in said.items() if key in known}
    for key in ("time", "not_after"):
        values[key] = datetime.fromisoformat(values[key]) if values[key] else None
    values["time_source"] = TimeSource(values["time_source"])
    values["problem"] = _problem(values["problem"])
    return SignatureFound(**values)


def _problem(code: str | None) -> Problem | None:
    return Problem(code) if code else None
