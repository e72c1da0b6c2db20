"""Sessions and rolls by command line."""

import pytest

from studycompanion import cli


@pytest.fixture
def roll(command):
    """A cell of three with a topic and a session: (run, topic, session, ids by name)."""
    command(
        *("init", "--superior", "Đảng bộ phường Vĩnh Tuy", "--cell", "Chi bộ 9"),
        *("--place", "Vĩnh Tuy", "--secretary", "Trần Văn Mẫu"),
    )
    topic = command("topic", "add", "--title", "Chuyên đề", "--year", "2026")["id"]
    when = ("--at", "2026-11-20T19:00")
    session = command("session", "add", "--topic", topic, *when, "--chair", "Trần Văn Mẫu")["id"]
    for name in ("Lê An", "Vũ Bình", "Trần Cúc"):
        command("session", "guest", session, "--name", name, "--newcomer")
    ids = {m["full_name"]: m["id"] for m in command("member", "list")}
    return command, topic, session, ids


def test_an_evening_is_held_closed_and_made_up_by_command(roll):
    run, topic, session, ids = roll
    absent = ("session", "mark", session, "--member", ids["Lê An"], "--as", "unexcused")
    assert run(*absent) == {"marked": 1}
    done = run("session", "close", session)
    assert (done["called"], done["unexcused"], done["unmarked"]) == (3, 1, 0)
    assert "kết thúc" in run(*absent, code=1)
    [owing] = run("session", "owing", "--topic", topic)
    assert (owing["full_name"], owing["mark"]) == ("Lê An", "unexcused")
    [missed] = run("session", "missed", session)
    assert missed["member"] == ids["Lê An"]
    later = run("session", "make-up", session, "--at", "2026-11-27T19:00", "--place", "Hội trường")
    assert (later["kind"], later["place"]) == ("make_up", "Hội trường")
    life = run("topic", "life", topic)
    assert (life["called"], life["owing"], life["next"]["step"]) == (3, 1, "hold_session")
    run("session", "mark", later["id"], "--all-unmarked", "--as", "present")
    assert run("session", "owing") == []
    totals = run("session", "totals", session, "--by", "cell")
    assert [(t["name"], t["made_up"]) for t in totals] == [("Chi bộ 9", 1)]


def test_a_roll_with_unmarked_people_ends_with_a_sentence_and_1(roll):
    run, topic, _, ids = roll
    coming = run("session", "add", "--topic", topic, "--at", "2026-11-27T19:00")["id"]
    said = run("session", "apology", coming, "--member", ids["Vũ Bình"], "--reason", "Đi công tác")
    assert said["apology"] == "Đi công tác"
    assert "3 đồng chí" in run("session", "close", coming, code=1)
    assert "1 đồng chí đã xin vắng" in run("session", "close", coming, "--rest", "present", code=1)
    run("session", "mark", coming, "--member", ids["Vũ Bình"], "--as", "excused")
    assert run("session", "close", coming, "--rest", "present")["excused"] == 1
    assert "lý do" in run("session", "reopen", coming, "--reason", " ", code=1)
    assert run("session", "reopen", coming, "--reason", "Ghi nhầm")["state"] == "open"
    undone = run("session", "undo")["undone"]
    assert undone == "Đánh dấu người còn lại: Có mặt"


def test_a_session_is_changed_chosen_for_people_and_taken_off(roll):
    run, topic, session, ids = roll
    changed = run("session", "change", session, "--place", "Hội trường", "--kind", "online")
    assert (changed["place"], changed["kind"]) == ("Hội trường", "online")
    chosen = run(
        *("session", "add", "--topic", topic, "--at", "2026-11-27T19:00"),
        *("--members", ids["Lê An"], ids["Vũ Bình"]),
    )["id"]
    assert run("session", "totals", chosen)["called"] == 2
    assert run("session", "remove", chosen) == {"removed": chosen}
    assert [s["id"] for s in run("session", "list")] == [session]


def test_a_guest_stands_apart(roll):
    run, _, session, _ = roll
    added = run("session", "guest", session, "--name", "Hồ Khách", "--from", "Chi bộ 12")
    assert added["number"] == 4
    totals = run("session", "totals", session)
    assert (totals["called"], totals["guests"]) == (3, 1)


def test_lines_for_people_name_every_figure(roll, capsys, data_folder, clock):
    _, topic, session, _ = roll
    for words in (
        ("topic", "life", topic),
        ("session", "close", session),
        ("topic", "copy", topic, "--year", "2027"),
        ("topic", "archive", topic),
    ):
        assert cli.run([*words, "--data", str(data_folder)], clock=clock) == 0
    said = capsys.readouterr().out
    assert "Việc tiếp theo" in said
    assert "Kết thúc lúc" in said
    assert "Thời hạn: " in said
    assert "Đã cất chuyên đề" in said


def test_the_papers_of_a_session_are_written(roll, tmp_path):
    run, _, session, _ = roll
    for words in (
        ("signin", session, "--large", "--out", tmp_path / "ký.pdf"),
        ("minutes", session, "--out", tmp_path / "biên bản.pdf"),
        ("result", session, "--cell", "Chi bộ 9", "--out", tmp_path / "kết quả.xlsx"),
        ("minutes", session, "--out", tmp_path / "biên bản.docx"),
        ("cards", "--out", tmp_path / "thẻ.pdf"),
        ("cards", session, "--out", tmp_path / "thẻ của buổi.pdf"),
    ):
        run("sheet", *words)
    assert len(list(tmp_path.glob("*.pdf"))) == 4
    assert (tmp_path / "kết quả.xlsx").exists()
    assert "thẻ.doc" in run("sheet", "cards", "--out", tmp_path / "thẻ.doc", code=1)
