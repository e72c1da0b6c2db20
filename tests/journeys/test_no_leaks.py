"""No connection leaves the PC, and no file that is left behind names anybody."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.test_faults import tap as tap
from tests.storage.conftest import ROOT

NAME = "Đặng Thị Lính-Canh"
TOPIC = "Chuyên đề Canh-Gác-Riêng"
SECRETARY = "Bùi Văn Giữ-Kín"
SENTINELS = ("Lính-Canh", "Canh-Gác-Riêng", "Giữ-Kín", "LINH-CANH")

WINDOW = """
import os, threading
from studycompanion import app
from studycompanion.ui.main_window import MainWindow

shown = MainWindow.showEvent

def show_and_leave(window, event):
    shown(window, event)
    # Long enough for the pages to be read in; what they ask for is written down by then.
    threading.Timer(3, os._exit, [0]).start()

MainWindow.showEvent = show_and_leave
threading.Timer(90, os._exit, [3]).start()
app.main([])
"""


@pytest.fixture
def apart(tap, tmp_path):
    """Run Python words without any network; gives the answer and fails on any socket of one."""
    told = tmp_path / "sockets"
    home = tmp_path / "nhà"
    home.mkdir()
    prefix = _without_network()
    env = {k: v for k, v in os.environ.items() if not k.startswith("COV")} | {
        "LD_PRELOAD": os.fspath(tap),
        "TAP_NETWORK": os.fspath(told),
        "HOME": os.fspath(home),
        "TMPDIR": os.fspath(tmp_path / "tạm"),
        "QT_QPA_PLATFORM": "offscreen",
        **{f"XDG_{n}_HOME": os.fspath(home / n) for n in ("CACHE", "CONFIG", "DATA", "STATE")},
    }
    (tmp_path / "tạm").mkdir()

    def run(*words: object, **more: str) -> str:
        done = subprocess.run(
            [*prefix, sys.executable, *map(str, words)],
            cwd=ROOT,
            env=env | more,
            capture_output=True,
            text=True,
            timeout=100,
        )
        assert done.returncode == 0, done.stderr
        assert not told.exists(), f"{words} asked for a socket of a network"
        return done.stdout

    return run


def _without_network() -> list[str]:
    """The command that takes the network away, where this system lets us."""
    tool = shutil.which("unshare")
    for words in ([tool, "-rn"], [tool, "-n"]):
        if tool and subprocess.run([*words, "true"], capture_output=True).returncode == 0:
            return words
    return []


def command(apart, folder, *words, **more):
    said = apart("-m", "studycompanion", *words, "--data", folder, "--json", **more)
    return json.loads(said)


def test_a_socket_of_a_network_would_be_noticed(apart):
    with pytest.raises(AssertionError, match="asked for a socket"):
        apart("-c", "import socket; socket.socket(socket.AF_INET)")


@pytest.mark.timeout(240)
def test_the_main_journeys_ask_for_no_network_and_leave_no_name_behind(apart, tmp_path):
    """With a password: whatever lies about afterwards, anywhere, names nobody."""
    folder = tmp_path / "Dữ liệu"
    secret = {"STUDYCOMPANION_PASSWORD": "một câu dài"}
    setup = ("--superior", "Đảng bộ phường Vĩnh Tuy", "--cell", "Chi bộ 9", "--place", "Vĩnh Tuy")
    command(apart, folder, "init", *setup, "--secretary", SECRETARY, **secret)
    roster = tmp_path / "roster.csv"
    roster.write_text(f"STT;Họ và tên;Ngày sinh\n1;{NAME};1/2/1960\n", "utf-8")
    command(apart, folder, "roster", "import", roster, **secret)
    roster.unlink()
    topic = command(apart, folder, "topic", "add", "--title", TOPIC, "--year", 2026, **secret)
    command(apart, folder, "session", "add", "--topic", topic["id"], "--at", "2026-11-20T19:00",
            "--place", "Nhà văn hóa", **secret)  # fmt: skip
    command(apart, folder, "data", "backup", "--to", tmp_path / "USB", **secret)
    command(apart, folder, "data", "rehearse", **secret)
    made = command(apart, folder, "data", "backups", **secret)[0]["file"]
    command(apart, folder, "data", "restore", made, **secret)
    command(apart, folder, "data", "check", **secret)
    [line] = command(apart, folder, "member", "list", **secret)
    assert line["full_name"] == NAME
    assert _naming(tmp_path) == []


@pytest.mark.timeout(240)
def test_the_window_asks_for_no_network(apart, tmp_path):
    folder = tmp_path / "Dữ liệu"
    setup = ("--superior", "Đảng bộ", "--cell", "Chi bộ 9", "--place", "Vĩnh Tuy")
    command(apart, folder, "init", *setup, "--secretary", SECRETARY)
    apart("-c", WINDOW, STUDYCOMPANION_DATA=os.fspath(folder))
    beside = [path for path in _naming(tmp_path) if path.suffix not in (".db", ".scbackup")]
    assert beside == []


def _naming(folder: Path) -> list[Path]:
    """The files that hold a sentinel, in any of the encodings that a program writes."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            if any(s.encode(e) in data for s in SENTINELS for e in ("utf-8", "utf-16-le")):
                found.append(path)
    return found
