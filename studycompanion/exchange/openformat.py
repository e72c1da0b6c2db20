"""The open format: a folder of JSON Lines, the kept files as they are, and a manifest of hashes.

``tables/<name>.jsonl`` has one JSON object a row, in UTF-8; ``files/<sha256>.pdf`` (or ``.bin``)
the kept files under the SHA-256 of their content; ``manifest.json`` names every file with its hash,
so that a missing or altered one is found before anything is read in.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studycompanion.errors import EnvironmentProblem, UserError

FORMAT = 1
MANIFEST, TABLES, FILES = "manifest.json", "tables", "files"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """What an export holds: how many rows each table has, and how many kept files there are."""

    rows: dict[str, int]
    files: int


class Writer:
    """Writes an export into an empty folder; it counts as one only after ``finish``."""

    def __init__(self, folder: Path) -> None:
        if folder.exists() and any(folder.iterdir()):
            raise UserError("export_folder_used")
        for name in (TABLES, FILES):
            (folder / name).mkdir(parents=True)
        self._folder = folder
        self._hashes: dict[str, str] = {}
        self._rows: dict[str, int] = {}

    def table(self, name: str, rows: Iterable[Row]) -> None:
        """Write the rows of one table."""
        path, digest, count = f"{TABLES}/{name}.jsonl", hashlib.sha256(), 0
        with (self._folder / path).open("wb") as file:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n"
                digest.update(line)
                file.write(line)
                count += 1
        self._hashes[path], self._rows[name] = digest.hexdigest(), count

    def file(self, data: bytes) -> None:
        """Write one kept file under the hash of its content."""
        digest = hashlib.sha256(data).hexdigest()
        suffix = "pdf" if data.startswith(b"%PDF") else "bin"
        path = f"{FILES}/{digest}.{suffix}"
        (self._folder / path).write_bytes(data)
        self._hashes[path] = digest

    def finish(self, schema: str) -> Written:
        """Write the manifest; ``schema`` is the version of the tables."""
        body = {"format": FORMAT, "schema": schema, "rows": self._rows, "sha256": self._hashes}
        text = json.dumps(body, indent=1, sort_keys=True, ensure_ascii=False)
        (self._folder / MANIFEST).write_text(text, "utf-8")
        return Written(self._rows, sum(path.startswith(FILES) for path in self._hashes))


class Reader:
    """An export whose every file was found to be whole.

    Raises ``UserError`` ``import_not_whole`` with the name of what is missing or altered, or
    ``import_newer``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        body = self._manifest()
        if int(body.get("format", 0)) > FORMAT:
            raise UserError("import_newer")
        try:
            self.schema = str(body["schema"])
            self.rows: dict[str, int] = dict(body["rows"])
            self._hashes: dict[str, str] = dict(body["sha256"])
        except (KeyError, TypeError, ValueError) as error:
            raise UserError("import_not_whole", name=MANIFEST) from error
        for path, digest in self._hashes.items():
            self._check(path, digest)

    def _manifest(self) -> dict[str, Any]:
        try:
            body = json.loads((self._folder / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise UserError("import_not_whole", name=MANIFEST) from error
        if not isinstance(body, dict):
            raise UserError("import_not_whole", name=MANIFEST)
        return body

    def _check(self, path: str, digest: str) -> None:
        where = self._folder / path
        if not where.resolve().is_relative_to(self._folder.resolve()):
            raise UserError("import_not_whole", name=path)
        try:
            with where.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise UserError("import_not_whole", name=path) from error
        if found != digest:
            raise UserError("import_not_whole", name=path)

    def table(self, name: str) -> Iterator[Row]:
        """The rows of one table; none where the export does not have it."""
        path = f"{TABLES}/{name}.jsonl"
        if path not in self._hashes:
            return
        try:
            with (self._folder / path).open("rb") as file:
                for line in file:
                    yield json.loads(line)
        except (OSError, ValueError) as error:
            raise EnvironmentProblem("disk_trouble") from error

    def files(self) -> Iterator[bytes]:
        """The bytes of every kept file."""
        for path in sorted(self._hashes):
            if path.startswith(f"{FILES}/"):
                yield (self._folder / path).read_bytes()
