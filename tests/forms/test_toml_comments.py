"""Comments stay where they were when a form's text is written anew."""

import tomllib

import pytest

from studycompanion import forms
from tests.forms.test_toml_writer import SHIPPED

OLD = """# Đầu tệp.
code = "1"
# Của danh sách.
lists = [
  "a",
  # bên trong
  "b",
]

# Của phần đầu.
[[sections]]
key = "x"

# Của phần sau.
[[sections]]
# Của tên.
key = "y"
"""


def comments(text):
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]


def test_each_comment_stands_before_its_line_again():
    made = forms.toml_text(tomllib.loads(OLD), like=OLD).splitlines()
    for comment, line in (
        ("# Đầu tệp.", 'code = "1"'),
        ("# Của danh sách.", 'lists = ["a", "b"]'),
        ("# Của phần sau.", "[[sections]]"),
        ("# Của tên.", 'key = "y"'),
    ):
        assert made[made.index(comment) + 1] == line


def test_comments_of_what_is_gone_go_with_it():
    values = tomllib.loads(OLD)
    del values["sections"][1], values["lists"]
    assert comments(forms.toml_text(values, like=OLD)) == ["# Đầu tệp.", "# Của phần đầu."]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_shipped_form_keeps_its_comments_and_values(path):
    body = path.read_text("utf-8")
    values = tomllib.loads(body)
    made = forms.toml_text(values, like=body)
    assert tomllib.loads(made) == values
    assert comments(made) == comments(body)
