"""The bench harness prints what scripts and people read."""

import json

import pytest

from tests.bench import __main__ as harness
from tests.bench import pairs


@pytest.fixture
def one_bench(monkeypatch):
    monkeypatch.setattr(harness, "names", lambda: ["mark"])
    monkeypatch.setattr(harness, "measure", lambda name: {"ratio": 3.5, "mark_ms": 1234.0})


def test_figures_are_one_json_value_a_line(one_bench, capsys):
    assert harness.main(["mark", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {"bench": "mark", "figures": {"ratio": 3.5, "mark_ms": 1234.0}}


def test_without_a_name_every_bench_is_printed_as_a_table(one_bench, capsys):
    assert harness.main([]) == 0
    name, ratio, cost = capsys.readouterr().out.splitlines()
    assert name == "mark"
    assert ratio.split() == ["ratio", "3.50"]
    assert cost.split() == ["mark_ms", "1,234.00"]


def test_an_unknown_bench_is_refused_with_the_names_there_are(one_bench, capsys):
    with pytest.raises(SystemExit) as refused:
        harness.main(["start"])
    assert refused.value.code == 2
    assert "there are mark" in capsys.readouterr().err


def test_every_bench_is_found_by_its_file_name():
    assert all(name.isidentifier() for name in harness.names())


def test_pairs_give_medians_after_a_warm_up():
    ours, bare = iter([99.0, 6.0, 2.0, 9.0]), iter([99.0, 2.0, 2.0, 1.0])
    assert pairs.compare(lambda: next(ours), lambda: next(bare), rounds=3) == (6.0, 2.0, 3.0)


def test_cost_is_what_the_clock_moved():
    ticks = iter([1.0, 3.5])
    assert pairs.seconds(lambda: None, lambda: next(ticks)) == 2.5
