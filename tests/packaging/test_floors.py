"""Coverage floors as the test command judges them."""

import json

import pytest
from devtools import floors


def _file(ran, total, *, missing=()):
    half, whole = ran // 2, total // 2
    return {
        "summary": {
            "covered_lines": ran - half,
            "covered_branches": half,
            "num_statements": total - whole,
            "num_branches": whole,
        },
        "missing_lines": list(missing),
        "missing_branches": [],
    }


FILES = {
    "studycompanion/domain/plan.py": _file(10, 10),
    "studycompanion/storage/backup.py": _file(6, 10, missing=[3, 9]),
    "studycompanion\\storage\\backup_copy.py": _file(10, 10),
}


def _only(pattern, floor):
    (room,) = floors.weigh(FILES, {pattern: floor})
    return room


def test_a_room_run_in_full_passes():
    assert not _only("studycompanion/domain/*", 100).is_low


def test_statements_and_branches_of_a_room_count_together():
    assert _only("studycompanion/storage/backup*", 80).percent == 80


def test_a_room_under_its_floor_is_low_and_names_the_lines():
    room = _only("studycompanion/storage/backup*", 80.01)
    assert room.is_low
    assert room.gaps == ("studycompanion/storage/backup.py: 60.00 %, lines 3, 9, branches -",)


def test_a_room_without_files_is_not_low():
    assert not _only("studycompanion/merge/*", 100).is_low


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.studycompanion.floors]\n"studycompanion/storage/*" = 90\n"nothing/*" = 1\n', "utf-8"
    )
    return tmp_path


def test_tests_that_wrote_no_coverage_do_not_pass(checkout):
    assert floors.main() == 1


@pytest.mark.parametrize(("ran", "code"), [(8, 1), (9, 0)])
def test_the_report_names_each_room(checkout, capsys, ran, code):
    files = {"studycompanion/storage/vault.py": _file(ran, 10, missing=[7])}
    (checkout / floors.MEASURED).write_text(json.dumps({"files": files}), "utf-8")
    assert floors.main() == code
    printed = capsys.readouterr().out
    assert "studycompanion/storage/*" in printed
    assert "no files" in printed
    assert ("lines 7" in printed) is bool(code)
