"""Plans by command line."""

import pytest

from tests.cli.test_commands import ROSTER


@pytest.fixture
def plan(ward):
    """A roster, a topic and one task: (run, topic, member, item)."""
    ward("roster", "import", ROSTER)
    topic = ward("topic", "add", "--title", "Chuyên đề", "--year", "2026")["id"]
    who = ward("member", "list")[3]
    item = ward(
        *("plan", "add", "--topic", topic, "--member", who["id"], "--task", "Dọn rác ngõ 9"),
        *("--due", "2020-01-31"),
    )["id"]
    return ward, topic, who, item


def test_tasks_are_listed_with_how_far_they_are(plan):
    run, topic, who, item = plan
    run("plan", "note", item, "--text", "Đã 6 buổi", "--percent", "50")
    [line] = run("plan", "list", "--topic", topic)
    assert (line["id"], line["member"], line["percent"]) == (item, who["id"], 50)
    assert line["accountable"] == who["full_name"]
    assert line["missing"] == ["person", "process", "responsibility", "result"]
    assert line["due"] == "2020-01-31"


def test_overdue_tasks_and_those_to_report_on_are_listed_until_done(plan):
    run, topic, _, item = plan
    [late] = run("plan", "overdue", "--topic", topic)
    assert late["days_over"] > 2000
    assert [line["id"] for line in run("plan", "reports", "--topic", topic)] == [item]
    done = run("plan", "done", item, "--text", "Đủ 12 buổi")
    assert (done["item"], done["text"]) == (item, "Đủ 12 buổi")
    assert run("plan", "overdue", "--topic", topic) == []
    assert run("plan", "reports", "--topic", topic) == []
    [line] = run("plan", "list", "--topic", topic)
    assert (line["status"], line["percent"]) == ("done", 100)


def test_two_unclear_tasks_of_a_cell_are_caught_and_named(plan):
    run, topic, who, item = plan
    other = run(
        *("plan", "add", "--topic", topic, "--member", who["id"], "--task", "Trực"),
        *("--person", "A", "--process", "Luân phiên", "--responsibility", "B"),
    )["id"]
    run(
        *("plan", "add", "--topic", topic, "--member", who["id"], "--task", "Đọc sách"),
        *("--person", "A", "--process", "Luân phiên", "--responsibility", "B", "--result", "4"),
    )
    found = {one["id"]: one["missing"] for one in run("plan", "missing", "--topic", topic)}
    assert found == {
        item: ["person", "process", "responsibility", "result"],
        other: ["result"],
    }


def test_the_progress_of_plans_is_written_to_a_file(plan, tmp_path):
    run, topic, _who, _item = plan
    for name in ("ke-hoach.pdf", "ke-hoach.docx", "ke-hoach.xlsx"):
        out = run("report", "plans", "--topic", topic, "--out", tmp_path / name)
        assert out["file"] == str(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000


def test_reviews_are_drafted_for_all_and_one_goes_on(plan):
    run, topic, who, _ = plan
    assert run("review", "draft", "--topic", topic)["made"] > 10
    assert run("review", "draft", "--topic", topic) == {"made": 0}
    move = ("review", "move", "--topic", topic, "--member", who["id"])
    said = run(*move, "--to", "handed_in", code=1)
    assert "chưa có chữ nào" in str(said)


def test_papers_are_received_for_one_with_a_scan_and_for_all_the_rest(plan, tmp_path):
    from PIL import Image

    run, topic, who, _ = plan
    scan = tmp_path / "quét.png"
    Image.new("L", (40, 60), 200).save(scan)
    received = ("review", "received", "--topic", topic)
    one = run(*received, "--member", who["id"], "--on", "2020-11-02", "--scan", scan)
    assert one == {"received": 1, "on": "2020-11-02"}
    rest = run(*received, "--all", "--pages", "3", "--place", "Tủ số 2")["received"]
    assert rest > 10
    said = run(*received, "--all", code=1)
    assert "Chưa chọn đồng chí nào" in said
    newest = run("data", "history", "--limit", "1")
    assert f"Nhận {rest} bản giấy" in str(newest)


def test_a_scanned_stack_is_received_by_the_codes_on_its_pages(plan, tmp_path):
    run, topic, who, _ = plan
    paper, received = tmp_path / "trắng.pdf", ("review", "received", "--topic", topic)
    run("paper", "review", "--topic", topic, "--member", who["id"], "--blank", "--out", paper)
    told = run(*received, "--from-scan", paper)
    assert (told["received"], told["others"], told["unknown_pages"]) == (1, [], 0)
    assert "Chưa chọn đồng chí nào" in run(*received, "--from-scan", paper, code=1)


def test_a_scan_goes_with_one_member_only(plan, tmp_path):
    run, topic, _, _ = plan
    received = ("review", "received", "--topic", topic)
    said = run(*received, "--all", "--scan", tmp_path / "x.pdf", code=1)
    assert "đúng một người" in said


def test_a_year_later_promises_are_listed_and_drafted(plan):
    run, topic, who, item = plan
    run("plan", "note", item, "--text", "Đã 6 buổi", "--percent", "50")
    later = run("topic", "add", "--title", "Sau", "--year", "2027")["id"]
    run("review", "draft", "--topic", later)
    words = ("review", "promises", "--topic", later, "--member", who["id"])
    [told] = run(*words)
    assert (told["item"], told["topic"], told["year"]) == (item, topic, 2026)
    assert "Đã 6 buổi" in told["done"]
    made = run(*words, "--draft")
    assert made["part"] == "commitment"
    assert "Đã hứa: Dọn rác ngõ 9" in made["text"]
    write = ("review", "write", "--topic", later, "--member", who["id"])
    run(*write, "--part", "commitment", "--text", "Tự viết")
    assert "đã có chữ được gõ" in run(*words, "--draft", code=1)
    assert run(*words, "--draft", "--typed", "append")["text"].startswith("Tự viết\n")
