"""The developer's tool on machines that lack something."""

import subprocess
import sys
from pathlib import Path

import pytest
from devtools import environment, jobs, steps, system

ROOT = Path(__file__).parent.parent.parent
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has apt")


@pytest.fixture
def called(monkeypatch):
    """The commands that would have been run; all of them succeed."""
    commands = []

    def run(words, **_):
        commands.append([str(word) for word in words])
        return subprocess.CompletedProcess(words, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    return commands


@LINUX
def test_a_whole_machine_is_left_alone(called):
    assert system.need([{"libc6": "libc.so.6"}], {"coreutils": "ls"})
    assert called == []


@LINUX
def test_root_installs_what_is_missing(called, monkeypatch):
    monkeypatch.setattr(system.os, "geteuid", lambda: 0)
    monkeypatch.setattr(system.shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    assert system.need([{"libnone1": "libnone.so.1"}], {"judge": "no-such-judge"})
    update, install = called
    assert "update" in update
    assert {"libnone1", "judge"} <= set(install)


@LINUX
@pytest.mark.parametrize("tools", [{}, {"apt-get": "/usr/bin/apt-get"}])
def test_others_are_told_the_exact_line(called, monkeypatch, capsys, tools):
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system.shutil, "which", tools.get)
    assert not system.need([{"libnone1": "libnone.so.1"}])
    line = "apt-get update && apt-get install -y --no-install-recommends libnone1"
    assert line in capsys.readouterr().err
    assert called == []


@LINUX
def test_sudo_is_used_where_it_asks_nothing(called, monkeypatch):
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system.sys, "stdin", None)
    assert system.install(["qpdf"])
    assert [words[:2] for words in called] == [["sudo", "-n"]] * 3


def test_a_python_without_ensurepip_gets_a_clear_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "_WORKS", "raise ImportError")
    monkeypatch.setattr(system, "install", lambda packages: False)
    with pytest.raises(environment.SetupFailed, match=r"apt-get install python3\.\d+-venv"):
        environment._make(tmp_path / ".venv")
    assert not (tmp_path / ".venv").exists()


@pytest.fixture
def checkout(tmp_path):
    (tmp_path / "packaging").mkdir()
    (tmp_path / environment.CONSTRAINTS).write_text("pytest==9\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\n[project]\nname = "x"\n[tool.ruff]\nline-length = 100\n',
        "utf-8",
    )
    return tmp_path


def _change(path, old, new):
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_new_pins_or_needs_renew_the_environment_but_other_settings_do_not(checkout):
    before = environment.fingerprint(checkout)
    _change(checkout / "pyproject.toml", "100", "99")
    assert environment.fingerprint(checkout) == before
    _change(checkout / "pyproject.toml", '"x"', '"y"')
    renamed = environment.fingerprint(checkout)
    _change(checkout / environment.CONSTRAINTS, "9", "10")
    assert len({before, renamed, environment.fingerprint(checkout)}) == 3


def test_an_environment_is_made_once(checkout, monkeypatch):
    done = []

    def make(folder):
        interpreter = environment.interpreter(folder)
        interpreter.parent.mkdir(parents=True)
        interpreter.symlink_to(sys.executable)
        done.append("make")

    monkeypatch.setattr(environment, "_ALIVE", environment._ALIVE.replace("pip, ", ""))
    monkeypatch.setattr(environment, "_make", make)
    monkeypatch.setattr(environment, "_install", lambda *_: done.append("install"))
    for _ in range(3):
        environment.ensure(checkout)
    assert done == ["make", "install"]


def test_all_steps_run_and_the_failed_one_is_named(capfd):
    failing = steps.Step("fails", [sys.executable, "-c", "raise SystemExit(3)"])
    passing = steps.Step("passes", [sys.executable, "-c", "import os; print(os.environ['A'])"])
    passing = steps.Step(passing.name, passing.words, {"A": "seen"})
    assert steps.run([failing, passing]) == 1
    printed = capfd.readouterr().out
    assert "seen" in printed
    assert [line.split()[0] for line in printed.splitlines()[-2:]] == ["FAILED", "ok"]


@LINUX
def test_without_a_display_the_demo_is_made_instead(monkeypatch, tmp_path, called, capsys):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(environment, "ensure", lambda root: Path("python"))
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "form.pdf").touch()
    assert jobs.run(tmp_path, []) == 0
    assert called == [["python", "-m", "studycompanion", "demo", "--out", str(tmp_path / "demo")]]
    assert f"1 files are in {tmp_path / 'demo'}" in capsys.readouterr().out


def test_words_after_run_go_to_the_program(monkeypatch, called):
    monkeypatch.setattr(environment, "ensure", lambda root: Path("python"))
    jobs.run(ROOT, ["member", "list", "--json"])
    assert called == [["python", "-m", "studycompanion", "member", "list", "--json"]]


def test_the_tool_lists_its_jobs():
    words = [sys.executable, str(ROOT / "packaging" / "dev.py"), "--help"]
    printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    for job in jobs.JOBS:
        assert f"\n{job} " in printed
