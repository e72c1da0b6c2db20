"""The whole evening by command line, in processes of their own, judged by independent tools."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ROSTER = Path(__file__).parent.parent / "data" / "roster-cell-titled.xlsx"


def run(folder, *words):
    environment = os.environ | {"STUDYCOMPANION_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "studycompanion", *map(str, words), "--json"],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def judge(*words):
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_a_roster_to_signed_paper_in_one_evening(tmp_path):
    data, out = tmp_path / "dữ liệu", tmp_path / "ra giấy"
    run(
        *(data, "init", "--superior", "Đảng bộ phường Vĩnh Tuy"),
        *("--cell", "Chi bộ tổ dân phố số 1", "--place", "Vĩnh Tuy", "--secretary", "Trần Mẫu"),
    )
    assert run(data, "roster", "import", ROSTER)["new"] == 52
    topic = run(data, "topic", "add", "--title", "Chuyên đề 2026", "--year", 2026)["id"]
    session = run(data, "session", "add", "--topic", topic, "--at", "2026-11-20T19:00")["id"]
    [who] = run(data, "member", "list", "--find", "h'hen")
    run(data, "session", "mark", session, "--member", who["id"], "--as", "excused")
    run(data, "session", "mark", session, "--all-unmarked", "--as", "present")
    totals = run(data, "session", "totals", session)
    assert (totals["called"], totals["present"], totals["excused"]) == (52, 51, 1)
    run(
        *(data, "plan", "add", "--topic", topic, "--member", who["id"], "--task", "Dọn rác"),
        *("--person", "H'Hen Niê", "--process", "Mỗi tháng", "--responsibility", "Chủ trì"),
        *("--result", "12 buổi", "--due", "2027-06-30"),
    )
    assert run(data, "plan", "missing", "--topic", topic) == []
    done = run(data, "forms", "export", "--topic", topic, "--out", out, "--merged")
    assert (len(done["files"]), len(done["merged"]), done["skipped"]) == (52, 1, [])
    form = next(path for path in done["files"] if path.endswith("H'Hen Niê.pdf"))
    for path in (form, done["merged"][0]):
        judge("qpdf", "--check", path)
        fonts = judge("pdffonts", path).splitlines()[2:]
        assert fonts
        assert all(line.split()[-5:-3] == ["yes", "yes"] for line in fonts)
    text = " ".join(judge("pdftotext", "-layout", form, "-").split())
    assert "Họ và tên: H'Hen Niê" in text
    assert "trước 30/6/2027" in text
    assert run(data, "data", "check") == {"problems": []}
