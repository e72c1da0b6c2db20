import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from studycompanion import app, cli
from studycompanion.cli import output, secret
from studycompanion.services import opening

DATA = Path(__file__).parent.parent / "data"
ROSTER = DATA / "roster-cell-48.xlsx"


@pytest.fixture
def cell(ward):
    """A ward's file with the roster of one cell, a topic and a session: (run, topic, session)."""
    ward("roster", "import", ROSTER)
    topic = ward("topic", "add", "--title", "Chuyên đề", "--year", "2026")["id"]
    session = ward(
        "session", "add", "--topic", topic, "--at", "2026-11-20T19:00", "--place", "Nhà văn hóa"
    )["id"]
    return ward, topic, session


def test_a_roster_is_seen_before_it_is_taken_in(ward):
    dry = ward("roster", "import", ROSTER, "--dry-run")
    assert (dry["read"], dry["new"], dry["problems"]) == (48, 48, [])
    assert ward("member", "list") == []
    assert ward("roster", "import", ROSTER)["new"] == 48
    assert ward("roster", "import", ROSTER)["unchanged"] == 48
    assert len(ward("member", "list")) == 48
    found = ward("member", "list", "--find", "vuong")
    assert found[0]["full_name"].endswith("Vượng")


def test_a_value_that_cannot_be_read_is_named_by_row_and_column(ward, tmp_path):
    path = tmp_path / "ds.csv"
    path.write_text("STT;Họ và tên;Ngày sinh;Chi bộ\n1;Lê An;32/13/1960;Chi bộ 1\n", "utf-8")
    [problem] = ward("roster", "import", path)["problems"]
    assert (problem["row"], problem["column"]) == (2, "C")
    assert "32/13/1960" in problem["problem"]


def test_the_roll_is_called_and_counted(cell):
    run, topic, session = cell
    first = run("member", "list")[0]["id"]
    assert run("session", "mark", session, "--member", first, "--as", "late") == {"marked": 1}
    exempt = run("session", "totals", session)["exempt"]
    assert run("session", "mark", session, "--all-unmarked", "--as", "present") == {
        "marked": 47 - exempt
    }
    totals = run("session", "totals", session)
    assert (totals["called"], totals["late"], totals["unmarked"]) == (48, 1, 0)
    assert totals["rate_attended"] == pytest.approx((48 - exempt) / 48)
    assert totals["rate_complete"] == 1
    [line] = run("session", "list", "--topic", topic)
    assert (line["called"], line["unmarked"], line["state"]) == (48, 0, "open")


def test_what_a_task_misses_is_named(cell):
    run, topic, _ = cell
    who = run("member", "list")[3]["id"]
    added = run("plan", "add", "--topic", topic, "--member", who, "--task", "Dọn rác ngõ 9")
    assert added["missing"] == ["person", "process", "responsibility", "result"]
    [line] = run("plan", "missing", "--topic", topic)
    assert (line["id"], line["member"], line["item"]) == (added["id"], who, "Dọn rác ngõ 9")


def test_the_forms_of_a_cell_are_written_and_the_exempt_named(cell, tmp_path):
    run, topic, _ = cell
    done = run("forms", "export", "--topic", topic, "--out", tmp_path / "ra", "--merged")
    assert len(done["files"]) + len(done["skipped"]) == 48
    assert {s["reason"] for s in done["skipped"]} == {"exempt"}
    assert [Path(p).exists() for p in done["merged"]] == [True]
    only = run(
        *("forms", "export", "--topic", topic, "--out", tmp_path / "trống"),
        *("--cell", "TDP 1", "--blank"),
    )
    assert len(only["files"]) == len(done["files"])
    rest = run("forms", "export", "--topic", topic, "--out", tmp_path / "còn", "--unsigned")
    assert len(rest["files"]) == len(done["files"])


def test_topics_are_listed_with_their_clarity_set(cell):
    run, topic, _ = cell
    assert run("topic", "list") == [
        {
            "id": topic,
            "title": "Chuyên đề",
            "year": 2026,
            "clarity": "5ro",
            "sessions": 1,
            "archived": False,
        }
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("topic", "add", "--title", "x", "--year", "26"), "Năm 26 không dùng được"),
        (("topic", "add", "--title", "x", "--year", "2026", "--clarity", "9ro"), "mã 9ro"),
        (("roster", "import", "không-có.xlsx"), "không-có.xlsx"),
        (("session", "totals", "0" * 32), "Không tìm thấy"),
        (("member", "list", "--cell", "Chi bộ 77"), "Chi bộ 77"),
        (("data", "password", "--remove"), "chưa đặt mật khẩu"),
    ],
)
def test_a_refusal_is_one_clear_sentence(ward, words, sentence):
    said = ward(*words, code=1)
    assert sentence in said
    assert "\n" not in said


def test_a_text_file_named_xlsx_is_refused_and_nothing_lost(ward, tmp_path):
    path = tmp_path / "ds.xlsx"
    path.write_text("không phải Excel")
    assert "ds.xlsx" in ward("roster", "import", path, code=1)
    assert ward("data", "check") == {"problems": []}


@pytest.mark.parametrize(
    "words",
    [
        ("session", "mark", "x", "--as", "present"),
        ("session", "mark", "x", "--member", "y", "--all-unmarked", "--as", "present"),
        ("session", "mark", "x", "--member", "y", "--as", "asleep"),
        ("session", "add", "--topic", "x", "--at", "tomorrow"),
        ("demo", "--out", "x", "--members", "0"),
        ("topic",),
        ("nothing",),
    ],
)
def test_wrong_usage_ends_with_2(words, capsys, clock):
    with pytest.raises(SystemExit) as stopped:
        cli.run(list(words), clock=clock)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_the_password_comes_from_the_environment(ward, monkeypatch):
    monkeypatch.setenv(secret.VARIABLE, "một")
    assert ward("data", "password")["recovery_key"]
    assert ward("topic", "list") == []
    monkeypatch.setenv(secret.NEW_VARIABLE, "hai")
    assert ward("data", "password")["recovery_key"] is None
    assert "không đúng" in ward("topic", "list", code=1)
    monkeypatch.setenv(secret.VARIABLE, "hai")
    ward("data", "password", "--remove")
    monkeypatch.delenv(secret.VARIABLE)
    assert ward("topic", "list") == []


def test_the_password_is_asked_for_where_the_environment_has_none(ward, monkeypatch):
    answers = iter(["một", "một", "", None, ""])
    monkeypatch.setattr("studycompanion.cli.safety.ask", lambda prompt: next(answers))
    monkeypatch.setattr("studycompanion.cli.secret.ask", lambda prompt: next(answers))
    ward("data", "password")
    assert ward("topic", "list") == []
    assert "Hãy nhập mật khẩu" in ward("topic", "list", code=1)


def test_an_empty_new_password_is_refused(ward, monkeypatch):
    monkeypatch.setattr("studycompanion.cli.safety.ask", lambda prompt: None)
    assert "để trống" in ward("data", "password", code=1)


def test_a_new_file_can_have_a_password_at_once(command, monkeypatch, data_folder):
    monkeypatch.setattr("studycompanion.cli.setting_up.ask", lambda prompt: "một")
    words = ("init", "--superior", "S", "--cell", "C", "--place", "P", "--secretary", "N")
    assert len(command(*words, "--password")["recovery_key"]) == 39
    assert opening.state(data_folder) is opening.FileState.LOCKED


def test_a_piped_line_answers_a_prompt(monkeypatch, capsys):
    class Pipe:
        def isatty(self):
            return False

        def readline(self):
            return "mật khẩu\r\n"

    monkeypatch.setattr("sys.stdin", Pipe())
    assert secret.ask("password") == "mật khẩu"
    monkeypatch.setattr("sys.stdin", None)
    assert secret.ask("password") is None


def test_a_terminal_hides_what_is_typed(monkeypatch):
    class Terminal:
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda question: question)
    assert secret.ask("password") == "Mật khẩu: "


def test_backups_are_made_on_demand(ward, data_folder):
    made = Path(ward("data", "backup")["backup"])
    assert made.parent == data_folder / "backups"
    assert made.exists()


def test_a_command_whose_backup_fails_is_done_all_the_same(ward, data_folder, clock, capsys):
    clock.advance(hours=1)
    shutil.rmtree(data_folder / "backups")
    (data_folder / "backups").write_text("a file in the way")
    words = ["topic", "add", "--title", "Chuyên đề", "--year", "2026", "--data", str(data_folder)]
    assert cli.run(words, clock=clock) == 0
    assert "đã lưu, nhưng chưa sao lưu được" in capsys.readouterr().err
    assert len(ward("topic", "list")) == 1


def test_damage_is_named_in_words(ward, data_folder, clock, capsys):
    from sqlcipher3 import dbapi2

    ward("topic", "add", "--title", "Chuyên đề", "--year", "2026")
    connection = dbapi2.connect(str(data_folder / "data.db"), isolation_level=None)
    connection.execute("UPDATE change_set SET actor='ai đó' WHERE number=2")
    connection.close()
    words = ["data", "check", "--data", str(data_folder), "--json"]
    assert cli.run(words, clock=clock) == 1
    [problem] = json.loads(capsys.readouterr().out)["problems"]
    assert "Nhật ký bị đổi ở bước số 2" in problem


def test_people_read_lines_where_programs_read_json(ward, data_folder, clock, capsys):
    def read(*words):
        assert cli.run([*words, "--data", str(data_folder)], clock=clock) == 0
        return capsys.readouterr().out

    assert read("topic", "list") == "Không có dòng nào.\n"
    read("topic", "add", "--title", "Chuyên đề", "--year", "2026")
    assert "Chuyên đề  2026" in read("topic", "list")
    assert read("data", "check") == "Chỗ cần xem lại: —\n"


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("xong", "xong\n"),
        (["một", "hai"], "một\nhai\n"),
        ({"rate_attended": 0.9557}, "Tỷ lệ dự học: 95,57%\n"),
        ({"rate_complete": None}, "Tỷ lệ hoàn thành: —\n"),
        ({"files": ["a", "b"]}, "Bản cam kết: \n  a\n  b\n"),
        (None, ""),
    ],
)
def test_every_kind_of_answer_reads_well(answer, lines, capsys):
    output.show(answer, as_json=False)
    assert capsys.readouterr().out == lines


def test_an_answer_that_json_cannot_say_is_a_bug():
    with pytest.raises(TypeError):
        output.show({"x": object()}, as_json=True)


def test_progress_shows_on_a_terminal_only(monkeypatch, capsys):
    output.Progress().report(1, 2, "Lê An")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    output.Progress().report(2, 2, "Lê An")
    assert capsys.readouterr().err == "\r2/2\n"


def test_stopping_with_the_keyboard_says_so(ward, monkeypatch):
    def stop(*_words, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("studycompanion.services.topics.list_topics", stop)
    assert ward("topic", "list", code=1).startswith("Đã dừng")
    monkeypatch.undo()
    assert ward("topic", "list") == []


def test_a_reader_that_has_seen_enough_is_no_fault(ward, data_folder, clock, monkeypatch, capsys):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        monkeypatch.setattr(sys, "stdout", closed)
        assert cli.run(["data", "history", "--data", str(data_folder)], clock=clock) == 1
    assert capsys.readouterr().err == ""


def test_without_a_command_the_window_is_meant(tmp_path, clock, monkeypatch, capsys):
    assert cli.run(["--data", str(tmp_path)], clock=clock) is None
    assert cli.folder_of(["--data", str(tmp_path)]) == tmp_path
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert app.main(["--data", str(tmp_path)]) == 1
    assert "không có màn hình" in capsys.readouterr().err


def test_every_command_of_the_issue_is_there():
    names = {(c.noun, c.verb) for group in cli.main.GROUPS for c in group.COMMANDS}
    assert names == {
        ("demo", ""),
        ("init", ""),
        ("roster", "import"),
        ("roster", "look"),
        ("member", "list"),
        ("member", "show"),
        ("member", "record"),
        ("member", "erase"),
        ("member", "erasures"),
        ("member", "export"),
        ("member", "template"),
        ("topic", "add"),
        ("topic", "list"),
        ("topic", "copy"),
        ("topic", "archive"),
        ("topic", "files"),
        ("topic", "life"),
        ("forms", "together"),
        ("forms", "unsigned"),
        ("session", "add"),
        ("session", "change"),
        ("session", "list"),
        ("session", "remove"),
        ("session", "mark"),
        ("session", "undo"),
        ("session", "apology"),
        ("session", "guest"),
        ("session", "close"),
        ("session", "reopen"),
        ("session", "missed"),
        ("session", "make-up"),
        ("session", "totals"),
        ("session", "owing"),
        ("sheet", "signin"),
        ("sheet", "result"),
        ("sheet", "minutes"),
        ("sheet", "cards"),
        ("template", "list"),
        ("template", "copy"),
        ("template", "save"),
        ("template", "import"),
        ("template", "default"),
        ("template", "export"),
        ("review", "draft"),
        *(("review", verb) for verb in ("received", "move", "write", "form", "entered", "ranks")),
        *(("review", verb) for verb in ("export", "import", "promises", "seen")),
        ("plan", "add"),
        ("plan", "missing"),
        ("plan", "list"),
        ("plan", "overdue"),
        ("plan", "reports"),
        ("plan", "note"),
        ("plan", "done"),
        ("forms", "export"),
        ("forms", "match"),
        ("forms", "sign"),
        ("forms", "scan"),
        ("forms", "verify"),
        ("trust", "add"),
        ("trust", "list"),
        ("trust", "remove"),
        *(("topic", verb) for verb in ("archive", "copy", "files")),
        ("data", "keep"),
        ("report", "participation"),
        *(("paper", verb) for verb in ("review", "report", "plan", "year-end")),
        *(("paper", verb) for verb in ("plans", "missing", "reminders")),
        ("report", "plans"),
        ("data", "backups"),
        ("data", "check"),
        ("data", "keep"),
        ("data", "export"),
        ("data", "history"),
        ("data", "undo"),
        ("data", "import"),
        ("data", "rehearse"),
        ("data", "restore"),
        ("data", "backup"),
        ("data", "password"),
    }


def test_the_judges_are_here():
    assert shutil.which("qpdf")
