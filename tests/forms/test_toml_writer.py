"""What is written as TOML reads as the same values."""

import tomllib

import pytest

from studycompanion.forms.toml_writer import toml_text
from studycompanion.paths import resource

SHIPPED = sorted(resource("forms").glob("*/*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_shipped_template_reads_the_same_after_writing(path):
    values = tomllib.loads(path.read_text("utf-8"))
    assert tomllib.loads(toml_text(values)) == values


def test_odd_values_read_the_same_after_writing():
    values = {
        "text": 'ngoặc "kép" \\ và\nxuống dòng\t\x7f',
        "on": True,
        "count": -3,
        "none": [],
        "dấu cách": {"sâu": {"x": "1"}, "rows": [{"a": 1, "in": [{"b": "2"}]}, {"a": 2}]},
        "last": "sau bảng",
    }
    assert tomllib.loads(toml_text(values)) == values
