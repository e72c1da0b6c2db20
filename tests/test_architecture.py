"""What import-linter and ruff cannot say about the rooms."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "studycompanion"
OWN = {"studycompanion.domain", "studycompanion.errors"}


def _sources(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.py"))
    assert found
    return found


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def _is_ours(module: str) -> bool:
    return module in OWN or module.startswith("studycompanion.domain.")


def _foreign(source: str) -> list[str]:
    modules = _imported(ast.parse(source))
    return [
        name
        for name in modules
        if not _is_ours(name) and name.partition(".")[0] not in sys.stdlib_module_names
    ]


def _calls_dunder_import(source: str) -> bool:
    nodes = ast.walk(ast.parse(source))
    return any(isinstance(node, ast.Name) and node.id == "__import__" for node in nodes)


def test_domain_uses_only_the_standard_library():
    for path in _sources(PACKAGE / "domain"):
        assert _foreign(path.read_text("utf-8")) == [], path


@pytest.mark.parametrize(
    "source", ["import reportlab.pdfgen", "from studycompanion.storage import vault"]
)
def test_a_foreign_import_is_noticed(source):
    assert _foreign(source)


def test_nothing_is_imported_by_string():
    for path in _sources(PACKAGE):
        assert not _calls_dunder_import(path.read_text("utf-8")), path


def test_an_import_by_string_is_noticed():
    assert _calls_dunder_import("codec = __import__('json')")
