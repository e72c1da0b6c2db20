"""The command line as its user types it, with a fixed clock."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from studycompanion import cli


@pytest.fixture
def command(data_folder, clock, capsys) -> Callable[..., Any]:
    """``command("topic", "list")`` runs on the test's folder and gives the JSON answer."""

    def run(*words: object, code: int = 0) -> Any:
        found = cli.run([*map(str, words), "--data", str(data_folder), "--json"], clock=clock)
        said = capsys.readouterr()
        assert found == code, said.err
        if code:
            assert said.out == ""
            return said.err.strip()
        return json.loads(said.out)

    return run


@pytest.fixture
def ward(command) -> Callable[..., Any]:
    """The commands on a ward office's new file."""
    command(
        *("init", "--superior", "Đảng bộ phường Vĩnh Tuy"),
        *("--place", "Vĩnh Tuy", "--secretary", "Trần Văn Mẫu"),
    )
    return command


@pytest.fixture
def cell(command) -> Callable[..., Any]:
    """The commands on the new file of one cell."""
    command(
        *("init", "--superior", "Đảng bộ phường Vĩnh Tuy", "--cell", "Chi bộ Tổ dân phố số 9"),
        *("--place", "Vĩnh Tuy", "--secretary", "Trần Văn Mẫu"),
    )
    return command
