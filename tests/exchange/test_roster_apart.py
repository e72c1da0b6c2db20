"""A roster is read by a process of its own, which may break, swell or hang without harm."""

import subprocess
import sys
import zipfile

import pytest

from studycompanion.errors import Cancelled, EnvironmentProblem, UserError
from studycompanion.exchange.roster_in import apart, child, read_roster, read_sheets, sheets_apart
from studycompanion.exchange.roster_in.ole import has_sound_chains
from studycompanion.messages import say
from studycompanion.paths import READ_ROSTER, own_command, own_environment
from tests.exchange.test_roster_files import HEAD


class Stopped:
    def report(self, done, total, label):
        raise Cancelled


def python(code):
    """A child that runs ``code`` instead of reading."""
    return lambda *words: [sys.executable, "-c", code]


def refused(path):
    with pytest.raises(UserError) as told:
        sheets_apart(path)
    assert path.name in say(told.value)
    return told.value.code


@pytest.mark.parametrize(
    "name", ["roster-cell-48.xlsx", "roster-cell-titled.xlsx", "roster-small.xls"]
)
def test_the_process_reads_what_the_program_would(data, name):
    assert read_sheets(sheets_apart(data / name), name) == read_roster(data / name)


def test_the_process_refuses_with_the_same_words(data, tmp_path):
    assert refused(data / "roster-locked.xlsx") == "roster_password"
    picture = tmp_path / "Ảnh chụp.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    assert refused(picture) == "roster_unreadable"
    assert refused(tmp_path / "không có.xlsx") == "roster_missing"


def test_a_process_that_dies_leaves_one_sentence(data, monkeypatch):
    monkeypatch.setattr(apart, "own_command", python("import os; os.abort()"))
    assert refused(data / "roster-small.xls") == "roster_too_large"


def test_a_process_that_hangs_is_ended(data, monkeypatch):
    monkeypatch.setattr(apart, "own_command", python("import time; time.sleep(60)"))
    monkeypatch.setattr(apart, "SECONDS", 0.2)
    assert refused(data / "roster-small.xls") == "roster_too_slow"


def test_cancelling_ends_the_process(data, monkeypatch):
    monkeypatch.setattr(apart, "own_command", python("import time; time.sleep(60)"))
    ended = []
    kill = subprocess.Popen.kill
    monkeypatch.setattr(subprocess.Popen, "kill", lambda p: (ended.append(p), kill(p)))
    with pytest.raises(Cancelled):
        sheets_apart(data / "roster-small.xls", Stopped())
    assert [process.returncode for process in ended] == [-9 if sys.platform != "win32" else 1]


def test_a_process_that_may_not_start_is_a_problem_of_the_machine(data, monkeypatch):
    monkeypatch.setattr(apart, "own_command", lambda *words: ["/không/có/studycompanion"])
    with pytest.raises(EnvironmentProblem) as told:
        sheets_apart(data / "roster-small.xls")
    assert told.value.code == "roster_reader_missing"


def test_the_packed_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command(READ_ROSTER) == [sys.executable, "--read-roster"]


def test_the_process_knows_no_window(data):
    code = "from studycompanion.exchange.roster_in import child; import sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], env=own_environment(), check=True, capture_output=True
    ).stdout.decode()
    assert "studycompanion.exchange.roster_in.child" in loaded
    assert not {"PySide6", "sqlalchemy", "reportlab", "argparse"} & set(loaded.split())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
def test_memory_is_bounded(tmp_path, monkeypatch):
    greedy = f"""
from studycompanion.exchange.roster_in import child
child._limit()
child.sheets_in = lambda data, name, reading: bytearray({child.MEMORY})
child._limit = lambda: None
raise SystemExit(child.main())
"""
    path = tmp_path / "Danh sách.csv"
    path.write_text("Họ và tên\nLê An\n", "utf-8")
    monkeypatch.setattr(apart, "own_command", python(greedy))
    assert refused(path) == "roster_too_large"


def test_columns_that_must_not_be_kept_never_leave_the_process(write):
    path = write({"DS": [[*HEAD, "Dân tộc", "Số CCCD"], ["Lê An", 1958, "Tày", "001058012345"]]})
    assert "Tày" not in repr(sheets_apart(path))
    assert "001058012345" not in repr(sheets_apart(path))


def test_a_sheet_without_a_list_is_left_behind(write):
    sheets = sheets_apart(write({"DS": [HEAD, ["Lê An", 1958]], "Khác": [["Mật", 1]]}))
    assert [(sheet.name, bool(sheet.rows)) for sheet in sheets] == [("DS", True), ("Khác", False)]


def _with_sheet(source, target, xml):
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", 8) as after:
        for part in before.namelist():
            old = before.read(part)
            after.writestr(part, xml(old) if "worksheets/sheet1" in part else old)
    return target


def _pointing(data, at, sector):
    """The old workbook with the number of a sector, 4 bytes at ``at``, changed."""
    spoilt = bytearray(data)
    spoilt[at : at + 4] = sector.to_bytes(4, "little")
    return bytes(spoilt)


def test_an_old_workbook_whose_sectors_run_in_a_circle_is_refused_at_once(data):
    assert refused(data / "roster-circle.xls") == "roster_unreadable"
    sound = (data / "roster-small.xls").read_bytes()
    assert has_sound_chains(sound)
    table = (int.from_bytes(sound[76:80], "little") + 1) * 512
    assert not has_sound_chains(_pointing(sound, table, 0))
    assert not has_sound_chains(sound[:500])
    assert not has_sound_chains(_pointing(sound, 30, 3))
    assert not has_sound_chains(_pointing(_pointing(sound, 68, 1), 3 * 512 - 4, 1))
    assert has_sound_chains(_pointing(sound, 68, 10**6))


def test_a_bomb_of_nested_entities_is_harmless(write, tmp_path):
    path = write({"DS": [HEAD, ["Lê An", 1958]]})
    lol = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    made = _with_sheet(
        path,
        tmp_path / "bom.xlsx",
        lambda xml: xml.replace(b"<worksheet", lol.encode() + b"<worksheet").replace(
            b"<v>1958</v>", b"<v>&b;</v>"
        ),
    )
    try:
        assert len(read_sheets(sheets_apart(made), "bom.xlsx").people) <= 1
    except UserError as told:
        assert told.code in ("roster_unreadable", "roster_no_table")  # noqa: PT017


def test_a_sheet_that_unpacks_to_half_a_gigabyte_is_refused(write, tmp_path):
    path = write({"DS": [HEAD, ["Lê An", 1958]]})
    made = _with_sheet(path, tmp_path / "lớn.xlsx", lambda xml: xml + b" " * 310_000_000)
    assert made.stat().st_size < 1_000_000
    assert refused(made) == "roster_too_large"


def test_a_million_empty_rows_are_read_over(write, tmp_path):
    path = write({"DS": [HEAD, ["Lê An", 1958]]})
    rows = b"".join(b'<row r="%d"/>' % number for number in range(3, 1_048_577))
    made = _with_sheet(
        path,
        tmp_path / "trống.xlsx",
        lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"),
    )
    assert len(read_sheets(sheets_apart(made), "trống.xlsx").people) == 1


def test_a_formula_that_failed_says_nothing(read):
    roster = read([[*HEAD, "Ghi chú"], ["Lê An", "#REF!", "#N/A"]])
    assert [(p.birth, p.note) for p in roster.people] == [(None, "")]


def test_sheets_from_the_process_are_what_they_were(data):
    answered = child.answer((data / "roster-small.xls").read_bytes(), "roster-small.xls", {})
    assert answered.startswith(child.GOOD)
    assert child.answer(b"", "a.xlsx", {}) == child.REFUSED + b"roster_unreadable"
