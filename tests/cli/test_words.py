"""Every line that a command prints for people has a name in the catalogue."""

import ast
import tomllib
from pathlib import Path

import pytest

from studycompanion import cli
from studycompanion.paths import resource

MODULES = sorted(Path(cli.__file__).parent.glob("*.py"))


def keys_told(path):
    """The keys of mappings that a command answers with."""
    for one in ast.walk(ast.parse(path.read_text("utf-8"))):
        is_command = isinstance(one, ast.FunctionDef) and [a.arg for a in one.args.args] == ["seat"]
        for inner in ast.walk(one) if is_command else ():
            if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Dict):
                yield from (key.value for key in inner.value.keys if isinstance(key, ast.Constant))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_key_of_an_answer_is_named(language):
    body = resource("i18n", f"messages.{language}.toml").read_text("utf-8")
    known = tomllib.loads(body)["cli_fields"]
    found = {key for path in MODULES for key in keys_told(path)}
    assert len(found) > 40
    assert found - known.keys() == set()


def test_what_a_command_did_is_told_in_words(cell, data_folder, clock, capsys):
    [kept, *_] = [one for one in cell("template", "list") if one["form"] == "commitment"]
    words = ("template", "copy", kept["id"], "--name", "Mẫu của chi bộ", "--year", "2026")
    assert cli.run([*words, "--data", str(data_folder)], clock=clock) == 0
    assert "Mẫu của chi bộ" in capsys.readouterr().out
